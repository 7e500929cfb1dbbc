"""What the program writes of its table of letters, stakegraph/text/letters.py.

The table is drawn from the transform Latin-ASCII of the Unicode Common Locale Data Repository
(https://cldr.unicode.org), which the Debian package unicode-cldr-core installs.

python tests/letters.py            print it as it should be
python tests/letters.py --write    make it so
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

SOURCE = Path("/usr/share/unicode/cldr/common/transforms/Latin-ASCII.xml")
TABLE = Path(__file__).parent.parent / "stakegraph" / "text" / "letters.py"

# Letters of living languages that the transform leaves alone, with what stands for them where they
# are not to be had: ə in Azerbaijani, ɔ in the languages of West Africa.
FURTHER = {"ə": "e", "ɔ": "o"}

HEAD = '''"""Plain letters for Latin letters that Unicode does not take apart.

Written by tests/letters.py from the transform Latin-ASCII of the Unicode Common Locale Data
Repository (CLDR), version {version}; copyright © 1991-2022 Unicode, Inc., under the Unicode License
(https://www.unicode.org/license.txt). Added are {added}.
"""

# Plain letters, with the small letters that they stand for.
PLAIN = {{
'''


def plain_letters(transform: str) -> dict[str, str]:
    """Return the small letters that are left as they are by NFKD, each with its plain letters."""
    found = {}
    for letter, plain in re.findall(r"^(\w) → ([A-Za-z]+) ;", transform, re.MULTILINE):
        alone = unicodedata.normalize("NFKD", letter.casefold()) == letter
        if alone and "LATIN" in unicodedata.name(letter):
            found[letter] = plain.casefold()
    return found | FURTHER


def table(transform: str, version: str) -> str:
    """Return the module as it should be."""
    by_plain: dict[str, list[str]] = defaultdict(list)
    for letter, plain in plain_letters(transform).items():
        by_plain[plain].append(letter)
    added = " and ".join(f"{letter} ({plain})" for letter, plain in FURTHER.items())
    rows = "".join(
        f'    "{plain}": "{"".join(sorted(letters))}",\n'
        for plain, letters in sorted(by_plain.items())
    )
    return f"{HEAD.format(version=version, added=added)}{rows}}}\n"


def written() -> str:
    """Return the module as it should be by the data that is installed."""
    dtd = (SOURCE.parents[1] / "dtd" / "ldmlSupplemental.dtd").read_text(encoding="utf-8")
    (version,) = re.findall(r'cldrVersion CDATA #FIXED "([\d.]+)"', dtd)
    return table(SOURCE.read_text(encoding="utf-8"), version)


def main() -> None:
    """Print the table, or write it."""
    if "--write" in sys.argv:
        TABLE.write_text(written(), encoding="utf-8")
    else:
        print(written(), end="")


if __name__ == "__main__":
    main()

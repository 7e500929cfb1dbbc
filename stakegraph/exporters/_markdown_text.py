"""Texts as Markdown shows them as they are, and as YAML reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from stakegraph.text.escaping import visible

_IN_URLS = "!#$%&*+,/:;=?@~"


def web_link(source: Mapping[str, str]) -> str:
    title, url = escaped(source["title"]), source.get("url", "")
    if not re.match("https?://", url, re.IGNORECASE):
        return f"{title}, {escaped(url)}" if url else title
    return f"[{title}]({quote(url, safe=_IN_URLS)})"


def escaped(text: str) -> str:
    """Escape a text so that Markdown, GitHub's and Obsidian's, shows it as it is, in one line."""
    line = visible(" ".join(text.split()))
    line = re.sub(r"[\\`*_\[\]<>&#~$|=^%@]|:(?=[\w+-]+:)", r"\\\g<0>", line)
    return re.sub(r"^([-+]|\d+[.)])", lambda match: f"{match[0][:-1]}\\{match[0][-1]}", line)


def quoted(text: str) -> str:
    """Quote a text for YAML."""
    return '"' + "".join(map(_yaml_character, text)) + '"'


def _yaml_character(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"

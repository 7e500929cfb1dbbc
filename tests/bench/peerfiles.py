"""Write generated facts as the files that other programs read.

python tests/bench/peerfiles.py PATH journal|beancount|csv|ftm.json [--facts N] [--seed N]

hledger and beancount get each actor as an account and each fact as a transaction of one FACT from
its subject to its object; sqlite-utils a table of the facts; ftm an entity for each actor and fact.
"""

import argparse
import csv
import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from generate import SEED, blocks
from telling import Block

_SCHEMAS = {"people": "Person", "organisations": "Organization", "posts": "Position"}
_COLUMNS = ("subject", "relation", "object", "since", "until", "status", "note", "evidence")


def journal(file: IO[str], drawn: Iterator[Block]) -> None:
    """Write a journal for hledger."""
    for one, relation, other, fact in _facts(drawn):
        file.write(f"{_day(fact)} {relation}  ; {_cited(fact)}\n")
        file.write(f"    {other}  1 FACT\n    {one}  -1 FACT\n\n")


def beancount(file: IO[str], drawn: Iterator[Block]) -> None:
    """Write a ledger for beancount."""
    for block in drawn:
        for section in block.entries.values():
            file.writelines(f"1900-01-01 open {_account(id)}\n" for id in section)
        for one, relation, other, fact in _facts(iter((block,))):
            file.write(f'{_day(fact)} * "{relation}" "{_cited(fact)}"\n')
            file.write(f"  {_account(other)}  1 FACT\n  {_account(one)}  -1 FACT\n\n")


def table(file: IO[str], drawn: Iterator[Block]) -> None:
    """Write a CSV table of the facts."""
    rows = csv.writer(file)
    rows.writerow(_COLUMNS)
    for one, relation, other, fact in _facts(drawn):
        said = [fact.get(name, "") for name in _COLUMNS[3:7]]
        rows.writerow([one, relation, other, *said, _cited(fact)])


def entities(file: IO[str], drawn: Iterator[Block]) -> None:
    """Write FollowTheMoney entities, one a line."""
    count = 0
    for block in drawn:
        for section, entries in block.entries.items():
            schema = _SCHEMAS.get(section, "Thing" if section == "events" else "Organization")
            for id, fields in entries.items():
                name = fields.get("name") or fields.get("title") or fields["what"]
                _entity(file, id, schema, {"name": [name]})
        for one, relation, other, fact in _facts(iter((block,))):
            count += 1
            given = {"subject": [one], "object": [other], "role": [relation]}
            given |= {"summary": [fact["note"]]} if "note" in fact else {}
            given |= {"startDate": [_day(fact)]} if fact.get("since") else {}
            _entity(file, f"fact-{count}", "UnknownLink", given)


FORMS: dict[str, Callable[[IO[str], Iterator[Block]], None]] = {
    "journal": journal,
    "beancount": beancount,
    "csv": table,
    "ftm.json": entities,
}


def _facts(drawn: Iterator[Block]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for block in drawn:
        for fact in block.facts:
            relation, other = list(fact.items())[1]
            yield fact["who"], relation, other, fact


def _entity(file: IO[str], id: str, schema: str, properties: dict[str, list[str]]) -> None:
    file.write(json.dumps({"id": id, "schema": schema, "properties": properties}) + "\n")


def _day(fact: dict[str, Any]) -> str:
    """Return the start of a fact as a whole day, the first one that it may be."""
    since: str = fact.get("since", "").strip("./~?") or "1990"
    year, month, day = [*since.split("-"), "01", "01"][:3]
    return f"{year}-{month if month < '13' else '03'}-{day}"


def _cited(fact: dict[str, Any]) -> str:
    first = fact["evidence"][0]
    return first if isinstance(first, str) else f"{first['source']} {first['at']}"


def _account(id: str) -> str:
    return "Assets:" + "-".join(part.capitalize() for part in id.replace(".", "-").split("-"))


def main() -> None:
    """Write what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path")
    parser.add_argument("form", choices=FORMS)
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    with open(given.path, "w", encoding="utf-8", newline="") as file:
        FORMS[given.form](file, blocks(given.facts, given.seed))


if __name__ == "__main__":
    main()

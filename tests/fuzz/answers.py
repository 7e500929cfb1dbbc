"""Answers about a few made-up facts, set against each other: from every side they say one thing.

Of one fact no two answers to the same reader say another tense or another time; a role is told of a
person as of the post and of the body; whoever reports to somebody has that one above.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

import stakegraph

_PEOPLE = {"ann": "Ann Ash", "bo": "Bo Birch", "cy": "Cy O'Cole", "dee": "Dr Dee Dunn"}
_BODIES = {"acme": "Acme plc", "bolt": "The Bolts", "core": "Core Trust"}
_POSTS = {"head": "head of care", "deputy": "the deputy", "mp": "MP for Stoke"}
_TITLES = ("a member", "adviser", "chair", "the treasurer", "head of care")
_ASKED = ("roles", "who_reports_to", "chain", "show", "partners", "org_chart")
_DOUBLED = re.compile(r"\b(\w+) \1\b|\b(?:the|its|an?) (?:the|an?) |None|\(\)")


def compared(rng: random.Random, folder: Path) -> Iterator[str]:
    """Yield for each scope in which made-up facts are asked what is said in two ways, or ""."""
    path = folder / "made-up.yaml"
    path.write_text(yaml.safe_dump(_facts(rng), sort_keys=False), encoding="utf-8")
    day = _date(rng).rstrip("?~")
    scopes: list[dict[str, str]] = [{}, {"as_of": day}, {"without_source": "s0"}]
    with stakegraph.open(path) as facts:
        for scope in scopes:
            yield "; ".join(_Answers(facts, scope).faults())


def _facts(rng: random.Random) -> dict[str, Any]:
    sources = {f"s{number}": {"title": "S", "date": _date(rng)} for number in range(3)}

    def cited(**fields: Any) -> dict[str, Any]:
        return fields | {"evidence": rng.choice([*sources])}

    def lasting() -> dict[str, str]:
        given = {"since": f"{rng.randrange(2005, 2012)}", "until": _date(rng)}
        return {name: text for name, text in given.items() if rng.random() < 0.15}

    def dated() -> dict[str, str]:
        if rng.random() < 0.1:
            return {"in": _date(rng)}
        since, until = (_date(rng) if rng.random() < 0.5 else "" for _ in range(2))
        if since and until[:4] <= since[:4]:
            until = ""
        doubt = rng.choice(("hedged", "denied")) if rng.random() < 0.15 else ""
        return {
            name: text
            for name, text in (("since", since), ("until", until), ("status", doubt))
            if text
        }

    def fact() -> dict[str, Any]:
        person, (one, other) = rng.choice([*_PEOPLE]), rng.sample([*_PEOPLE, *_POSTS], 2)
        post, (body, second) = rng.choice([*_POSTS]), rng.sample([*_BODIES], 2)
        holding: dict[str, Any] = {"who": person, "holds": post}
        if rng.random() < 0.25:
            holding["as"] = rng.choice(("acting", "interim", "designate"))
        return rng.choice(
            (
                holding,
                {"who": person, "role_at": body, "title": rng.choice(_TITLES)},
                {"who": one, "reports_to": other},
                {"who": body, rng.choice(("owns", "works_with", "part_of")): second},
            )
        )

    posts = {}
    for id, title in _POSTS.items():
        posts[id] = cited(title=title, at=rng.choice([*_BODIES]), seats=rng.choice((1, 1, 1, 2)))
        if rng.random() < 0.15:
            posts[id]["shared"] = True
        if rng.random() < 0.2:
            posts[id]["vacant"] = [cited(since=_date(rng))]
    return {
        "stakegraph": 1,
        "sources": sources,
        "organisations": {id: cited(name=name, **lasting()) for id, name in _BODIES.items()},
        "people": {id: cited(name=name) for id, name in _PEOPLE.items()},
        "posts": posts,
        "facts": [cited(**fact(), **dated()) for _ in range(rng.randrange(3, 10))],
    }


def _date(rng: random.Random) -> str:
    year, month, day = rng.randrange(2012, 2026), rng.randrange(1, 13), rng.randrange(1, 29)
    month_of = f"{year}-{month:02}"
    return rng.choice((f"{year}", f"{year}", f"{year}~", month_of, *3 * [f"{month_of}-{day:02}"]))


class _Answers:
    """The answers about all facts within a scope."""

    def __init__(self, facts: stakegraph.Facts, scope: dict[str, str]) -> None:
        self.texts: list[str] = []
        self.answers: dict[tuple[str, str], dict[str, Any]] = {}
        for id in (*_PEOPLE, *_POSTS, *_BODIES):
            for question in _ASKED:
                try:
                    answer = getattr(facts, question)(id, **scope)
                except stakegraph.UsageError:  # it is not asked of such an actor
                    continue
                self.texts += str(answer).splitlines()
                self.answers[question, id] = answer.to_dict()["answer"]

    def faults(self) -> Iterator[str]:
        yield from sorted({text for text in self.texts if _DOUBLED.search(text)})
        for id, ways in self._told().items():
            if len(ways) > 1:
                yield f"{id}: {sorted(ways)}"
        roles = {id: set(map(_role, self._lines("roles", id, "roles"))) for id in _PEOPLE | _POSTS}
        for id in _PEOPLE:
            for role in roles[id]:
                if role[1] and role not in roles[role[1]]:
                    yield f"{role} is a role of {id}, not of {role[1]}"
        above, below = self._ends("chain", "managers"), self._ends("who_reports_to", "reports")
        for one, other in above.keys() | {(one, other) for other, one in below}:
            tenses = above.get((one, other)), below.get((other, one))
            if tenses[0] != tenses[1]:
                yield f"{one} reports to {other}: {tenses[0]} from below, {tenses[1]} from above"

    def _told(self) -> dict[str, set[tuple[str, str]]]:
        """Return the tense and the time that each fact is told with, by its id."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        left: list[Any] = [*self.answers.values()]
        while left:
            value = left.pop()
            if isinstance(value, dict):
                if {"claim", "tense"} <= value.keys():
                    time = value["text"].partition(" (")[2]
                    found[value["id"]].add((value["tense"], time))
                left += value.values()
            elif isinstance(value, list):
                left += value
        return found

    def _lines(self, question: str, id: str, field: str) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = self.answers.get((question, id), {}).get(field, [])
        return lines

    def _ends(self, question: str, field: str) -> dict[tuple[str, str], str]:
        """Return the lines between two people: whom one is of, and the other, with its tense.

        Of several lines between two, in as many posts, those of now come first.
        """
        found: dict[tuple[str, str], str] = {}
        for id in _PEOPLE:
            for line in self._lines(question, id, field):
                for holder in line["seat"]["holders"] or [line["seat"]]:
                    if holder["person"]:
                        found.setdefault((id, holder["person"]["id"]), line["tense"])
        return found


def _role(role: dict[str, Any]) -> tuple[str, ...]:
    ends = [(role[end] or {}).get("id", "") for end in ("holder", "post")]
    return (*ends, role["since"], role["until"], role["tense"], role["once"])

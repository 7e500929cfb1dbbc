"""Shares in the words of a fact file, from the bounds of registers and the words of tables.

Tables write them in many languages: `mehr als 25 bis 50 %`, `plus de 25 % à 50 %`, `33,3 Prozent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from stakegraph.errors import QuantityError
from stakegraph.importers._values import text
from stakegraph.model.qualifiers import SHARE, is_fit
from stakegraph.model.shares import Share, share
from stakegraph.text.folding import plain_letters

_FIELDS = ("exact", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
# Words that stand before a number, in plain letters, by what they are in English.
_BEFORE = {
    "more than": """
        greater than; in excess of; higher than; mehr als; uber; ueber; groesser als; grosser als;
        plus de; plus que; superieur a; superieure a; mas de; mas del; mas que; superior a;
        superior al; meer dan; groter dan; boven; piu di; piu del; piu dello; oltre; oltre il;
        superiore a; superiore al; mais de; mais do que; superior a; acima de; wiecej niz; ponad;
        powyzej; vice nez; vic nez; nad; viac ako; mere end; mer an; mer enn; over; yli;
        enemman kuin; mai mult de; peste; tobb mint""",
    "at least": """
        minimum; min.; min; mindestens; wenigstens; minimal; ab; au moins; minimum de; a partir de;
        al menos; por lo menos; como minimo; a partir del; minstens; ten minste; tenminste;
        minimaal; vanaf; almeno; almeno il; non meno del; non meno di; a partire dal; pelo menos;
        no minimo; co najmniej; nie mniej niz; alespon; nejmene; najmenej; aspon; mindst; minst;
        atminstone; vahintaan; cel putin; legalabb""",
    "up to": """
        maximum; max.; max; no greater than; bis zu; bis einschliesslich; hochstens; hoechstens;
        maximal; nicht mehr als; jusqu'a; jusqu'a; au plus; au maximum; pas plus de; hasta;
        hasta el; hasta un; como maximo; no mas de; no mas del; tot en met; t/m; hoogstens;
        maximaal; niet meer dan; ten hoogste; fino a; fino al; al massimo; non piu del;
        non piu di; ate; no maximo; nao mais de; nie wiecej niz; najwyzej; nejvyse; maximalne;
        hojst; op til; upp till; hogst; opp til; hoyst; enintaan; cel mult; legfeljebb""",
    "less than": """
        fewer than; lower than; smaller than; weniger als; unter; moins de; moins que; inferieur a;
        inferieure a; menos de; menos del; menos que; inferior a; inferior al; minder dan; onder;
        meno di; meno del; inferiore a; inferiore al; menos do que; abaixo de; mniej niz; ponizej;
        mene nez; menej ako; pod; mindre end; mindre an; mindre enn; alle; mai putin de; sub""",
    "about": """
        c.; approx; rund; etwa; ungefahr; ungefaehr; zirka; cirka; environ; aproximadamente;
        alrededor de; alrededor del; cerca de; ongeveer; circa il; circa; okolo; asi; priblizne;
        noin; omkring; ungefar""",
    # Of one number, "de 25 %" says nothing.
    "between": """
        zwischen; entre; entre el; entre os; tussen; tra; tra il; fra; fra il; miedzy; mezi; medzi;
        mellem; mellan; mellom; intre; von; de; du; del; desde; desde el; van; dal; da; od; fran;
        de la""",
}
_BEHIND = {
    "or more": """
        or greater; or higher; or above; and over; und mehr; oder mehr; und daruber; ou plus;
        et plus; o mas; y mas; of meer; en meer; o piu; e oltre; ou mais; e mais; lub wiecej;
        i wiecej; a vice; nebo vice; a viac; eller mere; eller mer; och mer; og mer;
        tai enemman""",
    "or less": """
        or fewer; or lower; oder weniger; und weniger; ou moins; o menos; of minder; o meno;
        ou menos; lub mniej; nebo mene; eller mindre; tai vahemman""",
    "%": """
        prozent; v.h.; v. h.; vh; pour cent; pourcent; por ciento; por cento; per cento; percento;
        procent; procenta; procentu; procenty; prosent; prosenttia; szazalek""",
}
# Words between two numbers; before one alone some are of an upper bound.
_UP_TO = ("bis", "tot", "do", "az", "til", "till", "pana la")
_TO = (*_UP_TO, "a", "al", "au", "ate")
_AND = ("und", "et", "et de", "y", "y el", "e", "e il", "en", "i", "a", "og", "och", "ja", "si")
_PARTS = {
    "half": """
        die halfte; der halfte; halfte; la moitie; moitie; la mitad; mitad; de helft; helft;
        la meta; meta; a metade; metade; polowa; polovina; halften; halvdelen; puolet""",
    "a third": "ein drittel; un tiers; un tercio; een derde; un terzo; um terco",
    "a quarter": "ein viertel; un quart; un cuarto; een kwart; un quarto; um quarto",
    "a majority": """
        die mehrheit; mehrheit; la majorite; majorite; la mayoria; mayoria; de meerderheid;
        meerderheid; la maggioranza; maggioranza; a maioria; maioria; wiekszosc; vetsina""",
}
_NEXT = rf"(?=\d|{'|'.join(_BEFORE)})"
_COMMA = re.compile(r"(?<![\d.,])(\d{1,3}),(\d+)(?![\d.,])")  # of tenths: 12,345 are no percent
_LEADING = re.compile(r"(?<![\w.,])%\s?(\d[\d.,]*)(?!\s?%)")  # as in Turkish
_PLUS = re.compile(r"(\d)\s?\+\s?%")


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {" ".join(one.split()): said for said, all in words.items() for one in all.split(";")}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<![\w'])(?:{longest})(?!\w)")


_BEFORE_WORDS, _BEHIND_WORDS, _PART_WORDS = map(_by_word, (_BEFORE, _BEHIND, _PARTS))


def share_of(given: Any) -> str:
    """Return the share of a statement of beneficial ownership in words, "" where it gives none."""
    found = given if isinstance(given, dict) else {}
    exact, low, above, high, below = (text(found.get(name)).strip() for name in _FIELDS)
    # Before version 0.4 a truth value said whether the bound itself is left out.
    if above in ("true", "false"):
        low, above = ("", low) if above == "true" else (low, "")
    if below in ("true", "false"):
        high, below = ("", high) if below == "true" else (high, "")
    return f"{exact} %" if exact else share_between(low, above, high, below)


def share_between(low: str = "", above: str = "", high: str = "", below: str = "") -> str:
    """Return a range of percentages in words, `above` and `below` bounds that are left out."""
    start = f"more than {above} %" if above else f"at least {low} %" if low else ""
    end = f"less than {below} %" if below else f"up to {high} %" if high not in ("", "100") else ""
    if low and not above and end.startswith("up to"):
        return f"{low} to {high} %"
    return " and ".join(filter(None, (start, end))) or (f"up to {high} %" if high else "")


@lru_cache(1 << 12)
def share_in_words(written: str) -> str:
    """Return a share as a fact file has it; what cannot be understood stays as it is written."""
    if is_fit(SHARE, written):
        return written
    try:
        found = _in_english(written)
        return found if found in _PARTS else _worded(share(found))
    except QuantityError:
        return written


def _in_english(written: str) -> str:
    """Return a text with English words in the place of those of other languages."""
    plain = " ".join(plain_letters(written).replace("’", "'").split())
    found = _COMMA.sub(r"\1.\2", _PLUS.sub(r"\1 %+", _LEADING.sub(r"\1 %", plain)))
    for words in (_PART_WORDS, _BEHIND_WORDS, _BEFORE_WORDS):
        found = _pattern(words).sub(partial(_translated, words), found)
    for joining, said in ((_TO, "to"), (_AND, "and")):
        found = re.sub(rf"(?<=[\d%]) (?:{'|'.join(joining)}) {_NEXT}", f" {said} ", found)
    return re.sub(rf"^(?:{'|'.join(_UP_TO)}) (?=\d)", "up to ", found)


def _translated(words: dict[str, str], match: re.Match[str]) -> str:
    return words[match[0]]


def _worded(found: Share) -> str:
    low, high = (f"{each.normalize():f}" for each in (found.minimum, found.maximum))
    vague = "about " if found.roughly else ""
    if found.minimum == found.maximum:
        return f"{vague}{low} %"
    start = low if found.minimum or found.above else ""
    end = high if found.maximum < Decimal(100) or found.below or not start else ""
    bounds = ("", start) if found.above else (start, "")
    return vague + share_between(*bounds, *(("", end) if found.below else (end, "")))

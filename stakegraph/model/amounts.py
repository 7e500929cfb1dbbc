"""Amounts of money: a decimal number of one currency, or two between which it is.

Currencies are those of ISO 4217, with those that the euro took the place of.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from stakegraph.errors import QuantityError
from stakegraph.model.quantities import NUMBER, Measure, bounds, number

_ISO_4217 = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP
    GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
    KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
    MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
    TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ATS BEF CYP DEM
    EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK
"""
CURRENCIES = frozenset(_ISO_4217.split())
# What stands for one currency alone, whoever writes it; "$" and "¥" stand for several.
_SYMBOLS = {
    "£": "GBP",
    "€": "EUR",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₫": "VND",
    "₦": "NGN",
    "zł": "PLN",
    "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "pounds sterling": "GBP",
    "US dollars": "USD",
    "Swiss francs": "CHF",
    "DM": "DEM",
    "Kč": "CZK",
    "Ft": "HUF",
    "RM": "MYR",
    "yen": "JPY",
    "yuan": "CNY",
    "won": "KRW",
    "rand": "ZAR",
}
_SEVERAL = {
    "$": "USD, CAD, AUD",
    "dollars": "USD, CAD, AUD",
    "¥": "JPY, CNY",
    "kr": "DKK, NOK, SEK",
    "kr.": "DKK, NOK, SEK",
    "francs": "CHF, XAF",
    "pesos": "MXN, ARS",
    "rupees": "INR, PKR",
    "Rs": "INR, PKR",
    "Rs.": "INR, PKR",
    "crowns": "DKK, NOK, SEK",
}
_SCALES = {
    **dict.fromkeys(("k", "thousand"), 3),
    **dict.fromkeys(("m", "mn", "mio", "mio.", "million", "millions"), 6),
    **dict.fromkeys(("bn", "mrd", "mrd.", "billion", "billions"), 9),
    **dict.fromkeys(("tn", "trillion"), 12),
}
_CODES = {name.casefold(): code for name, code in _SYMBOLS.items()}
_UNSURE = {name.casefold(): codes for name, codes in _SEVERAL.items()}
_SIZES = "|".join(re.escape(each) for each in sorted(_SCALES, key=len, reverse=True))
_SCALE = re.compile(rf"({_SIZES})(?![^\W\d_])", re.IGNORECASE)
_MONEY = re.compile(rf"(\D*?)\s*({NUMBER})\s*(\D*)")
_SIGNS, _NOUNS = (
    "|".join(
        re.escape(each)
        for each in sorted({*_SYMBOLS, *_SEVERAL}, key=len)[::-1]
        if each.islower() is is_noun
    )
    for is_noun in (False, True)
)
# An amount as it stands in a sentence, without the words that make it a bound.
WRITTEN = (
    rf"(?:(?:{_SIGNS})\s?{NUMBER}(?:\s?(?:{_SIZES})\b)?"
    rf"|{NUMBER}\s?(?:(?:{_SIZES})\s)?(?:{_NOUNS})\b)"
)
_ADVICE = "write 'EUR 1,000', '1000 EUR' or '£2.5m'"


class Amount(NamedTuple):
    """So much money; `minimum` and `maximum` are one where it is exact, None for no bound.

    What is said `roughly` may be a little less or more.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str
    roughly: bool = False

    @property
    def exact(self) -> Decimal | None:
        """Return the number where it is exactly known."""
        return None if self.roughly or self.minimum != self.maximum else self.minimum


@lru_cache(1 << 16)
def amount(text: str) -> Amount:
    """Return the amount that a text is; raises QuantityError for what is none."""
    found = bounds(text, partial(_measure, text))
    if not found.unit:
        raise QuantityError(f"{text!r} names no currency: {_ADVICE}")
    return Amount(found.minimum, found.maximum, found.unit, found.roughly)


def exact(text: str) -> str:
    """Return the number of an exact amount in digits, "" of one that is not exact."""
    number = amount(text).exact
    return "" if number is None else plain(number)


def currency(name: str) -> str:
    """Return the code of the one currency that is called so, "" of none or several."""
    return name.upper() if name.upper() in CURRENCIES else _CODES.get(name.casefold(), "")


def with_thousands(text: str) -> str:
    """Return the words of an amount with commas between its thousands: "1000 EUR" has one."""
    return re.sub(NUMBER, lambda match: _grouped(match[0], text[match.end() :].lstrip()), text)


def money(number: Decimal, currency: str) -> str:
    """Return so much of a currency in words: "EUR 17,231,420", "EUR 0.50"."""
    whole, _, rest = plain(number, ",").partition(".")
    return f"{currency} {whole}.{rest:0<2}" if rest else f"{currency} {whole}"


def plain(number: Decimal, thousands: str = "") -> str:
    """Return a number in digits, without idle zeros."""
    whole, _, rest = f"{number:{thousands}f}".partition(".")
    return f"{whole}.{rest.rstrip('0')}".removesuffix(".")


def _grouped(written: str, behind: str) -> str:
    try:
        return written if _SCALE.match(behind) else f"{number(written):,f}"
    except QuantityError:
        return written


def _measure(text: str, part: str) -> Measure:
    """Return the number that a part of a text is, with its currency and the word of its size."""
    match = _MONEY.fullmatch(part)
    if not match:
        raise QuantityError(f"{text!r} is no amount: {_ADVICE}")
    before, digits, behind = (group.strip() for group in match.groups())
    if before[-1:] in ("-", "\u2212"):
        raise QuantityError(f"{text!r} is less than nothing: turn the fact round")
    scale = _SCALE.match(behind)
    power = _SCALES[scale[1].casefold()] if scale else 0
    behind = behind[scale.end() :].strip() if scale else behind
    size = number(digits, grouped=not power)
    return Measure(size, _currency(text, before, behind), Decimal(10) ** power)


def _currency(text: str, *names: str) -> str:
    """Return the code of a currency, "" where none is named; one of two names may be vague."""
    given = [name for name in names if name]
    codes = {_code(text, name) for name in given if name.casefold() not in _UNSURE}
    if len(codes) > 1:
        raise QuantityError(f"{text!r} names two currencies: {' and '.join(sorted(codes))}")
    for name in given if not codes else ():
        several = _UNSURE[name.casefold()]
        raise QuantityError(f"{text!r}: {name!r} may be {several} or another: write which")
    return codes.pop() if codes else ""


def _code(text: str, name: str) -> str:
    code = currency(name)
    if not code:
        raise QuantityError(f"{text!r}: {name!r} is no currency: {_ADVICE}, by its ISO 4217 code")
    return code

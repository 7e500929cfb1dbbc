"""How much money the words of an amount give."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stakegraph.errors import QuantityError
from stakegraph.model.amounts import amount, money
from stakegraph.model.phrases import phrase


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("EUR 17,231,420", "17231420", "EUR"),
        ("17.231.420 EUR", "17231420", "EUR"),
        ("17 231 420 €", "17231420", "EUR"),
        ("17'231'420 CHF", "17231420", "CHF"),
        ("1.234,56 EUR", "1234.56", "EUR"),
        ("1,234.56 gbp", "1234.56", "GBP"),
        ("£0.10", "0.10", "GBP"),
        ("£5 million", "5000000", "GBP"),
        ("1,5 Mio. EUR", "1500000.0", "EUR"),
        ("US$2.5bn", "2500000000.0", "USD"),
        ("$1,000 CAD", "1000", "CAD"),
        ("5,000 pounds", "5000", "GBP"),
        ("0.1 EUR", "0.1", "EUR"),
        ("1,000.000 TND", "1000.000", "TND"),
        ("DEM 10", "10", "DEM"),
        ("12345678901234567890.12 EUR", "12345678901234567890.12", "EUR"),
    ],
)
def test_an_amount_is_kept_exact(text: str, number: str, currency: str) -> None:
    found = amount(text)
    assert (str(found.exact), found.currency) == (number, currency)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("up to £5m", None, 5_000_000),
        ("more than EUR 10,000", 10_000, None),
        ("EUR 10,000 or more", 10_000, None),
        ("between 1 and 2 million euros", 1_000_000, 2_000_000),
        ("€1–2m", 1_000_000, 2_000_000),
        ("£500 to £1m", 500, 1_000_000),
        ("GBP 10,000-20,000", 10_000, 20_000),
    ],
)
def test_an_amount_between_two_is_not_exact(text: str, low: int | None, high: int | None) -> None:
    found = amount(text)
    assert (found.minimum, found.maximum, found.exact) == (low, high, None)


def test_an_amount_that_is_told_roughly_is_not_exact() -> None:
    assert amount("about €2m") == (Decimal(2_000_000), Decimal(2_000_000), "EUR", True)
    assert amount("about €2m").exact is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1000", "names no currency"),
        ("a lot", "is no amount"),
        ("EUR", "is no amount"),
        ("$5m", "'$' may be USD, CAD, AUD or another"),
        ("kr. 100", "'kr.' may be DKK, NOK, SEK or another"),
        ("Rs 500", "'Rs' may be INR, PKR or another"),
        ("XYZ 5", "'XYZ' is no currency"),
        ("5 EUR a year", "'EUR a year' is no currency"),
        ("EUR 5 USD", "names two currencies: EUR and USD"),
        ("EUR 5 to USD 6", "has two units: EUR and USD"),
        ("EUR -5", "is less than nothing"),
        ("1.000 EUR", "'1.000' may be 1000 or 1.00"),
        ("£1,000,00", "'1,000,00' is no number"),
        ("EUR 1.2.3", "'1.2.3' is no number"),
        ("£1 to £2m", "write 'million' or the like behind both numbers"),
        ("£2m to £1m", "runs backwards"),
        ("1e6 EUR", "is no amount"),
    ],
)
def test_what_is_no_amount_says_why(text: str, why: str) -> None:
    with pytest.raises(QuantityError) as raised:
        amount(text)
    assert why in str(raised.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1000 EUR", "1,000 EUR"),
        ("EUR 17231420.50", "EUR 17,231,420.50"),
        ("17.231.420 EUR", "17,231,420 EUR"),
        ("about £2000", "about £2,000"),
        ("GBP 10000 to 20000", "GBP 10,000 to 20,000"),
        ("£5 million", "£5 million"),
        ("1,5 Mio. EUR", "1,5 Mio. EUR"),
    ],
)
def test_an_amount_is_shown_with_thousands_in_its_own_words(text: str, words: str) -> None:
    assert phrase("[ {amount}] to", {"amount": text}) == f" {words} to"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("17231420", "EUR 17,231,420"),
        ("2500000.0", "EUR 2,500,000"),
        ("0.5", "EUR 0.50"),
        ("1234.567", "EUR 1,234.567"),
        ("0", "EUR 0"),
    ],
)
def test_money_is_written_with_thousands_and_no_idle_zeros(number: str, words: str) -> None:
    assert money(Decimal(number), "EUR") == words

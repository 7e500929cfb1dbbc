"""What begins on a later day, and what the next sentence takes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]
CHAIR = "Ana Ruiz is chair at Acme plc"
WAS_CHAIR = "Ana Ruiz was chair at Acme plc (until 2 May 2024 or earlier)"

LATER = [
    "Ana Ruiz becomes chair of Acme plc next week.",
    "Ana Ruiz becomes chair of Acme plc on Monday.",
    "On Monday Ana Ruiz becomes chair of Acme plc.",
    "Ana Ruiz joins Acme plc as chair next month.",
    "Ana Ruiz starts as chair of Acme plc in the autumn.",
    "Ana Ruiz succeeds Bob Lee as chair of Acme plc next year.",
    "Ana Ruiz takes over as chair of Acme plc later this year.",
    "In September Ana Ruiz takes over as chair of Acme plc.",
    "From September, Ana Ruiz is chair of Acme plc.",
    "Ana Ruiz becomes chair of Acme plc when Bob Lee retires.",
    "Ana Ruiz becomes chair of Acme plc once the deal closes.",
    "Ana Ruiz, chair of Acme plc from next month, spoke.",
    "Ana Ruiz, who becomes chair of Acme plc next month, spoke.",
    "Ana Ruiz has been appointed chair of Acme plc and will take up the post in September.",
    "Ana Ruiz has been appointed chair of Acme plc, starting in September.",
    "Ana Ruiz has been appointed chair of Acme plc with effect from September.",
    "Ana Ruiz was appointed chair of Acme plc from next month.",
    "Ana Ruiz was appointed chair of Acme plc, pending approval.",
    "Ana Ruiz has been chosen to be chair of Acme plc when Bob Lee retires.",
    "Acme plc buys Bolt Ltd next month.",
    "Acme plc acquires Bolt Ltd in June.",
    "Acme plc is buying Bolt Ltd.",
    "Bolt Ltd is being bought by Acme plc.",
    "Acme plc sells Bolt Ltd to Nut plc next month.",
    "Port Council signs a contract with Bolt Ltd next week.",
]

NOT_LATER = [
    ("Ana Ruiz becomes chair of Acme plc.", [CHAIR]),
    ("Ana Ruiz was on Monday named chair of Acme plc.", [CHAIR]),
    ("On Monday Ana Ruiz became chair of Acme plc.", [CHAIR]),
    ("Acme plc on Monday named Ana Ruiz chair.", [CHAIR]),
    ("Ana Ruiz was appointed chair of Acme plc in June.", [CHAIR]),
    ("Ana Ruiz was appointed chair of Acme plc when Bob Lee retired.", [CHAIR]),
    ("Ana Ruiz has been appointed chair of Acme plc, which will move to Leeds.", [CHAIR]),
    ("Ana Ruiz becomes chair of Acme plc on 3 May 2023.", [f"{CHAIR} (since 3 May 2023)"]),
    ("Ana Ruiz was appointed chair of Acme plc from 3 June 2024.",
     ["Ana Ruiz is to be chair at Acme plc (from 3 June 2024)"]),
    ("Acme plc said on Monday it had acquired Bolt Ltd.", ["Acme plc acquired Bolt Ltd"]),
    ("Acme plc is suing Bolt Ltd.", ["Acme plc sued Bolt Ltd"]),
]  # fmt: skip

NEXT = [
    ("She resigned on Monday.", [WAS_CHAIR]),
    ("She has since resigned.", [WAS_CHAIR]),
    ("Ms Ruiz, who stepped down last week, wept.", [WAS_CHAIR]),
    ("She was sacked on Monday.", [WAS_CHAIR]),
    ("It rained. Ruiz resigned on Monday.", [WAS_CHAIR]),
    ("She left in 2023.", ["Ana Ruiz was chair at Acme plc (until 2023)"]),
    ("On Monday she resigned.", [WAS_CHAIR]),
    ("But she resigned last week.", [WAS_CHAIR]),
    ("Its board sacked her on Monday.", [WAS_CHAIR]),
    ("Bob Lee replaced her in 2023.", ["Ana Ruiz was chair at Acme plc (until 2023)"]),
    ("Bob Lee will succeed her in June.", [CHAIR]),
    ("Cy Poe said Bob Lee sacked her in 2010.", [CHAIR]),
    ("The board may sack her.", [CHAIR]),
    ("She has not resigned.", [CHAIR]),
    ("She denied that she had resigned.", [CHAIR]),
    ("She may resign.", [CHAIR]),
    ("She left the room.", [CHAIR]),
    ("She retired from the army in 2001.", [CHAIR]),
    ("She was dismissed as a crank.", [CHAIR]),
    ("Bob Lee resigned on Monday.", [CHAIR]),
    ("She takes up the role in September.", []),
    ("She will start work in June.", []),
    ("Ms Ruiz, who will take up the post in May, spoke.", []),
    ("She is due to start on 3 June.", []),
    ("She will take over when Bob Lee retires.", []),
    ("Ruiz will succeed Bob Lee on 1 June 2024.", []),
    ("She started in May 2023.", [CHAIR]),
    ("She will begin a tour of the docks in June.", [CHAIR]),
]


@pytest.mark.parametrize("text", LATER)
def test_what_begins_later_is_not_told_as_so(text: str, said: Said) -> None:
    assert said(text) == []


@pytest.mark.parametrize(("text", "wanted"), NOT_LATER)
def test_what_has_begun_is_told(text: str, wanted: list[str], said: Said) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), NEXT)
def test_the_next_sentence_may_take_a_role_back(text: str, wanted: list[str], said: Said) -> None:
    assert said(f"Ana Ruiz has been appointed chair of Acme plc. {text}") == wanted


def test_of_two_roles_it_is_not_said_which_one_ended(said: Said) -> None:
    assert said("Ana Ruiz is chair of Acme plc and a director of Bolt plc. She resigned.") == []


def test_both_sentences_are_quoted(drafted: Callable[..., object]) -> None:
    (fact,) = drafted("Ana Ruiz is chair of Acme plc. She resigned on Monday.").facts  # type: ignore[attr-defined]
    assert fact["evidence"]["quote"] == "Ana Ruiz is chair of Acme plc. She resigned on Monday"

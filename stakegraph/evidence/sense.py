"""Words that turn the sense of a sentence, and where sentences end."""

import re
from itertools import islice

# Of more languages than English: words that are none of another one, or turn the sense there too.
_WORDS = """
    never none nobody no-one nothing neither nor nowhere cannot without hardly scarcely barely
    rarely seldom unless except deny denies denied denying denial refuse refuses refused refusing
    refusal reject rejects rejected rejecting disputes disputed untrue false falsely wrongly
    nicht nichts nie niemals niemand ohne weder ne pas jamais sans aucun aucune nunca jamás tampoco
    ningún ninguna sin non senza nessuno nessuna não niet geen nooit zonder inte aldrig utan
    ikke aldri uten uden nie nigdy bez nem nincs soha değil yok не нет ни никогда без ні δεν όχι μη
    χωρίς tidak bukan नहीं ना لا لم لن ليس
"""
_TURNS = re.compile(
    r"(?<!\w)(?:not(?! (?:only|just|merely|least)\b)|no(?!\.? ?\d)|\w+n't|kein\w*|n'(?=\w{2})"
    r"|(?:fail|declin|ceas)(?:e|s|es|ed|ing)?(?= to\b|\W*$)|"
    rf"{'|'.join(map(re.escape, _WORDS.split()))})(?![\w]|-[a-z])|[不没沒未无無]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?]+[')\]]*(?=\s)|[。！？।॥؟።]+['」』）]*|\n", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:^|[\s'(\[])(?:\w|[a-z](?:\.[a-z])+|mr|mrs|ms|mx|dr|st|no|nos|prof|rev|hon|gen|col|lt|capt|sgt"
    r"|jr|sr|inc|ltd|co|corp|vs|cf|al|eds?|vols?|pp|paras?|arts?|cl|approx|dept|figs?|art"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[,;:()\[\]]")
_NEAR = 3  # words beside a cut, of which one may belong to the words on its other side


def turning_word(text: str) -> str:
    """Return the first word of a text that turns the sense of what stands with it, or ""."""
    match = _TURNS.search(text)
    return match[0] if match else ""


def turning_word_left_out(text: str, start: int, end: int) -> str:
    """Return a word between two places of a text that turns the sense of what stands there, or "".

    `text` is a paragraph, whose end and beginning count as places. Within one sentence all that
    is left out counts; of sentences that begin or end within it only the few words beside a place.
    """
    if start and end < len(text) and not sentence_ends(text[start:end], text[:start]):
        return turning_word(text[start:end])
    before = text[start:end] if end < len(text) else ""
    after = text[start:end] if start else ""
    ends = sentence_ends(before, text[:start])
    before = _CLAUSE_ENDS.split(before[ends[-1] if ends else 0 :])[-1]
    ends = sentence_ends(after, text[:start])
    after = _CLAUSE_ENDS.split(after[: ends[0]] if ends else after)[0]
    return turning_word(" ".join(before.split()[-_NEAR:])) or turning_word(
        " ".join(islice(after.split(), _NEAR))
    )


def ends_sentence(text: str) -> bool:
    """Return whether a text ends where a sentence does."""
    return bool(re.search(r"[.!?:;。！？।॥؟።…]['\")\]”’»]*\s*$", text))


def sentence_ends(text: str, before: str = "") -> list[int]:
    """Return where sentences end in a unified text that follows another one."""
    found = []
    whole = before + text
    for match in _ENDS.finditer(whole, max(0, len(before) - 2)):
        following = whole[match.end() :].lstrip()[:2].lstrip("'([")
        is_short = match[0] == "." and _ABBREVIATED.search(whole[: match.start()][-12:])
        if match.end() >= len(before) and not is_short and not following[:1].islower():
            found.append(match.end() - len(before))
    return found

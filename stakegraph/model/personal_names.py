"""What a person's name is made up of: titles, words of which one is the surname, letters behind.

Names are folded. Which of its words is the surname, a name does not say: it comes last (Éva Nagy),
first (Nagy Éva, 王小平), before another one (García Márquez) or with particles (van der Berg).
"""

from __future__ import annotations

import re

from stakegraph.text.folding import is_unspaced

# What stands before a name and is no part of it.
_BEFORE = """
    mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness viscount viscountess earl
    count countess duke duchess marquess marchioness prince princess hon honourable honorable rt
    right the rev revd reverend fr father canon bishop archbishop cardinal rabbi imam sheikh sheik
    judge justice cllr councillor councilor alderman col colonel gen general lt lieutenant maj major
    capt captain sgt sergeant cmdr commander adm admiral brig brigadier ambassador senator sen rep
    congressman congresswoman president minister chancellor governor herr frau monsieur mme madame
    mlle senor senora sr sra srta don dona signor signora sig dott dottssa ing dipl mag mgr msgr
    shri smt
"""
# What stands behind it; no letters that are a surname as well (Ma, Ba).
_AFTER = """
    jr jnr junior sr snr senior ii iii iv esq esquire obe cbe mbe kbe dbe gbe bem kcb dcb gcb cb
    kcmg dcmg gcmg cmg kcvo dcvo cvo mvo lvo ch kg kt om qc kc sc mp mep msp mla tds td phd dphil
    msc bsc mba llb llm frs frse fba freng fca aca frcp frcs frsa fmedsci jp dl pc dsc qpm retd
"""
_BEHIND = ("先生", "女士", "小姐", "教授", "博士", "さん", "さま", "様", "氏", "씨", "님")
_WITHIN = """
    van von der den de del della di da do das dos du des la le les el al ibn bin bint ben abu ter
    ten te zu zum zur af av st san y e
"""
_TITLES, _SUFFIXES, _PARTICLES = (frozenset(some.split()) for some in (_BEFORE, _AFTER, _WITHIN))
_LONGEST = 6  # letters of a name that is written as one word, as 王小平 is


def without_titles(name: str) -> str:
    """Return a person's name without the titles before it and the letters behind it."""
    words = name.split()
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        del words[-1]
    if words and words[-1].endswith(_BEHIND):
        words[-1] = re.sub(f"(?<=.)({'|'.join(_BEHIND)})$", "", words[-1])
    return " ".join(words)


def is_title(word: str) -> bool:
    """Return whether a word may stand before a name and be no part of it."""
    return word in _TITLES


def is_suffix(word: str) -> bool:
    """Return whether letters may stand behind a name and be no part of it."""
    return word in _SUFFIXES


def is_particle(word: str) -> bool:
    """Return whether a word in small letters may stand within a name: van, de la, bin."""
    return word in _PARTICLES


def surnames(name: str) -> list[str]:
    """Return what may be the surname in a person's name, in the order in which it stands there.

    These are the words but for titles, initials, the letters behind it and the place of a peerage;
    of a name in one word, as Chinese ones are, its beginnings and its ends as well.
    """
    whole = f"{name} ".partition(" of ")[0]
    words = without_titles(whole).split()
    if len(words) < 2:  # what was taken for a title may be a name, as in Don Smith
        words = [word for word in whole.split() if word not in _SUFFIXES]
    found = [word for word in words if len(word) > 1 or not word.isascii()]
    if not name.isascii():
        found += [part for word in words for part in _parts(word)]
    return found


def is_surname(words: str) -> bool:
    """Return whether some words may be no more than a surname: one word, particles apart."""
    return sum(word not in _PARTICLES for word in words.split()) < 2


def _parts(word: str) -> list[str]:
    """Return the beginnings and the ends of a name that is written as one word."""
    if not 1 < len(word) <= _LONGEST or not is_unspaced(word):
        return []
    at = range(1, len(word))
    return [*(word[:end] for end in at), *(word[start:] for start in at)]

"""Words that say in what manner something is said: a table of data, which `manner` reads."""

# What stands between "is" and "to", and behind it something that may be so.
SUPPOSED = """
    said believed thought reported understood supposed alleged rumoured rumored claimed feared
"""
# What stands there, and behind it something that may come to be.
EXPECTED = """
    expected set due likely unlikely about planned going tipped scheduled poised considering hoped
    proposed
"""
# What stands before "to", and behind it something that somebody means to do.
WISHES = """
    plan plans planned planning intend intends intended hope hopes hoped want wants wanted aim aims
    seek seeks agree agrees agreed expect expects decided considering offered talks propose
    proposes proposing proposed wishes wished
"""
CLAIMS = "claim claims claimed"
MODALS = "may might could would can should must"
FUTURE = "will shall"
# What says of a whole clause that it is somebody's word, or a guess.
RUMOURS = """
    reportedly allegedly apparently perhaps possibly probably supposedly presumably rumour rumours
    rumor rumors rumoured rumored speculation suspected claim claims claimed allege alleges alleged
    suspects suggests suggested believes thinks might may could heard according
"""
# What says of a whole clause that somebody would like it to be so.
HOPES = "hope hopes hoped want wants wanted expect expects expected wish wishes wished fear fears"
# Who says so behind a clause: "it is understood", "people close to the talks said".
TELLERS = "people|persons|source|sources|those|somebody|someone|insiders"
DENIALS = """
    denied|denies|denying|denial|dismissed claims|rejected claims|rejects claims|dismissed reports|
    untrue|false that
"""
# What makes no statement of a clause.
OPEN = """
    if unless whether should lest refused declined failed nobody neither pretended pretends wrongly
    falsely mistakenly joked jokes joking myth hoax blocked barred prevented stopped vetoed
    few doubt doubts doubted imagine lied lies assuming provided novel nearly almost potentially
    theoretically ostensibly unsuccessfully
"""
# What takes a clause back that it stands behind.
BEHIND = """
    if|unless|subject to|provided that|falsely|wrongly|joked|jokes|a lie|lied|a joke|untrue|
    unfounded
"""
NO_STATEMENT = """
    not true|was not|no suggestion|no truth|no evidence|no one|no-one|would have|could have|
    should have
"""
# What says that something is so no longer, or was once.
PAST = "previously formerly once"
# What a condition begins with that has no "if": "had she become chair".
CONDITIONS = "Had Were Should Assuming Provided"

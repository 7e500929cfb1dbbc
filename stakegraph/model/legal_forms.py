"""Legal forms of organisations, folded, of several languages."""

# Legal forms, one spelling of each; names that differ in nothing else are one.
SPELLINGS = {
    "limited": "ltd",
    "company": "co",
    "corporation": "corp",
    "incorporated": "inc",
    "public ltd co": "plc",
    "gesellschaft mit beschrankter haftung": "gmbh",
    "aktiengesellschaft": "ag",
    "s a r l": "sarl",
    "s p a": "spa",
    "s r l": "srl",
    "s a": "sa",
    "s l": "sl",
    "b v": "bv",
    "n v": "nv",
    "p l c": "plc",
    "l l p": "llp",
    "l l c": "llc",
    "e v": "ev",
    "sp z o o": "spzoo",
    "spolka z ograniczona odpowiedzialnoscia": "spzoo",
}
# Legal forms that no person bears as a name.
_FORMS = """
    ltd plc llp llc inc corp gmbh kg ohg ug ev sarl sas sasu srl spa slu bv nv pte bhd oyj aps
    spzoo ltda scrl sprl bvba eood ood jsc ojsc pjsc pty
"""
LEGAL_FORMS = frozenset(_FORMS.split())
# Those that are words or names as well.
_OTHERS = "limited incorporated ag kgaa se ab oy asa sa kk co tbk lp"
AMBIGUOUS = frozenset(_OTHERS.split())

"""Invented names and words for generated facts: people, organisations, posts, reasons, notes."""

import unicodedata
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


_BEGINNINGS = _words("""
    Al An Ar Bel Ben Bri Cal Car Cas Cel Cor Dal Dan Dar Del Dor Ed El Em Er Eu Fab Fel Fin
    Flor Gal Ger Gil Hel Hen Hor Id In Is Jan Jer Jul Kal Kar Lav Leon Lin Lor Mar Max Mel
    Mir Nad Nic Nor Ol Or Pal Per Ram Ros Sab Sel Tam Tor Val Viv
""")
_ENDINGS = _words("a ina ena is o an ette ine ia ón")
_STARTS = _words("""
    Ab Ash Bar Bel Bran Brock Cald Car Cot Dal Dren Eck Far Fen Gar Gold Had Har Hol Ing Kel
    Kirk Lang Lock Mal Mar Nor Oak Pad Pend Rad Ros Sal Shel Stan Tal Thorn Val Wal Wen
""")
_MIDDLES = _words("""
    a e i o u er en el al in or an ar il on em am ing ed ey ad ol um ock ow
""")
_CLOSES = _words("""
    bert by den dez don feld field ford gard ley lin man mer ner ski son ton vez well wick
""")
_HEADS = _words("""
    Alder Amber Barn Birch Black Brook Castle Clay Cold Crow East Elm Ever Fair Fern Glen
    Grange Great Green Grey Hazel High Hill Hollow Iron King Lake Long Low Mill Moor New
    North Old Over Rush Salt Sand Silver Stone Storm Summer Swan Thorn Upper West White Wild
    Winter Wood
""")
_TAILS = _words("""
    bourne bridge brook bury by cliff combe cross dale den don down field ford gate grove
    ham haven hurst land leigh ley mere minster mouth mouth-on-Sea pool port stead stoke
    thorpe ton vale wade water well wick worth
""")
BODIES = {
    "public body": """Borough Council;County Council;Water Authority;Health Board;Harbour Board;
        Police Authority;Transport Executive;Regional Agency;Inspectorate;Port Authority;
        Development Corporation;Audit Office""",
    "company": """Holdings plc;Engineering Ltd;Consulting LLP;Logistics Ltd;Care Services Ltd;
        Construction plc;Energy Ltd;Systems Ltd;Catering Ltd;Capital plc;Waste Management Ltd;
        Homes Ltd;Facilities Ltd;Rail Ltd""",
    "charity": """Community Trust;Housing Association;Young People's Trust;Hospice;
        Education Foundation;Food Bank;Wildlife Trust;Carers' Centre;Arts Trust;Relief Fund""",
}
BODIES_OF = {kind: [" ".join(b.split()) for b in t.split(";")] for kind, t in BODIES.items()}
AREAS = """adult social care;audit and risk;building control;children's services;commissioning;
    communications;community safety;corporate planning;customer services;data protection;
    early years;education;environmental health;estates;finance;fleet;housing;human resources;
    information technology;legal services;libraries;licensing;maintenance;operations;parks;
    policy;procurement;public health;quality;regeneration;research;safeguarding;sales;strategy;
    training;transport;treasury;waste and recycling""".replace("\n", "").split(";")
AREAS = [" ".join(area.split()) for area in AREAS]
RANKS = (
    "chief executive",
    "director of",
    "head of",
    "manager of",
    "team leader for",
    "officer for",
)
TITLES = ("trustee", "non-executive director", "chair", "treasurer", "adviser", "board member")
PARTS = ("lead", "client", "delivery partner", "funder", "evaluator", "voluntary-sector partner")
VENTURES = ("alliance", "consortium", "framework contract", "joint venture", "pilot", "compact")
_SAID = """the annual report lists it among the changes of the year;the minutes of the board
    record it without a vote;a spokesman confirmed it in writing after the meeting;the figures were
    given in a table that the article prints in full;the article returns to it in its last
    paragraph;an earlier report had it otherwise and was corrected in print;the terms were agreed
    before the summer and published in the autumn;members were told of it by letter;it follows the
    review that was ordered the year before;the register of interests has the same entry;the
    contract notice names the value and not the length;staff had been consulted for twelve
    weeks;the inspectors' letter speaks of it with approval;it was announced on the same day as
    the budget;a second source describes the same arrangement in other words"""
SAID = [" ".join(each.split()) for each in _SAID.split(";")]
BECAUSE = (
    "the organogram draws the two in one line without naming the relation",
    "both sign the same letter, one on behalf of the other",
    "the job advertisement says to whom the successful candidate will answer",
    "the accounts show the payment, though not what it was made for",
)
QUOTES = (
    "We are in this together, and we will see it through",
    "Nobody asked us: we read it in the paper",
    "It is the best arrangement that this town has had in years",
    '"Partnership" is the word that everybody uses: few can say what it means',
)


class Namer:
    """Draws names; `draw` alone decides which."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw

    def person(self) -> str:
        """Return a person's name, now and then with an accent, an apostrophe or a hyphen."""
        draw = self.draw
        given = draw.choice(_BEGINNINGS) + draw.choice(_ENDINGS)
        name = self.surname()
        kind = draw.random()
        if kind < 0.02:
            name = f"O'{name}"
        elif kind < 0.04:
            name = f"{name}-{self.surname()}"
        elif kind < 0.07:
            name = name.replace("e", "é", 1).replace("o", "ö", 1)
        return f"{given} {name}"

    def surname(self) -> str:
        """Return one of 20,000 surnames, the first ones of each list more often."""
        draw = self.draw
        start = _STARTS[int(len(_STARTS) * draw.random() ** 1.5)]
        return start + draw.choice(_MIDDLES) + draw.choice(_CLOSES)

    def organisation(self, kind: str) -> str:
        """Return the name of an organisation: a place and a kind of body."""
        return f"{self.place()} {self.draw.choice(BODIES_OF[kind])}"

    def place(self) -> str:
        """Return the name of a place."""
        return self.draw.choice(_HEADS) + self.draw.choice(_TAILS)

    def sentence(self, count: int) -> str:
        """Return a remark of some clauses."""
        return "; ".join(self.draw.sample(SAID, count))


def slug(text: str) -> str:
    """Return a text as an id has it."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = "".join(c if c.isalnum() else " " for c in text.lower().replace("'", ""))
    return "-".join(words.split())

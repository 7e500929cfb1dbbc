"""What a table lists, by its columns: ties, people at organisations, staff, holders of posts."""

from __future__ import annotations

import re

from stakegraph.errors import Unsure, UsageError
from stakegraph.importers import _people_list, _staff_list
from stakegraph.importers._cells import are_people
from stakegraph.importers._columns import Columns
from stakegraph.importers._delimited import Line
from stakegraph.importers._edge_attributes import is_ours
from stakegraph.importers._edge_list import EdgeTable
from stakegraph.importers._headings import OF_WORDS, letters
from stakegraph.importers._managers import MANAGERS
from stakegraph.importers._people import MARKS, NAMES
from stakegraph.importers._periods import is_over
from stakegraph.importers._relations import relation_called
from stakegraph.importers._values import words
from stakegraph.model.relations import ORGANISATION, PERSON
from stakegraph.text.folding import fold

# Columns of which two make a tie by what they are, with its relation and the kind of the second.
_PAIRS = (
    ("owner", "owned", "owns"),
    ("owner", "organisation", "owns"),
    ("donor", "recipient", "donated_to"),
    ("donor", "organisation", "donated_to"),
    ("funder", "recipient", "funds"),
    ("funder", "organisation", "funds"),
)
# What is in a heading of a list of what happened between people and organisations.
_OCCASION = re.compile(
    r"\b(?:meetings?|hospitality|gifts?|interests?|travel|visits?|lobby\w*|attend\w*|declar\w*"
    r"|donations?|purpose|treffen|termin|geschenke?|rencontres?|reunion\w*|regalos?|incontr\w*"
    r"|bijeenkomst\w*|spotkani\w*|moten?|besok)\b"
)
# Control that need be no share, by whom it is and by the heading of what it is.
_CONTROL = "has significant control of"
_CONTROLLERS = ("psc", "personwithsignificantcontrol")
_NATURES = {"naturesofcontrol", "natureofcontrol"}
# Where a role need not be that stands beside it, by the headings that call people so: a councillor
# of a party leads the council, a trustee sits on a committee and chairs the trust.
_PARTIES = words("party politicalparty partei partipolitique parti partido partito partij partia")
_COMMITTEES = words("committee ausschuss gremium comite comitato commission")
_ON_BOARDS = re.compile("trustee|governor|director|boardmember|kurator|aufsichtsrat|vorstand")
OF_ALL = "--organisation"  # which heads the column of what it says
_ENDS = ("from", "to")
EDGES, STAFF, PEOPLE = "a table of ties", "a table of staff", "a table of people"
USED = {STAFF: (*_staff_list.USED, *MARKS), PEOPLE: _people_list.USED}


def let_be_about(columns: Columns, person: str) -> None:
    """Let all rows be about one person; raises UsageError where a column names several."""
    if _has_person(columns):
        heading = next(columns.heading(role) for role in NAMES if role in columns)
        path = columns.sheet.path
        raise UsageError(f"--person: {path} says in {heading!r} who each row is about")
    _say_of_all(columns, "person", "--person", person)


def _say_of_all(columns: Columns, role: str, option: str, value: str) -> None:
    """Add a column of what the user says of all rows."""
    sheet = columns.sheet
    sheet.replace((line, [*cells, value]) for line, cells in sheet.rows)
    columns.roles[role] = len(sheet.header)
    sheet.header.append(option)


def shape_of(columns: Columns, relation: str, organisation: str) -> str:
    """Return what a table lists; raises Unsure where its columns do not show it."""
    _complete_ties(columns, organisation)
    if is_edges(columns, relation):
        return EDGES
    _check_place(columns, organisation)
    roles, has_person = columns.roles, _has_person(columns)
    if (has_person or {"title", "post"} & roles.keys()) and {*MANAGERS} & roles.keys():
        if "title" not in roles and "post" in roles:
            roles["title"] = roles.pop("post")
        _check_for_people(columns)
        return STAFF
    if has_person and {"post", "replaces", "replaced by"} & roles.keys():
        return PEOPLE
    past = next((each for each in columns.sheet.header if is_over(each)), "")
    if has_person and past and not {"title", "until", "status"} & roles.keys():
        raise UsageError(
            f"{columns.sheet.path}: the column {past!r} tells what was, and none what is or when "
            "it ended: --column until=HEADING, --column title=HEADING",
            lines=columns.table(_people_list.USED),
        )
    _check_for_occasions(columns)
    places = {"organisation", "department", "organisation id"}
    if has_person and (organisation or places & roles.keys()):
        return PEOPLE
    lines = columns.table(_people_list.USED)
    path = columns.sheet.path
    if has_person:
        raise Unsure(
            f"{path}: no column says at which body these people are: --organisation NAME says it "
            "of all, --column organisation=HEADING names a column, --column manager=HEADING one "
            "of managers",
            "organisation",
            lines=lines,
        )
    if {"organisation", "title"} <= roles.keys() and not _unknown_people(columns):
        raise Unsure(
            f"{path}: no column says who has these roles: --person NAME says it of all, "
            "--column person=HEADING names a column",
            "person",
            lines=lines,
        )
    dated = [columns.heading(role) for role in ("since", "until") if role in columns]
    told = f" ({' and '.join(map(repr, dated))} hold dates)" if dated else ""
    raise Unsure(
        f"{path}: no column is recognised for people, nor two for the ends of a tie{told}: "
        "--column person=HEADING, or --column from=HEADING --column to=HEADING",
        "column",
        columns.sheet.header,
        "person={}",
        lines,
    )


def _complete_ties(columns: Columns, organisation: str) -> None:
    """Let owners or givers be those of the organisation that is named for all rows.

    Raises Unsure where none is, and shares or amounts are given.
    """
    roles = columns.roles
    role = next((first for first, _, _ in _PAIRS if first in roles), "")
    others = {other for first, other, _ in _PAIRS if first == role} | {*_ENDS, *NAMES, *MANAGERS}
    if not role or others & roles.keys():
        return
    other = next(other for first, other, _ in _PAIRS if first == role)
    if organisation:
        _say_of_all(columns, other, OF_ALL, organisation)
    elif {"share", "amount"} & roles.keys():
        whose = "who is owned" if other == "owned" else "who is given to"
        raise Unsure(
            f"{columns.sheet.path}: no column says {whose}: {OF_ALL} NAME says it of all, "
            f"--column {other}=HEADING names a column",
            "organisation",
            lines=columns.table(("share", "amount", "currency", "since", "until", "on", role)),
        )


def _check_place(columns: Columns, organisation: str) -> None:
    """Raise Unsure where a party or a committee may not be where the roles beside it are.

    It is a note where the user says that they are elsewhere, and where a post says what they are.
    """
    if "organisation" not in columns or "organisation" in columns.named:
        return
    heading = columns.heading("organisation")
    folded = re.sub(rf"(?:{'|'.join(OF_WORDS)})$", "", letters(heading))
    who = "".join(letters(columns.heading(role)) for role in NAMES if role in columns)
    is_apart = folded in _PARTIES or (folded in _COMMITTEES and bool(_ON_BOARDS.search(who)))
    if not is_apart or {"title", "post"}.isdisjoint(columns.roles):
        return
    if not organisation and "post" not in columns:
        raise Unsure(
            f"{columns.sheet.path}: the roles may be elsewhere than {heading!r} says: "
            f"--organisation NAME says where, --column organisation={heading!r} that they are "
            "there",
            "organisation",
            lines=columns.table(_people_list.USED),
        )
    del columns.roles["organisation"]


def _check_for_people(columns: Columns) -> None:
    """Raise Unsure for a table of posts with a column of names, of which nothing is known."""
    heading = _unknown_people(columns)
    if not _has_person(columns) and heading:
        raise Unsure(
            f"{columns.sheet.path}: the column {heading!r} may be of those who hold the posts: "
            f"--column person={heading!r} says that it is, --column note={heading!r} that it is "
            "not",
            "column",
            ("person", "note"),
            f"{{}}={heading}",
            columns.table(USED[STAFF]),
        )


def _unknown_people(columns: Columns) -> str:
    """Return the heading of a column of names of which nothing is known, "" where there is none."""
    sheet, known = columns.sheet, {*columns.roles.values()}
    unknown = (index for index in range(len(sheet.header)) if index not in known)
    return next((sheet.header[index] for index in unknown if are_people(sheet.column(index))), "")


def _check_for_occasions(columns: Columns) -> None:
    """Raise Unsure for a list of meetings, gifts or interests: nobody has a role by these."""
    told = next(filter(_OCCASION.search, map(fold, columns.sheet.header)), "")
    if "organisation" in columns and told and {"title", "since"}.isdisjoint(columns.roles):
        raise Unsure(
            f"{columns.sheet.path}: it seems to list occasions ({told!r}), and no roles: "
            "--as RELATION says how people and organisations are tied, as --as met",
            "relation",
            lines=columns.table(_people_list.USED),
        )


def _says_relation(columns: Columns) -> bool:
    """Return whether a column says how a person is tied to an organisation, and none a title."""
    if "relation" not in columns or "title" in columns:
        return False
    return letters(columns.heading("relation")) not in ("type", "kind", "label", "art")


def edge_table(columns: Columns, relation: str, prefix: str = "") -> EdgeTable:
    """Return a table of edges, whose ends may be columns of another name."""
    roles = columns.roles
    kinds = ("", "")
    _prefer_labels(columns)
    if not {"from", "to"} <= roles.keys():
        pairs = [(("person", "organisation"), "")]
        pairs += [((first, second), tie) for first, second, tie in _PAIRS]
        (first, second), tie = next(pair for pair in pairs if {*pair[0]} <= roles.keys())
        if tie and not relation:
            roles.pop("relation", "")
        is_control = first == "owner" and _is_of_control(columns)
        roles["from"], roles["to"] = roles.pop(first), roles.pop(second)
        kinds = (PERSON if first == "person" else "", ORGANISATION if second != "recipient" else "")
        relation = relation or (_CONTROL if is_control else tie)
    return EdgeTable(columns, prefix, relation, kinds)


def _is_of_control(columns: Columns) -> bool:
    """Return whether owners are persons with significant control, who may own nothing."""
    header = {*map(letters, columns.sheet.header)}
    return bool(header & _NATURES) or letters(columns.heading("owner")).startswith(_CONTROLLERS)


def _prefer_labels(columns: Columns) -> None:
    """Let the label of a tie beside its type be its relation, unless only the type is one of ours.

    Kumu has both: what a line is called, and what kind of line it is.
    """
    header = [*map(letters, columns.sheet.header)]
    if "relation" not in columns or "label" not in header or is_ours(columns):
        return
    kind, label = columns.roles["relation"], header.index("label")
    taken = {index for role, index in columns.roles.items() if role != "kind"}
    if columns.heading("relation").casefold() != "type" or label in taken:
        return

    def preferred(line: Line) -> Line:
        at, cells = line
        if not cells[label] or (relation_called(cells[kind]) and not relation_called(cells[label])):
            cells[label], cells[kind] = cells[kind], cells[label]
        return at, cells

    columns.sheet.replace(map(preferred, columns.sheet.rows))
    columns.roles["relation"] = label


def is_edges(columns: Columns, relation: str) -> bool:
    """Return whether a table has two ends of a tie in each row; `relation` is that of all."""
    roles = columns.roles
    if _has_person(columns):
        is_tied = "organisation" in roles and (bool(relation) or _says_relation(columns))
    else:
        is_tied = any(first in roles and second in roles for first, second, _ in _PAIRS)
    return is_tied or {"from", "to"} <= roles.keys()


def _has_person(columns: Columns) -> bool:
    return not columns.roles.keys().isdisjoint(NAMES)

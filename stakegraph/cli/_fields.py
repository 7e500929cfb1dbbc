"""The fields of entries as options of a command, and what is typed there as an entry has it."""

import inspect
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_origin

import typer

from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.factfile.fields import Value
    from stakegraph.factfile.schema import Record

_KEYWORD = inspect.Parameter.KEYWORD_ONLY
_SPEAKER = "Whose word it is: an actor, or words; may be repeated."

# What stands for a value of each field, and what the field says.
_HELP = {
    "id": ("ID", "An id of its own; made of what it says if left out."),
    "since": ("DATE", "From when: 2007, 2007-03, 2007-03-13, 2001~, ../2007-06."),
    "until": ("DATE", "Until when."),
    "in": ("DATE", "When it was so, where neither start nor end is known."),
    "on": ("DATE", "When it happened."),
    "status": ("STATUS", "How the source puts it: hedged, disputed or denied; or inferred by you."),
    "because": ("TEXT", "From what it is inferred, or how it is known."),
    "according_to": ("NAME", _SPEAKER),
    "note": ("TEXT", "What else is to be said."),
    "evidence": ("PLACE", "Where it stands, as 'gazette ¶7' or 'gazette 7'; may be repeated."),
    "aliases": ("NAME", "A further name, or {name: ..., until: ...}; may be repeated."),
    "plural": ("", "The name takes a verb of several."),
    "description": ("TEXT", "What or who it is, in a few words."),
    "unnamed": ("TEXT", "Why somebody known to exist is not named."),
    "same_as": ("NAME", "Who this is under another id; needs --because."),
    "different_from": ("NAME", "Who this is not; needs --because; may be repeated."),
    "kind": ("KIND", "What kind it is, such as company or charity."),
    "at": ("NAME", "The organisation at which the post is."),
    "remit": ("TEXT", "What the post is responsible for."),
    "seats": ("N", "How many may hold the post at once."),
    "shared": ("", "Any number may hold the post at once."),
    "vacant": ("DATES", "When it stood empty, as 2008-03/2008-06; may be repeated."),
    "who": ("NAME", "Somebody who took part; may be repeated."),
    "ids": ("SCHEME=ID", "What a register calls it, as lei=5299...; may be repeated."),
}
_OPTIONS = {"aliases": "--alias", "ids": "--identifier"}
_QUOTE = "The words that stand there: one for each --evidence, in order, '' for none."
_SAID_AS = "Words that name somebody there, where the name is not; may be repeated."


class Field(NamedTuple):
    """A field of an entry: whether it takes several values, tables among them, or is a table."""

    name: str
    is_list: bool = False
    takes_tables: bool = False
    is_table: bool = False
    is_flag: bool = False

    @property
    def option(self) -> str:
        """Return the option that gives it."""
        return _OPTIONS.get(self.name, f"--{self.name.replace('_', '-')}")


def fields_of(record_type: "type[Record]", leave_out: Iterable[str] = ()) -> list[Field]:
    """Return the fields of a record but for some."""
    import msgspec

    from stakegraph.factfile.schema import Flag
    from stakegraph.factfile.validation import inner_type, item_type

    return [
        Field(
            field.encode_name,
            is_list=item_type(field.type) is not None,
            takes_tables=inner_type(field.type) is not None,
            is_table=get_origin(field.type) is dict,
            is_flag=field.type is Flag,
        )
        for field in msgspec.structs.fields(record_type)
        if field.encode_name not in leave_out
    ]


def parameters(fields: Iterable[Field]) -> list[inspect.Parameter]:
    """Return fields as the options of a command, evidence with the words that stand there."""
    found = []
    for field in fields:
        metavar, help = _HELP[field.name]
        if field.is_flag:
            about = Annotated[bool, typer.Option(field.option, help=help)]
            found.append(parameter(key(field.name), about, False))
        else:
            several = field.is_list or field.is_table
            found.append(option(field.name, field.option, metavar, help, several=several))
        if field.name == "evidence":
            found.append(option("quote", "--quote", "TEXT", _QUOTE, several=True))
            found.append(option("said_as", "--said-as", "TEXT", _SAID_AS, several=True))
    return found


def option(
    name: str, option: str, metavar: str, help: str, *, several: bool = False
) -> inspect.Parameter:
    """Return an option of a command that takes a text, or several."""
    about = typer.Option(option, metavar=metavar, help=help, show_default=False)
    kind: Any = list[str] if several else str
    return parameter(key(name), Annotated[kind, about], [] if several else "")


def values(fields: Iterable[Field], given: dict[str, Any]) -> "dict[str, Value]":
    """Take from what was given for fields the values that an entry has."""
    found: dict[str, Value] = {}
    for field in fields:
        typed = given.pop(key(field.name))
        if field.name == "evidence":
            quotes, said_as = given.pop(key("quote")), given.pop(key("said_as"))
            found["evidence"] = evidence(typed, quotes, said_as)
        elif field.is_flag:
            found[field.name] = "true" if typed else ""
        elif field.is_table:
            found[field.name] = _named(typed, field.option)
        elif field.is_list:
            read = _table if field.takes_tables else str
            found[field.name] = tuple(map(_vacancy if field.name == "vacant" else read, typed))
        else:
            found[field.name] = typed
    return {name: value for name, value in found.items() if value}


def _named(typed: Iterable[str], option: str) -> "dict[str, Value]":
    """Return the values of a table, each typed behind its name."""
    found: dict[str, tuple[str, ...]] = {}
    for one in typed:
        name, sign, value = (part.strip() for part in one.partition("="))
        if not (name and sign and value):
            raise UsageError(f"{option} {one}: write SCHEME=ID, such as lei=529900T8BM49AURSDO55")
        found[name] = (*found.get(name, ()), value)
    return {name: given[0] if len(given) == 1 else given for name, given in found.items()}


def evidence(places: Sequence[str], quotes: Sequence[str], said_as: Sequence[str]) -> "Value":
    """Return places in sources with the words that stand there, as an entry has them."""
    if quotes and len(quotes) != len(places):
        told = f"{len(places)} and {len(quotes)} are given"
        raise UsageError(f"--quote: give one for each --evidence, '' for none: {told}")
    if said_as and len(places) != 1:
        raise UsageError(
            "--said-as goes with one --evidence; else write {source: ..., said_as: ...}"
        )
    cited = [
        _cited(place, quote, said_as)
        for place, quote in zip(places, quotes or [""] * len(places), strict=True)
    ]
    return cited[0] if len(cited) == 1 else tuple(cited)


def _cited(place: str, quote: str, said_as: Sequence[str]) -> "Value":
    table = _table(place)
    if isinstance(table, str):
        from stakegraph.model.places import numbered

        source, _, at = table.strip().partition(" ")
        at = numbered(at.strip())
        if not quote and not said_as:
            return f"{source} {at}".rstrip()
        table = {"source": source, "at": at}
    named: Value = said_as[0] if len(said_as) == 1 else tuple(said_as)
    further = {"quote": quote, "said_as": named}
    return {**table, **{name: value for name, value in further.items() if value}}


def _vacancy(typed: str) -> "Value":
    table = _table(typed)
    if not isinstance(table, str):
        return table
    since, _, until = table.partition("/")
    return {"since": since.strip(), "until": until.strip()}


def _table(typed: str) -> "str | dict[str, Value]":
    """Return what is typed in braces as a table, anything else as it is; raises UsageError."""
    if not typed.lstrip().startswith("{"):
        return typed
    from stakegraph.factfile.document import parse
    from stakegraph.factfile.placed import Table

    root, problems = parse(typed.encode(), "")
    if problems or not isinstance(root, Table):
        why = problems[0].message if problems else "it is no table"
        raise UsageError(f"{typed!r} cannot be read: {why}")
    return {name: _plain(value) for name, value in root.items()}


def _plain(value: Any) -> "Value":
    """Return a value of a document without where it stands."""
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, list) else str(value)


def key(name: str) -> str:
    """Return the keyword of a field: some are called what Python keeps for itself, as `in`."""
    return f"{name}_"


def parameter(
    name: str, annotation: Any, default: Any = inspect.Parameter.empty
) -> inspect.Parameter:
    """Return a parameter of a command."""
    return inspect.Parameter(name, _KEYWORD, default=default, annotation=annotation)

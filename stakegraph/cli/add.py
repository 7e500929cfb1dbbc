"""What is put into a fact file: a statement, or somebody or something by itself."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stakegraph.cli._app import COMMANDS, Command
from stakegraph.cli._asking import with_parameters
from stakegraph.cli._changing import (
    GROUP,
    Facts,
    Into,
    NewActors,
    Print,
    Yes,
    answered,
    can_ask,
    permitted,
    say_added,
)
from stakegraph.cli._completion import complete_actor, complete_relation
from stakegraph.cli._fields import (
    Field,
    fields_of,
    key,
    option,
    pairs,
    parameter,
    parameters,
    values,
)
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.factfile.fields import Value

_WORDS = ("who", "relation", "to")
_STATEMENT = """\
Put a statement into the fact file, and say it back with its id.

A relation is its key or its words, forward or backward: holds, "reports to", "is owned by". Names
are typed as everywhere; of one that nobody has a new actor is made after a question, or with --yes
or --new. What is stated already gets the evidence that is new. What `check` would report as an
error is not written, nor a quotation that `verify` does not find in the text of its source, and
nothing else in the file changes. On a terminal, 'add' alone asks field by field. 'add person',
'organisation', 'post', 'partnership', 'event' and 'source' put in somebody or something alone.

Example: stakegraph add Serco works_with Tact --evidence "cc ¶5" --print"""
_ALONE = """\
Put {article} {kind} into the fact file.

Nothing else in the file changes.

Example: stakegraph add {kind} {example} --evidence "cc ¶7" --print"""
_EXAMPLES = {
    "person": '"Ana Ruiz"',
    "organisation": '"Harbour Trust" --kind charity',
    "post": '"head of the trust" --at "Stoke council"',
    "partnership": '"Harbour partnership" --kind contract',
    "event": '"The mayor resigned" --on 2008-04',
}


def _statement() -> Callable[..., None]:
    """Return the command that adds a statement."""
    from stakegraph.factfile.schema import FactRecord
    from stakegraph.model.relations import RELATIONS

    fields = fields_of(FactRecord, leave_out=("who",))
    taken = {each.option for each in fields}
    relations: dict[str, list[str]] = {}
    for row in RELATIONS.values():
        for name in row.qualifiers:
            if f"--{name}" not in taken:
                relations.setdefault(name, []).append(row.key)

    def run(
        facts: list[str], into: str, yes: bool, new: list[str], print_: bool, **given: Any
    ) -> None:
        from stakegraph.changes.files import FactFiles
        from stakegraph.changes.statements import Statement, add_statement

        files = FactFiles(facts, into)
        who, relation, to = (given.pop(name) for name in _WORDS)
        at = given.pop(key("at"))
        qualifiers = _qualifiers(given, relations)
        statement = Statement(who, relation, to, at, {**qualifiers, **values(fields, given)})
        if not (who and relation and to):
            if not can_ask():
                kinds = ", ".join((*_EXAMPLES, "source"))
                more = f"or who or what there is: add KIND NAME, of {kinds}"
                raise UsageError(f"say what is so: stakegraph add WHO RELATION TO; {more}")
            from stakegraph.cli._dialogue import completed

            statement = completed(statement, files)
        added = answered(
            lambda new: add_statement(files, statement, new, dry=print_), permitted(yes, new)
        )
        say_added(added, dry=print_)

    words = [
        parameter("who", _argument("Who: an id or a name.", complete_actor), ""),
        parameter("relation", _argument("The relation.", complete_relation), ""),
        parameter("to", _argument("To whom or what.", complete_actor), ""),
    ]
    where = option("at", "--at", "NAME", "The organisation at which a post among these is.")
    qualified = [
        option(name, f"--{name.replace('_', '-')}", "TEXT", f"Of {', '.join(keys)}.")
        for name, keys in relations.items()
    ]
    more = option(
        "qualifier", "--qualifier", "NAME=TEXT", "Of a relation of your own.", several=True
    )
    return with_parameters(run, [*words, where, *parameters(fields), *qualified, more, *_writing()])


def _declaration(kind: str) -> Callable[..., None]:
    """Return the command that adds an actor of a kind, or an event."""
    from stakegraph.changes.declarations import named_by, section_of
    from stakegraph.factfile.schema import ENTRIES

    fields = fields_of(ENTRIES[section_of(kind)], leave_out=(named_by(kind),))

    def run(
        name: str,
        facts: list[str],
        into: str,
        yes: bool,
        new: list[str],
        print_: bool,
        **given: Any,
    ) -> None:
        from stakegraph.changes.declarations import add_declaration
        from stakegraph.changes.files import FactFiles

        files = FactFiles(facts, into)
        id = given.pop(key("id"))
        said = values(fields, given)
        added = answered(
            lambda new: add_declaration(files, kind, name, said, new, id=id, dry=print_),
            permitted(yes, new),
        )
        say_added(added, dry=print_)

    called = "What happened." if kind == "event" else "The name, or the title of a post."
    name = parameter("name", Annotated[str, typer.Argument(help=called)])
    id = parameters([Field("id")])
    return with_parameters(run, [name, *parameters(fields), *id, *_writing()])


def _qualifiers(given: dict[str, Any], names: Iterable[str]) -> "dict[str, Value]":
    """Take from what was given the qualifiers of a fact."""
    found = {name: given.pop(key(name)) for name in names}
    found |= pairs("--qualifier", given.pop(key("qualifier")))
    return {name: text for name, text in found.items() if text}


def _argument(help: str, complete: Callable[..., Any]) -> Any:
    return Annotated[str, typer.Argument(help=help, show_default=False, autocompletion=complete)]


def _writing() -> list[Any]:
    """Return the options of all commands that add."""
    rows = {"facts": (Facts, []), "new": (NewActors, []), "yes": (Yes, False)}
    rows |= {"into": (Into, ""), "print_": (Print, False)}
    return [parameter(name, about, default) for name, (about, default) in rows.items()]


COMMANDS["add"] = Command(_STATEMENT, GROUP, _statement)
for _kind, _example in _EXAMPLES.items():
    _article = "an" if _kind[0] in "aeiou" else "a"
    _help = _ALONE.format(article=_article, kind=_kind, example=_example)
    COMMANDS[f"add {_kind}"] = Command(_help, GROUP, partial(_declaration, _kind))

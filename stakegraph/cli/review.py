"""Proposals gone through one by one, or accepted by their numbers."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stakegraph.cli._app import command
from stakegraph.cli._changing import GROUP, Facts, Into, Print, can_ask
from stakegraph.cli._opening import say
from stakegraph.errors import ExitCode, StakegraphError, UsageError

if TYPE_CHECKING:
    from stakegraph.drafting.reviews import Review
    from stakegraph.factfile.fields import Fields

_ALL = "all"
_ANSWERS = "accept (a), change (c), reject (r), later (l), quit (q)"
_WORDS = {word[:1]: word for word in ("accept", "change", "reject", "later", "quit")}


def _numbers(name: str, help: str) -> Any:
    return typer.Option(name, metavar="N,N|all", help=help, show_default=False)


@command(GROUP)
def review(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What 'stakegraph draft' wrote.")],
    facts: Facts = [],  # noqa: B006
    into: Into = "",
    accept: Annotated[str, _numbers("--accept", "Accept these, and ask nothing.")] = "",
    reject: Annotated[str, _numbers("--reject", "Reject these, and ask nothing.")] = "",
    print_: Print = False,
) -> None:
    """Go through proposals: each with its passage, to accept, change or reject.

    What is accepted is put into the fact file, with the actors that it needs. What is decided is
    kept in the file of proposals: the next time only the others are shown.

    Example: stakegraph review data/proposals.yaml --accept 1 --print
    """
    from stakegraph.drafting.reviews import Review

    given = Review(file, facts, into)
    if print_:
        _print(given, accept)
    elif accept or reject:
        _decide(given, accept, reject)
    elif can_ask():
        _walk(given)
    else:
        advice = f"in a script, 'stakegraph review {file} --accept 1,3' or '--accept all'"
        raise UsageError(f"review asks on a terminal, and there is none: {advice}")


def _decide(given: "Review", accept: str, reject: str) -> None:
    """Accept and reject by numbers; what cannot be accepted is said, a line each."""
    accepted, rejected = _chosen(given, accept), _chosen(given, reject)
    if _ALL in (accept, reject):  # is all the others
        accepted = [one for one in accepted if reject == _ALL or one not in rejected]
        rejected = [one for one in rejected if accept == _ALL or one not in accepted]
    if both := sorted({*accepted} & {*rejected}):
        raise UsageError(f"{both[0]} is both accepted and rejected")
    failed = 0
    for number in accepted:
        try:
            say(f"{number} accepted: {given.accept(number)}")
        except StakegraphError as error:
            failed += 1
            say(f"{number} is left: {' '.join(str(error).split(chr(10)))}")
    for number in rejected:
        given.reject(number)
    _say_left(given)
    if failed:
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)


def _print(given: "Review", accept: str) -> None:
    """Print what accepting some would put into the fact file."""
    if not accept:
        raise UsageError("--print shows what --accept would write: say which ones")
    for number in _chosen(given, accept):
        _show(*given.lines(number))


def _chosen(given: "Review", numbers: str) -> list[int]:
    """Return the numbers that are meant, of those that are open; raises UsageError for others."""
    if numbers == _ALL:
        return given.proposals.open
    found = []
    for word in filter(None, numbers.replace(" ", "").split(",")):
        if not word.isdecimal():
            raise UsageError(f"{numbers!r}: write numbers, such as 1,3, or all")
        given.fact(int(word))
        if decided := given.proposals.decided.get(int(word)):
            raise UsageError(f"{word} is {decided} already")
        found.append(int(word))
    return [*dict.fromkeys(found)]


def _walk(given: "Review") -> None:
    """Show what is open one by one, and do what is answered."""
    for number in given.proposals.open:
        fact = given.fact(number)
        _show(f"{number} of {len(given.proposals.facts)}", *given.passage(fact))
        while answer := _answer(given, number, fact):
            if answer == "quit":
                _say_left(given)
                return
            if answer == "later":
                break
            if answer == "reject":
                given.reject(number)
                break
            if answer == "change":
                fact = _changed(given, fact)
            else:
                try:
                    given.accept(number, fact)
                    break
                except StakegraphError as error:
                    say(str(error))
    _say_left(given)


def _answer(given: "Review", number: int, fact: "Fields") -> str:
    """Show a statement, and ask what is to become of it; the end of the input is "quit"."""
    from stakegraph.cli._prompt import asked

    said = given.sentence(fact) or "(this is no fact yet)"
    new = given.newcomers(fact)
    _show(f"  {said}", *([f"  new: {', '.join(new)}"] * bool(new)))
    while True:
        try:
            typed = asked(_ANSWERS).casefold()
        except EOFError:
            return "quit"
        for letter, word in _WORDS.items():
            if typed in (letter, word):
                return word


def _changed(given: "Review", fact: "Fields") -> "Fields":
    """Ask for changes of a fact, line by line, until nothing more is typed."""
    from stakegraph.cli._prompt import asked
    from stakegraph.factfile.writer import fields

    _show(*fields(fact, 4).splitlines())
    say("FIELD: VALUE changes a field, FIELD: alone leaves it out, Enter ends")
    while True:
        try:
            typed = asked("change")
        except EOFError:
            typed = ""
        if not typed:
            return fact
        try:
            fact = given.changed(fact, typed)
        except StakegraphError as error:
            say(str(error))


def _show(*lines: str) -> None:
    from stakegraph.text.escaping import visible

    for line in lines:
        print(visible(line))


def _say_left(given: "Review") -> None:
    """Say how much is decided, and how much is left."""
    from stakegraph.model.sentences import counted

    left = len(given.proposals.open)
    tally = Counter(given.proposals.decided.values())
    done = ", ".join(f"{count} {word}" for word, count in tally.items())
    more = f"{counted(left, 'proposal')} left" if left else "nothing is left"
    say(f"{f'{done}; ' if done else ''}{more}")

"""What a question is, as data: what it is called, what it takes, draws and answers, an example."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

# What a value is, for a surface to check, complete or offer.
Type = Literal[
    "actor",  # an id, a name, or what else names one
    "fact",  # the id of a fact or an event, or an actor
    "kind",  # a kind of actor, or what classifies one
    "family",  # a family of relations
    "relation",  # a relation, or a family of them
    "selection",  # a family, a relation, a kind, or an actor
    "source",  # the id of a source
    "gap",  # a rule of `gaps`
    "day",
    "date",
    "place",  # a fact file, a folder or a git revision
    "text",
    "count",
    "flag",
]


class Parameter(NamedTuple):
    """Something that a question takes: an argument, or an option where it is called by one.

    A parameter without a `default` must be given; one whose default is a list may be given several
    times. `kinds` are those that an actor must be of, `least` is the smallest count.
    """

    name: str
    type: Type = "text"
    help: str = ""
    default: Any = None
    option: str = ""
    metavar: str = ""
    kinds: tuple[str, ...] = ()
    least: int | None = None

    @property
    def keyword(self) -> str:
        """Return what the parameter is called in Python."""
        return self.option.lstrip("-").replace("-", "_") or self.name


class Drawing(NamedTuple):
    """The graph that a question is asked of: what lies around the actors that it names, or all.

    `families` are those of the relations followed (all if empty), `lifted_by` is a flag that lifts
    the `depth`; where nobody is named all is drawn. An answer may do without what is `derived`.
    """

    families: tuple[str, ...] = ()
    direction: Literal["out", "in", "both"] = "both"
    depth: int | None = None
    most: int | None = None
    derived: bool = True
    lifted_by: str = ""


class Question(NamedTuple):
    """One question.

    Where `draws` is a Drawing, `answers` is called with the graph, the arguments and, by keyword,
    the options; where it is the name of a function, that one is called with the `Ask` and what was
    given, and returns with what `answers` is called by keyword.
    """

    name: str
    group: str
    sentence: str
    answers: str
    draws: Drawing | str = Drawing()
    takes: tuple[Parameter, ...] = ()
    example: Mapping[str, Any] = {}
    more: str = ""

    @property
    def method(self) -> str:
        """Return what the question is called in Python."""
        return self.name.replace("-", "_")

    @property
    def help(self) -> str:
        """Return what the question's command says of itself."""
        parts = (self.sentence, self.more, f"Example: {self.command_line()}")
        return "\n\n".join(filter(None, parts))

    def command_line(self) -> str:
        """Return the example as it is typed in a shell."""
        words = ["stakegraph", self.name]
        for parameter, value in self._given():
            for each in value if isinstance(value, list) else [value]:
                words += [parameter.option] if parameter.option else []
                words += [] if each is True else [_quoted(str(each))]
        return " ".join(words)

    def python_call(self) -> str:
        """Return the example as it is written in Python."""
        words = []
        for parameter, value in self._given():
            (one,) = value if isinstance(value, list) and len(value) == 1 else (value,)
            written = f'"{one}"' if isinstance(one, str) else repr(one)
            words.append(f"{parameter.keyword}={written}" if parameter.option else written)
        return f"facts.{self.method}({', '.join(words)})"

    def _given(self) -> list[tuple["Parameter", Any]]:
        """Return what the example gives, in order."""
        takes = (*self.takes, *SCOPE)
        return [(each, self.example[each.name]) for each in takes if each.name in self.example]


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word or "'" in word else word


# What limits the facts that count, for every question.
SCOPE = (
    Parameter(
        "as_of",
        "day",
        "What held on a day, in a month or a year, or now: 2008-03-13, 2008-03, 2008, now.",
        "",
        "--as-of",
        "DATE",
    ),
    Parameter("firm", "flag", "Only what sources state that are not retracted.", False, "--firm"),
    Parameter("source", "source", "Only what this source says.", "", "--source", "ID"),
    Parameter(
        "according_to",
        "text",
        "Only what is somebody's word: the name of an actor, or words.",
        "",
        "--according-to",
        "NAME",
    ),
    Parameter(
        "without_source",
        "source",
        "As if this source had not been written; may be repeated.",
        [],
        "--without-source",
        "ID",
    ),
)

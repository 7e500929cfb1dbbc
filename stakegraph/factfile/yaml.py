"""Read a fact file: strict YAML whose entries have the shape that `factfile` gives them.

The events of a parser of YAML are taken entry by entry. An entry that is surely right becomes a
part of the facts at once; the events of any other one are looked at again, with where they stand,
which says what is wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NoReturn

import yaml

from stakegraph.errors import Problem
from stakegraph.factfile._entries import Entries
from stakegraph.factfile._header import SECTIONS, header, no_facts
from stakegraph.factfile.document import SUSPECT, Builder, events, resolved
from stakegraph.factfile.placed import Table
from stakegraph.factfile.reading import Reading, joined, uncollected
from stakegraph.factfile.shapes import Fields, Shapes, Unsure, Value
from stakegraph.factfile.syntax import Refused, Text, decoded
from stakegraph.model.facts import Place
from stakegraph.model.relations import RELATIONS, Relation

_PART = 4096  # entries
_QUOTED = "\0"  # before a text that stands in quotation marks, which no other one may begin with

_Table, _TableEnd = yaml.MappingStartEvent, yaml.MappingEndEvent
_List, _ListEnd, _Scalar = yaml.SequenceStartEvent, yaml.SequenceEndEvent, yaml.ScalarEvent


def read(data: bytes, path: str, relations: Mapping[str, Relation] = RELATIONS) -> Reading:
    """Read one fact file.

    `path` is what problems and origins name; `relations` are those that its facts may state besides
    its own. Never raises for what the file says. Of a file that cannot be parsed to its end nothing
    is said but why.
    """
    with uncollected():
        file = _File([data], path, relations)
        found = list(file.parts())
        if file.is_late:  # facts may state what is declared below them
            again = _File([data], path, file.into.relations)
            again.into.unread = file.into.unread
            found = list(again.parts())
    if (last := found[-1][1]).is_broken:
        before = file.builder.problems[: file.noted]
        return Reading(problems=[*before, *last.problems], is_broken=True)
    found.sort(key=itemgetter(0))  # whatever order the sections have in the file
    return joined(reading for _, reading in found)


def parts(
    chunks: Iterable[bytes],
    path: str,
    relations: Mapping[str, Relation] = RELATIONS,
    line: int = 1,
) -> Iterator[Reading]:
    """Read a fact file of any size part by part, from the successive pieces of its bytes.

    `line` is the number that its first line is to have.

    The parts, each of a few thousand entries, say together what `read` says of the whole; the
    relations of a part are those known up to there, and sections come in the order of the file.
    Where it cannot be parsed to its end the last part says why, and is marked as broken.
    """
    return (reading for _, reading in _File(chunks, path, relations, line).parts())


class _File:
    """The parts of a file, each with the number of its section."""

    def __init__(
        self, chunks: Iterable[bytes], path: str, relations: Mapping[str, Relation], line: int = 1
    ) -> None:
        self.path = path
        self.known = relations
        self.text = Text(decoded(chunks, path, line), line)
        self.builder = Builder(iter(()).__next__, path, line)
        self.noted = 0  # problems of the builder that are in a part
        self.into = Entries(path, Reading(), relations)
        self.shapes = Shapes(self.into, _text, _bare)
        self.is_late = self.has_facts = False

    def parts(self) -> Iterator[tuple[int, Reading]]:
        try:
            self.following = self.builder.next = events(self.text)
            event = self.builder.begin()
            if type(event) is _Table:
                self.builder.report_extras(event)
                yield from self.sections()
            else:
                if event:
                    self.builder.value(event, 0)
                if not self.builder.problems:
                    self.into.problems.append(no_facts(self.path))
                yield -1, self.part()
            self.builder.end()
        except Refused as refused:
            yield -1, self.broken(refused.problems)
        except yaml.YAMLError as error:
            yield -1, self.broken((self.text.problem(error, self.path),))

    def sections(self) -> Iterator[tuple[int, Reading]]:
        root = Table((1, 1))
        for key, place, counts in self.builder.keys({}):
            event = self.following()
            value: Any = ""
            if counts and key in SECTIONS and type(event) is (_List if key == "facts" else _Table):
                self.builder.report_extras(event)
                number = SECTIONS.index(key)
                yield from ((number, reading) for reading in self.section(key))
            else:
                value = self.builder.value(event, 1)
            if counts:
                root[key] = value
                root.keys_at[key] = place
                root.values_at[key] = self.builder.at(event)
        self.into.next_part(Reading())
        if header(root, self.into):
            for section in SECTIONS:
                if root.get(section, "") != "":
                    message = f"{section}: write one entry a line, each under an id of its own"
                    if section == "facts":
                        message = "facts: write a list, each item beginning with '- who: ...'"
                    self.into.report(root.values_at[section], message, "wrong-type")
        yield -1, self.part()

    def section(self, name: str) -> Iterator[Reading]:
        """Yield the parts of a section."""
        entries = self.facts() if name == "facts" else self.entries(name)
        count = _PART
        while count == _PART:
            self.into.next_part(Reading())
            with uncollected():
                count = sum(1 for _ in islice(entries, _PART))
            yield self.part()

    def part(self) -> Reading:
        """Return what was read since the last part."""
        reading = self.into.reading
        reading.problems += self.builder.problems[self.noted :]
        self.noted = len(self.builder.problems)
        reading.relations = dict(self.into.relations)
        return reading

    def broken(self, problems: Sequence[Problem]) -> Reading:
        """Return the last part of a file that cannot be parsed to its end.

        Where it is no text, which the rest of it may show, nothing else is said.
        """
        try:
            while self.text.read():
                pass
        except Refused as refused:
            problems = refused.problems
        if problems[0].rule != "encoding":
            problems = [*self.builder.problems[self.noted :], *problems]
        return Reading(problems=[*problems], is_broken=True)

    def entries(self, section: str) -> Iterator[None]:
        """Add the entries of a section one by one."""
        for key, place, counts in self.builder.keys({}):
            event = self.following()
            taken = [event]
            if not counts or not self.added(section, key, place, taken):
                value = self.value(taken, 2)
                if counts:
                    self.into.add(section, key, place, value)
                if section == "relations":
                    self.shapes.relation_added()
                    self.is_late |= self.has_facts and key not in self.known
            yield

    def facts(self) -> Iterator[None]:
        """Add the facts one by one."""
        self.has_facts = True
        while type(event := self.following()) is not _ListEnd:
            place = self.builder.at(event)
            taken = [event]
            if not self.added("facts", "", place, taken):
                self.into.fact(self.value(taken, 2), place)
            yield

    def added(self, section: str, key: str, place: Place, taken: list[Any]) -> bool:
        """Add an entry if it is surely right, and return whether it is.

        The events of it that were looked at are then in `taken`, which has its first.
        """
        if type(taken[0]) is not _Table:
            return False
        try:
            keys, values = self.fields(taken, self.nested)
        except Unsure:
            return False
        except (yaml.YAMLError, Refused) as error:  # what was read before it may be at fault, too
            self.following = partial(_fail, error)
            return False
        if section == "facts":
            return self.shapes.add_fact(keys, values, *place)
        return self.shapes.add(section, key, keys, values, *place)

    def value(self, taken: list[Any], depth: int) -> Any:
        """Return the value of which some events are taken."""
        self.builder.next = chain(taken, iter(self.following, None)).__next__
        value = self.builder.value(self.builder.next(), depth)
        self.builder.next = self.following
        return value

    def fields(
        self, taken: list[Any], nested: Callable[[list[Any]], Value]
    ) -> tuple[tuple[str, ...], list[Value]]:
        """Return the keys and values of a table whose first event is the last that is taken."""
        following, append = self.following, taken.append
        keys: list[str] = []
        values: list[Value] = []
        if taken[-1].tag is not None or taken[-1].anchor is not None:
            raise Unsure
        while True:
            event = following()
            append(event)
            if type(event) is not _Scalar:
                if type(event) is _TableEnd:
                    return tuple(keys), values
                raise Unsure
            if event.tag is not None or event.anchor is not None:
                raise Unsure
            keys.append(event.value)
            event = following()
            append(event)
            if type(event) is not _Scalar:
                values.append(nested(taken))
            elif event.tag is not None or event.anchor is not None:
                raise Unsure
            else:
                values.append(event.value if event.implicit[0] else _QUOTED + event.value)

    def nested(self, taken: list[Any]) -> Value:
        """Return the list of texts and tables, or the table, whose first event is taken."""
        event = taken[-1]
        if type(event) is _Table:
            return self.table(taken)
        if type(event) is not _List or event.tag is not None or event.anchor is not None:
            raise Unsure
        items: list[str | Fields] = []
        while True:
            event = self.following()
            taken.append(event)
            if type(event) is _ListEnd:
                return tuple(items)
            if type(event) is not _Scalar:
                items.append(self.table(taken))
            elif event.tag is not None or event.anchor is not None:
                raise Unsure
            else:
                items.append(event.value if event.implicit[0] else _QUOTED + event.value)

    def table(self, taken: list[Any]) -> Fields:
        if type(taken[-1]) is not _Table:
            raise Unsure
        keys, values = self.fields(taken, self.texts)
        if len({*keys}) < len(keys):
            raise Unsure
        return Fields(tuple(zip(keys, values, strict=True)))

    def texts(self, taken: list[Any]) -> Value:
        """Return the list whose first event is taken."""
        if type(taken[-1]) is not _List:
            raise Unsure
        return self.nested(taken)


def _text(raw: Any) -> str:
    """Return a text that no reader takes for anything else."""
    if type(raw) is not str or raw in ("", _QUOTED):
        raise Unsure
    if raw[0] == _QUOTED:
        return raw[1:]
    if raw[0] in SUSPECT and resolved(raw):
        raise Unsure
    return raw


def _fail(error: Exception) -> NoReturn:
    raise error


def _bare(raw: Any) -> str:
    if type(raw) is not str:
        raise Unsure
    return raw.removeprefix(_QUOTED)

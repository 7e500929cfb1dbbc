"""Read a fact file: strict YAML whose entries have the shape that `factfile` gives them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import itemgetter

from stakegraph.factfile._entries import Entries
from stakegraph.factfile._plain import PlainEntries
from stakegraph.factfile.pieces import Feed, NotPlain, Piece, entries, header, sections
from stakegraph.factfile.placed import Items, Table
from stakegraph.factfile.plainyaml import text
from stakegraph.factfile.reading import Reading, joined, uncollected
from stakegraph.factfile.schema import ENTRIES
from stakegraph.model.relations import RELATIONS, Relation

SUFFIXES = (".yaml", ".yml")

_ORDER = (*ENTRIES, "facts")
_SIZE = 1 << 20
_PART = 4096  # entries


def read(data: bytes, path: str, relations: Mapping[str, Relation] = RELATIONS) -> Reading:
    """Read one fact file.

    `path` is what problems and origins name; `relations` are those that its facts may state besides
    its own. Never raises for what the file says.
    """
    chunks = (data[start : start + _SIZE] for start in range(0, len(data), _SIZE))
    try:
        with uncollected():
            found = list(_parts(chunks, path, relations))
    except NotPlain:
        from stakegraph.factfile._whole import read_whole  # few files need the parser of all YAML

        return read_whole(data, path, relations)
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
    Raises NotPlain, at any point, where the file can only be read as a whole.
    """
    return (reading for _, reading in _parts(chunks, path, relations, line))


def _parts(
    chunks: Iterable[bytes], path: str, relations: Mapping[str, Relation], line: int = 1
) -> Iterator[tuple[int, Reading]]:
    """Yield each part with the place of its section in the order of sections, -1 for the header."""
    feed = Feed(chunks, line)
    raw = header(feed)
    title = text(raw) if raw else ""
    if title is None:
        raise NotPlain
    reading = Reading(title=title, relations=relations)
    into = Entries(path, reading, relations)
    plain = PlainEntries(into)
    yield -1, reading
    has_facts = False
    for section in sections(feed):
        if section not in _ORDER or (section == "relations" and has_facts):
            raise NotPlain
        has_facts = has_facts or section == "facts"
        for reading in _section(section, feed, into, plain):
            yield _ORDER.index(section), reading


def _section(section: str, feed: Feed, into: Entries, plain: PlainEntries) -> Iterator[Reading]:
    plain.begin(section)
    given: set[str] = set()
    listed = section == "facts"
    pieces = entries(feed, listed=listed)
    count = _PART
    while count == _PART:
        into.next_part(Reading())
        count = 0
        with uncollected():
            for piece in islice(pieces, _PART):
                count += 1
                key = plain.add(piece)
                if key is None:
                    key = _parsed(section, piece, into)
                if key in given:
                    raise NotPlain
                if not listed:
                    given.add(key)
        into.reading.relations = dict(into.relations)
        yield into.reading


def _parsed(section: str, piece: Piece, into: Entries) -> str:
    """Add an entry that takes a parser of all YAML, and give its id, "" for a fact."""
    from stakegraph.factfile.document import parse_entry

    line, lines, _ = piece
    root = parse_entry(lines, line)
    if not isinstance(root, Items if section == "facts" else Table) or len(root) != 1:
        raise NotPlain
    if isinstance(root, Items):
        into.fact(root[0], root.values_at[0])
        return ""
    ((key, value),) = root.items()
    into.add(section, key, root.keys_at[key], value)
    return key

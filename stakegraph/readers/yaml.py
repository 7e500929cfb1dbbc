"""Read a fact file: strict YAML whose entries have the shape that `factfile` gives them."""

from collections.abc import Mapping

from stakegraph.readers import Reading
from stakegraph.readers._whole import read_whole
from stakegraph.relations import RELATIONS, Relation

SUFFIXES = (".yaml", ".yml")


def read(data: bytes, path: str, relations: Mapping[str, Relation] = RELATIONS) -> Reading:
    """Read one fact file.

    `path` is what problems and origins name; `relations` are those that its facts may state besides
    its own. Never raises for what the file says.
    """
    return read_whole(data, path, relations)

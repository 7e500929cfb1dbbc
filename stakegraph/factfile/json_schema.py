"""The JSON Schema of a fact file, which editors use: what the records of `schema` say."""

from collections.abc import Mapping
from inspect import cleandoc
from typing import Annotated, Any, get_args

import msgspec
from msgspec import Meta

from stakegraph.factfile.descriptions import FIELDS
from stakegraph.factfile.schema import (
    COUNT_PATTERN,
    ENTRIES,
    ID_PATTERN,
    QUANTITIES,
    VERSION,
    Flag,
    Id,
    Record,
    Text,
    Version,
    record_of,
)
from stakegraph.model.relations import RELATIONS, Relation


def json_schema(relations: Mapping[str, Relation] = RELATIONS) -> dict[str, Any]:
    """Return the JSON Schema of a fact file that may use these relations."""
    ends = [(key, _end(row), "") for key, row in relations.items()]
    qualifiers = sorted({name for row in relations.values() for name in row.qualifiers})
    fact = record_of(ends, [(name, QUANTITIES.get(name, Text), "") for name in qualifiers])
    sections: list[Any] = [(name, dict[Id, shape], {}) for name, shape in ENTRIES.items()]  # type: ignore[valid-type]
    file = msgspec.defstruct(
        "FactFile",
        [
            ("stakegraph", Version),
            ("title", Text, ""),
            *sections,
            ("facts", list[fact], []),  # type: ignore[valid-type]
        ],
        bases=(Record,),
        frozen=True,
        kw_only=True,
    )
    schema = msgspec.json.schema(file)
    definitions = schema["$defs"]
    for definition in definitions.values():
        if "description" in definition:  # the docstring, as it stands there or without its margin
            definition["description"] = cleandoc(definition["description"])
        for shape in definition["properties"].values():
            _as_editors_read(shape)
    definitions["Fact"]["oneOf"] = [{"required": [key]} for key in relations]
    definitions["Fact"]["allOf"] = [
        {"if": {"required": [row.key]}, "then": {"properties": {name: {"enum": [*choices]}}}}
        for row in relations.values()
        for name, choices in row.choices
    ]
    definitions["Fact"]["not"] = {
        "anyOf": [{"required": ["in", "since"]}, {"required": ["in", "until"]}]
    }
    definitions["VacancyRecord"]["anyOf"] = [{"required": ["since"]}, {"required": ["until"]}]
    shapes = {section: shape.__name__ for section, shape in ENTRIES.items()}
    for section, said in FIELDS.items():
        properties = definitions[shapes.get(section, "Fact")]["properties"]
        for name, shape in properties.items():
            told = (said.get(name), shape.get("description"))
            if any(told):
                shape["description"] = "; ".join(filter(None, told))
    definitions["FactFile"]["properties"]["stakegraph"] = {"const": int(VERSION)}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def json_schema_text(relations: Mapping[str, Relation] = RELATIONS) -> str:
    """Return the JSON Schema of a fact file as a file of its own has it."""
    import json

    return json.dumps(json_schema(relations), ensure_ascii=False, indent=2) + "\n"


def _as_editors_read(shape: dict[str, Any]) -> None:
    """Let years, counts and truth values be such; drop defaults that only mean "not given"."""
    if shape.get("format") == "edtf":
        shape["type"] = ["string", "integer"]
    elif shape.get("pattern") == COUNT_PATTERN:
        del shape["pattern"]
        shape |= {"type": "integer", "minimum": 1, "maximum": 999999, "default": 1}
    elif shape.get("enum") == sorted(get_args(Flag)):
        del shape["enum"]
        shape |= {"type": "boolean", "default": False}
    if not shape.get("default", True):
        del shape["default"]
    if {"enum": [""]} in shape.get("anyOf", ()):
        (choices,) = (each for each in shape.pop("anyOf") if each != {"enum": [""]})
        shape.update(choices)


def _end(row: Relation) -> Any:
    ends = f"{' or '.join(row.subjects)} -> {' or '.join(row.objects)}"
    described = f"{row.key.replace('_', ' ')} ({row.family}): {ends}"
    return Annotated[str, Meta(pattern=ID_PATTERN, description=described)]

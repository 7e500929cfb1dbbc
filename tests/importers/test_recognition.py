"""What a file looks like: of which format, whether that is read or not."""

from __future__ import annotations

import json
import re

import pytest

from stakegraph.errors import FactsError
from stakegraph.importers._recognition import check, shapes
from stakegraph.text import formats

PERSON = {"id": "p", "name": "Ana Ruiz"}
ENTITY = {"id": "a", "schema": "Company", "properties": {"name": ["Quay Ltd"]}}
MEMBERSHIP = {"id": "m1", "role": "Minister", "person_id": "p1", "organization_id": "gov"}
LITTLESIS = {"type": "relationships", "id": 1, "attributes": {"entity1_id": 10}}


@pytest.mark.parametrize(
    ("written", "format"),
    [
        ({"nodes": [], "edges": []}, "json"),
        ({"stakegraph": 1, "nodes": [{"id": "a"}], "links": []}, "json"),
        ({"elements": {"nodes": []}}, "json"),
        ({"graph": {"nodes": {"a": {}}, "edges": []}}, "json"),
        ({"graphs": [{"nodes": {}}]}, "json"),
        ({"releases": []}, "ocds"),
        ({"ocid": "x-1", "id": "1"}, "ocds"),
        ([{"ocid": "x-1"}, {"ocid": "x-2"}], "ocds"),
        (ENTITY, "ftm"),
        ([ENTITY], "ftm"),
        ({"results": [ENTITY]}, "ftm"),
        ({"persons": [PERSON], "memberships": [MEMBERSHIP]}, "popolo"),
        ({"memberships": [MEMBERSHIP]}, "popolo"),
        ([PERSON | {"other_names": []}], "popolo"),
        ([{"id": "o", "name": "Port Authority", "classification": "agency"}], "popolo"),
        ([PERSON], None),
        ([MEMBERSHIP], ""),
        ([{"person": {"id": "p"}, "on_behalf_of_id": "o", "role": "member"}], ""),
        ([LITTLESIS, LITTLESIS], ""),
        ([{"Name": "Ana Ruiz", "Role": "Chair", "From": 2015}, {"Name": "Ben Oduya"}], "table"),
        ([{"Name": "Ana Ruiz", "Role": {"title": "Chair"}}], None),
        ({"data": [LITTLESIS]}, ""),
        ({"data": LITTLESIS}, ""),
        ({"head": {"vars": ["item"]}, "results": {"bindings": []}}, ""),
        ({"type": "FeatureCollection", "features": []}, ""),
        ({"stakegraph": 1, "command": "show", "question": {}, "answer": []}, ""),
        ({"section": "people", "id": "ana", "name": "Ana"}, ""),
        ({"a": 1}, None),
        ([1, 2], None),
        ([], None),
    ],
)
def test_json_shows_what_it_is(written: object, format: str | None) -> None:
    found = shapes(json.dumps(written, indent=1).encode())
    assert (found[0].format if found else None) == format
    assert all(shape.format or shape.advice for shape in found)


@pytest.mark.parametrize(
    ("written", "format"),
    [
        ("Name,Role\nAna,Chair\n", "table"),
        ("Name\tRole\nAna\tChair\n", "table"),
        ("\ufeffPost Unique Reference,Name,Job Title\n", "organogram"),
        ('<?xml version="1.0"?>\n<!-- a > b -->\n<graphml xmlns="x">', "graphml"),
        ('<ns:gexf xmlns:ns="x">', "gexf"),
        ("<!DOCTYPE html>\n<html lang=en>", ""),
        ("<rss version='2'>", None),
        ("# of the trust\nstakegraph: 1\npeople: {}\n", ""),
        ("PK\x03\x04 and so on", "table"),
        ('{"id": "a", "schema": "Person", "properties": {}}\n{"id": "b", "sch', "ftm"),
        ("Who is here\nName;Role\nAna;Chair\n", "table"),
        ("alpha;beta\nAna;Chair\n", "table"),
        ('{"Name": "Ana", "Role": "Chair"}\n{"Name": "Ben", "Role": "Clerk"}\n', "table"),
        ("One sentence.\n", None),
        ("The trust, which is old, has a chair.\nShe is Ana.\n", None),
        ('digraph { a -> b [label="x, y"] }\n', None),
        ("%PDF-1.7\n1 0 obj, 2\n", ""),
        ("", None),
    ],
)
def test_what_is_no_json_shows_it_too(written: str, format: str | None) -> None:
    found = shapes(written.encode())
    assert (found[0].format if found else None) == format


def test_every_format_that_a_file_can_look_like_is_one_that_is_read() -> None:
    from stakegraph.importers import _recognition as module

    rows = [shape for shape, _ in module._JSON] + [*module._XML.values()]
    assert {shape.format for shape in rows} - {""} <= set(formats.names("importers"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b" \n", "x:1:1: error: nothing stands in the file"),
        (b'{"items": [', "x:1:12: error: not JSON: "),
        ('[{"name": "Jörg"}]'.encode("cp1252"), "x:1:13: error: byte 0xf6 is not UTF-8"),
    ],
)
def test_what_cannot_be_read_at_all_is_told_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(FactsError, match=re.escape(message)):
        check(data, "x")


def test_json_in_utf_16_is_recognised() -> None:
    statement = '[{"recordId": "c", "recordType": "person", "recordDetails": {}}]'
    assert [shape.format for shape in shapes(statement.encode("utf-16"))] == ["bods"]

"""Turtle, read back by rdflib and by rapper, and asked in SPARQL."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from stores import store_of

from stakegraph.exporters import _turtle_vocabulary as vocabulary
from stakegraph.exporters import flat
from stakegraph.exporters.turtle import losses, write
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.store.loading import load

STOKE = Path(__file__).parents[2] / "data" / "stoke.yaml"

ACTORS = """\
sources: {s: {title: T, publisher: P, date: 2020-05, url: "https://a.example/b"}}
people: {ann: {name: Ann, aliases: [A], evidence: s ¶1}}
organisations:
  org: {name: Org, kind: public body, evidence: s}
  team: {name: Team, kind: team, evidence: s}
  york: {name: York, kind: place, evidence: s}
  shire: {name: Yorkshire, kind: place, evidence: s}
posts: {head: {title: head, at: org, evidence: s}, aide: {title: aide, at: org, evidence: s}}
partnerships: {joint: {name: Joint, evidence: s}}
"""

HOSTILE = [
    "\x1b[31m", "NUL \x00", "two\nlines", "\r\n", "\ttab", "\u202egnp.exe", '"', '"""', "\\",
    "\\u0041", "<b>&amp;</b>", "\ufffe", "\x85 \u2028", "北京 👩\u200d💻", "\U000e0041",
    "urn:x> . <", "'; #", "%20 {}",
]  # fmt: skip


def drawn(facts: Any) -> Any:
    kept = store_of(facts)
    return flat(neighbourhood(kept), kept.sources, kept.events())


def turtle(facts: Any) -> str:
    return "".join(write(drawn(facts)))


def node(text: str, iri: str) -> list[str]:
    """Return what is said of a node, a line each; nothing where it is not there."""
    (found,) = re.findall(rf"^<urn:stakegraph:{re.escape(iri)}>\n(.*?) \.$", text, re.M | re.S)
    return [line.strip() for line in found.split(" ;\n")]


def with_fact(fact: str) -> str:
    return f"{ACTORS}facts:\n  - {{{fact}, id: f}}\n"


def test_what_registers_call_an_actor_has_the_notation_of_its_scheme(
    facts: Callable[[str], Any],
) -> None:
    text = turtle(facts("""
        organisations: {org: {name: Org, ids: {gb-coh: '01', wikidata: Q1}}}
        people: {ann: {name: Ann, ids: {wikidata: 'Q"2'}}}
        """))  # fmt: skip
    assert node(text, "actor:org")[2:] == [
        'org:identifier "01"^^<urn:stakegraph:scheme:gb-coh>',
        'org:identifier "Q1"^^<urn:stakegraph:scheme:wikidata>',
        "skos:exactMatch <http://www.wikidata.org/entity/Q1>",
    ]
    assert node(text, "actor:ann")[2:] == [
        'skos:notation "Q\\"2"^^<urn:stakegraph:scheme:wikidata>',
        "skos:exactMatch <http://www.wikidata.org/entity/Q%222>",
    ]
    pytest.importorskip("rdflib", reason="rdflib is not installed").Graph().parse(data=text)


def test_a_fact_is_a_statement_with_its_evidence(facts: Callable[[str], Any]) -> None:
    written = turtle(facts(with_fact(
        "who: ann, opposes: joint, why: W, status: inferred, because: B, note: N, "
        "evidence: {source: s, at: ¶3, quote: Q}"
    )))  # fmt: skip
    lines = node(written, "fact:f")
    place = lines.pop().removeprefix("prov:wasDerivedFrom <urn:stakegraph:").removesuffix(">")
    assert lines == [
        "a rdf:Statement, prov:Entity",
        'rdfs:label "Ann opposes Joint: W"',
        "rdf:subject <urn:stakegraph:actor:ann>",
        "rdf:predicate <urn:stakegraph:relation:opposes>",
        "rdf:object <urn:stakegraph:actor:joint>",
        "sg:relation <urn:stakegraph:relation:opposes>",
        '<urn:stakegraph:qualifier:why> "W"',
        'sg:status "inferred"',
        'sg:certainty "inferred"',
        'sg:because "B"',
        'skos:note "N"',
    ]
    assert node(written, place) == [
        "a oa:SpecificResource, prov:Entity",
        'rdfs:label "s ¶3"',
        "oa:hasSource <urn:stakegraph:source:s>",
        f"oa:hasSelector <urn:stakegraph:{place}#at>",
        f"oa:hasSelector <urn:stakegraph:{place}#quote>",
    ]
    assert node(written, f"{place}#at") == ["a oa:FragmentSelector", 'rdf:value "¶3"']
    assert node(written, f"{place}#quote") == ["a oa:TextQuoteSelector", 'oa:exact "Q"']
    assert node(written, "source:s") == [
        "a foaf:Document, prov:Entity",
        'dcterms:title "T"',
        'dc:publisher "P"',
        'dcterms:issued "2020-05"^^xsd:gYearMonth',
        "foaf:page <https://a.example/b>",
    ]


@pytest.mark.parametrize(
    ("fact", "member", "organization", "role"),
    [
        ("who: ann, holds: head", "ann", "org", "head"),
        ("who: ann, role_at: team, title: lead", "ann", "team", "lead"),
        ("who: team, partner_in: joint, as: lead", "team", "joint", "lead"),
    ],
)
def test_a_role_is_a_membership(
    fact: str, member: str, organization: str, role: str, facts: Callable[[str], Any]
) -> None:
    written = turtle(facts(with_fact(f"{fact}, since: 2007-06~, until: 2008")))
    assert written.count("org:Membership") == 1  # what follows from a post held is none of its own
    lines = node(written, "fact:f")
    assert f"org:member <urn:stakegraph:actor:{member}>" in lines
    assert f"org:organization <urn:stakegraph:actor:{organization}>" in lines
    assert f"org:role <urn:stakegraph:role:{role}>" in lines
    assert "org:memberDuring <urn:stakegraph:fact:f#during>" in lines
    assert node(written, f"role:{role}") == ["a org:Role", f'skos:prefLabel "{role}"']
    assert node(written, "fact:f#during") == [
        "a time:Interval",
        "time:hasBeginning <urn:stakegraph:fact:f#start>",
        "time:hasEnd <urn:stakegraph:fact:f#end>",
    ]
    assert node(written, "fact:f#start") == [
        "a time:Instant",
        'time:inXSDgYearMonth "2007-06"^^xsd:gYearMonth',
        'sg:edtf "2007-06~"',
    ]
    assert node(written, "fact:f#end")[1] == 'time:inXSDgYear "2008"^^xsd:gYear'


@pytest.mark.parametrize(
    ("fact", "subject", "triple"),
    [
        ("who: aide, reports_to: head", "aide", "org:reportsTo <urn:stakegraph:actor:head>"),
        ("who: ann, holds: head", "ann", "org:holds <urn:stakegraph:actor:head>"),
        ("who: team, part_of: org", "team", "org:unitOf <urn:stakegraph:actor:org>"),
        ("who: org, part_of: team", "org", "org:subOrganizationOf <urn:stakegraph:actor:team>"),
        (
            "who: ann, supports: org", "ann",
            "<urn:stakegraph:relation:supports> <urn:stakegraph:actor:org>",
        ),
        ("who: org, delegated_to: team", "team", "prov:actedOnBehalfOf <urn:stakegraph:actor:org>"),
        ("who: ann, represents: org", "ann", "prov:actedOnBehalfOf <urn:stakegraph:actor:org>"),
        ("who: org, located_in: york", "org", "foaf:based_near <urn:stakegraph:actor:york>"),
        ("who: york, part_of: shire", "york", "dcterms:isPartOf <urn:stakegraph:actor:shire>"),
    ],
)  # fmt: skip
def test_only_what_is_stated_and_not_ended_is_a_plain_triple(
    fact: str, subject: str, triple: str, facts: Callable[[str], Any]
) -> None:
    assert triple in node(turtle(facts(with_fact(fact))), f"actor:{subject}")
    for doubt in ("status: hedged", "status: denied", "until: 2001"):
        written = turtle(facts(with_fact(f"{fact}, {doubt}")))
        assert triple not in node(written, f"actor:{subject}")
        assert "rdf:Statement" in node(written, "fact:f")[0]


@pytest.mark.parametrize(
    ("fact", "before", "after"),
    [
        ("who: org, succeeded: team", "team", "org"),
        ("who: team, merged_into: org", "team", "org"),
        ("who: team, demerged_from: org", "org", "team"),
    ],
)
def test_a_change_of_organisations_is_an_event_of_org(
    fact: str, before: str, after: str, facts: Callable[[str], Any]
) -> None:
    lines = node(turtle(facts(with_fact(f"{fact}, since: 2010-04"))), "fact:f#change")
    assert sorted(lines) == [
        "a org:ChangeEvent",
        'dcterms:date "2010-04"^^xsd:gYearMonth',
        "dcterms:source <urn:stakegraph:fact:f>",
        f"org:originalOrganization <urn:stakegraph:actor:{before}>",
        f"org:resultingOrganization <urn:stakegraph:actor:{after}>",
    ]
    hedged = turtle(facts(with_fact(f"{fact}, status: hedged")))
    assert "ChangeEvent" not in hedged


@pytest.mark.parametrize("fact", ["who: aide, reports_to: head", "who: team, merged_into: org"])
def test_what_is_to_come_is_no_plain_triple(fact: str, facts: Callable[[str], Any]) -> None:
    """The latest source is of May 2020."""

    def written(since: str) -> str:
        kept = store_of(facts(with_fact(f"{fact}, since: {since}, evidence: s")))
        graph = flat(neighbourhood(kept), kept.sources, kept.events())
        return "".join(write(graph))

    marks = "  org:reportsTo <urn:", "<urn:stakegraph:fact:f#change>"
    assert [mark in written("2019") for mark in marks].count(True) == 1
    assert [mark in written("2031") for mark in marks].count(True) == 0


def test_the_words_of_others_are_there() -> None:
    """Closed namespaces of rdflib raise for a name that is none."""
    rdflib = pytest.importorskip("rdflib.namespace")
    known = {
        "org": rdflib.ORG,
        "foaf": rdflib.FOAF,
        "prov": rdflib.PROV,
        "dcterms": rdflib.DCTERMS,
    }
    words = [
        *(*vocabulary.CLASSES.values(), *vocabulary.KINDS.values()),
        *(*vocabulary.PREDICATES.values(), *vocabulary.BETWEEN.values()),
        *(*vocabulary.BACKWARD.values(), *chain(*vocabulary.CHANGES.values())),
    ]
    for word in words:
        prefix, _, name = word.partition(":")
        assert name in known[prefix].__annotations__, word


def test_a_denied_role_is_no_membership(facts: Callable[[str], Any]) -> None:
    written = turtle(facts(with_fact("who: ann, holds: head, status: denied")))
    assert "org:Membership" not in written
    assert 'sg:status "denied"' in node(written, "fact:f")


def test_what_is_derived_is_derived_from_its_premises(facts: Callable[[str], Any]) -> None:
    written = turtle(facts(with_fact("who: ann, holds: head")))
    lines = node(written, "fact:ann.role_at.org.via.head")
    assert "prov:wasDerivedFrom <urn:stakegraph:fact:f>" in lines
    assert "prov:wasDerivedFrom <urn:stakegraph:fact:head.at.org>" in lines


def test_what_is_lost_is_said(facts: Callable[[str], Any]) -> None:
    text = with_fact("who: ann, works_with: org, on: X, since: 2001~, status: hedged")
    assert losses(drawn(facts(text))) == [
        "as statements only, without the plain triple: 1 fact in doubt, with an end, or not of now",
        "in terms of our own, which other programs do not know: the status, reasons and"
        " qualifiers of 1 entry",
        "cut to a year, month or day, or left out, with the EDTF text in terms of our own: 1 date",
    ]
    assert losses(drawn(facts('people: {ann: {name: "\\e[1m"}}'))) == [
        "replaced by U+FFFD: 1 character that few programs can read"
    ]


def hostile(text: str) -> str:
    quoted = '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'
    return f"""\
title: {quoted}
sources: {{s: {{title: {quoted}, url: {quoted}, note: {quoted}}}}}
people: {{ann: {{name: {quoted}, aliases: [{quoted}], evidence: s}}}}
organisations: {{o: {{name: {quoted}, evidence: s}}}}
partnerships: {{joint: {{name: {quoted}, kind: {quoted}, evidence: s}}}}
events: {{fair: {{what: {quoted}, who: [ann], evidence: s}}}}
facts:
  - who: ann
    role_at: o
    title: {quoted}
    status: inferred
    because: {quoted}
    evidence: {{source: s, quote: {quoted}}}
"""


@pytest.mark.parametrize("text", HOSTILE)
def test_rdflib_reads_back_any_text(text: str, facts: Callable[[str], Any]) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    written = turtle(facts(hostile(text)))
    assert all(char.isprintable() or char == "\n" for char in written)
    read = rdflib.Graph().parse(data=written, format="turtle")
    name = read.value(rdflib.URIRef("urn:stakegraph:actor:ann"), rdflib.FOAF.name)
    assert str(name) == re.sub("[\x00-\x08\x0e-\x1f\ufffe]", "\ufffd", text)


@pytest.fixture(scope="session")
def stoke() -> Any:
    return load([str(STOKE)])


def test_the_example_answers_sparql(stoke: Any) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    read = rdflib.Graph().parse(data=turtle(stoke), format="turtle")
    assert not any(isinstance(part, rdflib.BNode) for triple in read for part in triple)

    def count(pattern: str) -> int:
        (row,) = read.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        return int(row[0])

    statements = len(drawn(stoke).edges)
    assert count("?f a rdf:Statement, prov:Entity") == statements
    sources = "?f a rdf:Statement . ?f prov:wasDerivedFrom/oa:hasSource/a foaf:Document"
    assert count(f"{{ SELECT DISTINCT ?f {{ {sources} }} }}") == statements
    # as the file says: 4 who hold posts, 4 roles, 3 in teams, 5 in sectors, 5 partners
    assert count("?m a org:Membership ; org:member ?who ; org:organization ?where") == 21
    # Kath O'Dwyer to Ged Rowney, and her post to his; the other deputies' lines are inferred
    assert count("?below org:reportsTo ?above") == 2
    assert count("?p a org:Post ; org:postIn ?where") == 8
    assert count("?p a org:OrganizationalCollaboration") == 2
    # Only terms that the vocabularies have: rdflib knows them.
    for space in (rdflib.ORG, rdflib.PROV, rdflib.TIME, rdflib.SKOS, rdflib.FOAF, rdflib.DCTERMS):
        terms = {part for triple in read for part in triple if part.startswith(str(space))}
        assert [term for term in terms if term not in space] == []


def test_rapper_reads_as_many_triples_as_rdflib(stoke: Any) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed; Debian's package raptor2-utils brings it")
    written = turtle(stoke)
    ran = subprocess.run(
        [rapper, "-i", "turtle", "-o", "ntriples", "-q", "-", "urn:x:"],
        input=written.encode(),
        capture_output=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    read = rdflib.Graph().parse(data=written, format="turtle")
    assert len(set(ran.stdout.splitlines())) == len(read)


def test_qualifiers_keep_their_names(facts: Callable[[str], Any]) -> None:
    written = turtle(
        facts("""
    relations:
      backs: {from: [person], to: [person], verb: backs, inverse: is backed by, family: role,
              qualifiers: [label, via, weight]}
    people: {a: {name: A}, b: {name: B}}
    facts: [{who: a, backs: b, label: L, via: V, weight: W, evidence: cc}]
    """)
    )
    found = [line for line in node(written, "fact:a.backs.b") if "qualifier:" in line]
    assert found == [
        '<urn:stakegraph:qualifier:label> "L"',
        '<urn:stakegraph:qualifier:via> "V"',
        '<urn:stakegraph:qualifier:weight> "W"',
    ]


def test_a_place_is_a_location(facts: Callable[[str], Any]) -> None:
    assert node(turtle(facts(ACTORS)), "actor:york")[0] == "a dcterms:Location"

"""Citations against the texts of their sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stakegraph.errors import Problem, UsageError
from stakegraph.evidence.citations import Verification, verify
from stakegraph.evidence.passages import Text
from stakegraph.evidence.texts import read_texts
from stakegraph.factfile.places import located
from stakegraph.model.facts import Facts
from stakegraph.store.loading import load
from stakegraph.text.folding import fold

Load = Callable[[str], Facts]

EXAMPLE = Path(__file__).parents[2] / "data" / "stoke.yaml"

PAGE = """\
# A page about an article

Not a paragraph: Ann Lee runs everything.

¶1 A headline
¶2 Ann Lee joined Acme in May. “It’s a
well-known firm,” she said.

Not a paragraph either.

¶3 Acme’s rival is Bolt.
"""

ARTICLE = """\
A headline

Ann Lee joined Acme in May. “It’s a well-known firm,” she said.


Acme’s rival is Bolt.
"""

FILE = """\
stakegraph: 1
sources: {s: {title: T}}
people: {ann: {name: Ann Lee}}
organisations: {acme: {name: Acme}, bolt: {name: Bolt}}
facts:
"""


def found(facts: Load, statements: str, *texts: str, head: str = FILE) -> list[str]:
    loaded = facts(head + statements)
    known = {id: Text(text) for id, text in zip(loaded.sources, texts, strict=False)}
    told = sorted(verify(loaded, known).problems, key=lambda each: each[:3])
    problems = located(told, lambda _: [(head + statements).encode()])
    return [f"{each.line}:{each.column} {each.message} [{each.rule}]" for each in problems]


# --- places ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        (PAGE, "¶9", "s has no ¶9: its paragraphs are ¶1 to ¶3"),
        (ARTICLE, "¶3-4", "s has no ¶3-4: its paragraphs are ¶1 to ¶3"),
        (ARTICLE, "line 20", "s has no line 20: its lines are 1 to 7"),
        ("one\ftwo", "p. 3", "s has no p. 3: its pages are 1 to 2"),
        (ARTICLE, "p. 3", "s has no p. 3: its text has no page breaks (form feeds)"),
        (ARTICLE, "12:30", "s has no 12:30: no line of its text begins with that time"),
        ("\n", "¶1", "s has no ¶1: its text is empty"),
    ],
)
def test_a_place_that_is_missing_is_found_with_what_there_is(
    facts: Load, text: str, at: str, message: str
) -> None:
    fact = f"- {{who: ann, role_at: acme, evidence: s {at}}}\n"
    assert found(facts, fact, text) == [f"6:39 {message} [missing-place]"]


# --- quotations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        "“It’s a well-known firm,”",
        '"It\'s a well-known firm,"',
        "It's  a\twell–known firm",
        "„It`s a well‑known firm,“",
        "Ann Lee joined Acme in May.",
    ],
)
@pytest.mark.parametrize("text", [PAGE, ARTICLE])
def test_white_space_quotation_marks_and_dashes_do_not_count(
    facts: Load, text: str, quote: str
) -> None:
    quoted = quote.replace("\\", "\\\\").replace('"', '\\"')
    fact = f'- {{who: ann, role_at: acme, evidence: {{source: s, at: ¶2, quote: "{quoted}"}}}}\n'
    assert found(facts, fact, text) == []


def test_composed_and_decomposed_letters_are_the_same(facts: Load) -> None:
    fact = "- {who: ann, role_at: acme, evidence: {source: s, at: ¶1, quote: cafe\u0301}}\n"
    assert found(facts, fact, "Ann Lee of Acme in a caf\u00e9.") == []


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("rival is Bolt", "the quotation stands in ¶3, not in ¶2 [quote-moved]"),
        (
            "joined Acme in June",
            "the quotation is not in s ¶2; the nearest words are “joined Acme in May.”"
            " [quote-not-found]",
        ),
        (
            "ann lee joined",
            "the quotation is not in s ¶2; the nearest words are “Ann Lee joined”"
            " [quote-not-found]",
        ),
    ],
)
def test_a_quotation_that_does_not_stand_there_is_found(
    facts: Load, quote: str, message: str
) -> None:
    fact = f"""\
- who: ann
  role_at: acme
  evidence:
  - s ¶2
  - {{source: s, at: ¶2, quote: {quote}}}
"""
    assert found(facts, fact, PAGE) == [f"10:5 {message}"]


def test_a_quotation_without_a_place_may_stand_anywhere(facts: Load) -> None:
    fact = "- {who: ann, role_at: acme, evidence: {source: s, quote: QUOTE}}\n"
    assert found(facts, fact.replace("QUOTE", "rival is Bolt"), ARTICLE) == []
    (lost,) = found(facts, fact.replace("QUOTE", "rivals are Bolt"), ARTICLE)
    assert "the quotation is not in s; the nearest words are “rival is Bolt.”" in lost


# --- both ends ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee is at Acme Holdings plc",  # the whole name
        "Lee's firm, ACME'S",  # surname, possessive, capitals
        "lée; the A-Corp",  # accents; an alias, hyphens and an article
        "Lee of the ABC",  # initials of an alias
        "The Countess at Acme",  # alias; the name without its legal form
    ],
)
def test_an_end_is_mentioned_in_many_ways(facts: Load, text: str) -> None:
    head = """
people: {ann: {name: Ann Lee, aliases: [the countess]}}
organisations: {acme: {name: Acme Holdings plc, aliases: [A Corp, Acme Bolts and Chains]}}
sources: {s: {title: T}}
facts:
"""
    assert found(facts, "- {who: ann, role_at: acme, evidence: s ¶1}\n", text, head=head) == []


@pytest.mark.parametrize("text", ["Ann’s is at Acmeville", "She works for them", "Ann at acm"])
def test_an_end_that_is_not_mentioned_is_found(facts: Load, text: str) -> None:
    assert found(facts, "- {who: ann, role_at: acme, evidence: s ¶1}\n", text) == [
        "6:39 ann.role_at.acme: Ann Lee is not mentioned in s ¶1 [end-not-mentioned]",
        "6:39 ann.role_at.acme: Acme is not mentioned in s ¶1 [end-not-mentioned]",
    ]


def test_what_may_be_another_form_of_a_name_is_shown(facts: Load) -> None:
    fact = "- {who: ann, supports: acme, evidence: s}\n"
    assert found(facts, fact, "Anne Leigh is at Acme") == [
        "6:40 ann.supports.acme: Ann Lee is not mentioned in s; the nearest words are"
        " “Anne Leigh” [end-not-mentioned]"
    ]


def test_the_ends_may_stand_in_several_of_the_places_cited(facts: Load) -> None:
    fact = "- {who: ann, works_with: bolt, evidence: [s ¶2, s ¶3]}\n"
    assert found(facts, fact, PAGE) == []
    assert found(facts, fact.replace(", s ¶3", ""), PAGE) == [
        "6:43 ann.works_with.bolt: Bolt is not mentioned in s ¶2 [end-not-mentioned]"
    ]


def test_a_post_is_mentioned_by_its_title_or_its_holder(facts: Load) -> None:
    head = """
sources: {s: {title: T}}
people: {ann: {name: Ann Lee}, bob: {name: Bob}}
posts: {head: {title: head of care}, clerk: {title: clerk}}
facts:
- {who: ann, holds: head}
"""
    fact = "- {who: bob, reports_to: head, evidence: s ¶1}\n"
    assert found(facts, fact, "Bob works under Lee.", head=head) == []
    assert found(facts, fact, "Bob works under the head of care.", head=head) == []
    (lost,) = found(facts, fact.replace("head", "clerk"), "Bob works under Lee.", head=head)
    assert "clerk is not mentioned" in lost


def test_somebody_unnamed_need_not_be_mentioned_and_a_name_may_have_no_letters(facts: Load) -> None:
    head = """
sources: {s: {title: T}}
people: {x: {name: a minister, unnamed: secret}, odd: {name: "???"}}
facts:
"""
    (lost,) = found(facts, "- {who: x, works_with: odd, evidence: s ¶1}\n", "Hm.", head=head)
    assert "??? is not mentioned in s ¶1" in lost


def test_actors_and_events_are_checked_as_well(facts: Load) -> None:
    head = """\
sources: {s: {title: T}}
people:
  ann: {name: Ann Lee, evidence: s ¶3}
  bob: {name: Bob}
events:
  move: {what: A move, who: [ann, bob], evidence: s ¶2}
stakegraph: 1
"""
    assert found(facts, "", PAGE, head=head) == [
        "3:34 ann: Ann Lee is not mentioned in s ¶3 [end-not-mentioned]",
        "6:51 move: Bob is not mentioned in s ¶2 [end-not-mentioned]",
    ]


def test_what_a_vacancy_cites_is_checked_as_well(facts: Load) -> None:
    posts = "posts: {head: {title: head, vacant: [{since: 2007, evidence: s ¶9}]}}\n"
    wrong = found(facts, "  []\n", PAGE, head=FILE.replace("facts:", f"{posts}facts:"))
    assert wrong == ["5:62 s has no ¶9: its paragraphs are ¶1 to ¶3 [missing-place]"]


def test_where_a_place_is_wrong_nothing_is_said_of_the_ends(facts: Load) -> None:
    fact = "- {who: bolt, works_with: acme, evidence: [s ¶1, s ¶9]}\n"
    (only,) = found(facts, fact, PAGE)
    assert only.endswith("[missing-place]")


def test_an_end_may_be_mentioned_in_a_source_that_has_no_text(facts: Load) -> None:
    head = FILE.replace("title: T}", "title: T}, echo: {title: E}")
    fact = "- {who: ann, works_with: bolt, evidence: [s ¶2, echo p. 1]}\n"
    assert found(facts, fact, PAGE, head=head) == []
    assert found(facts, fact, PAGE, "Bob.", head=head) != []
    assert found(facts, fact, head=head) == []


def test_what_is_derived_rests_on_its_premises(facts: Load) -> None:
    head = """
sources: {s: {title: T}}
people: {ann: {name: Ann Lee}}
organisations: {acme: {name: Acme}}
posts: {head: {title: head}}
facts:
- {who: head, at: acme, evidence: s ¶1}
- {who: ann, holds: head, evidence: s ¶2}
"""
    assert "ann.role_at.acme.via.head" in facts(head).facts
    assert found(facts, "", "the head of Acme\nLee is head", head=head) == []


# --- how a text names somebody ------------------------------------------------------------------

NEWS = """\
The firm has a new head, its third. She comes from Bolt.

Nobody knows why.
"""


@pytest.mark.parametrize(
    "evidence",
    [
        "{source: s, at: ¶1, said_as: [the firm, its third]}",
        "[{source: s, at: ¶1, said_as: the  Firm}, {source: s, at: ¶1, said_as: she}]",
        "{source: s, said_as: [“the firm”, a new head]}",
    ],
)
def test_said_as_gives_the_words_that_name_the_ends(facts: Load, evidence: str) -> None:
    assert found(facts, f"- {{who: ann, role_at: acme, evidence: {evidence}}}\n", NEWS) == []


def test_said_as_stands_for_one_end_each(facts: Load) -> None:
    fact = "- {who: ann, role_at: acme, evidence: {source: s, at: ¶1, said_as: the firm}}\n"
    assert found(facts, fact, NEWS) == [
        "6:39 ann.role_at.acme: Ann Lee and Acme are not mentioned in s ¶1, and said_as has words"
        " for 1 of them: write a list, with words for each [end-not-mentioned]"
    ]
    assert found(facts, fact.replace("acme", "bolt"), NEWS) == []  # which is named


def test_said_as_must_itself_stand_in_the_text(facts: Load) -> None:
    fact = "- {who: ann, role_at: bolt, evidence: {source: s, at: ¶1, said_as: its fourth}}\n"
    assert found(facts, fact, NEWS) == [
        "6:39 “its fourth” (said_as) is not in s ¶1; the nearest words are “its third.”"
        " [said-as-not-found]"
    ]
    lost = found(facts, fact.replace("its fourth", "the fir"), NEWS)
    assert "the nearest words are “The firm”" in lost[0]
    assert "[said-as-not-found]" in found(facts, fact.replace("its fourth", '"!"'), NEWS)[0]


def test_the_entry_of_an_actor_says_how_a_place_names_it(facts: Load) -> None:
    head = FILE.replace(
        "{name: Acme}", "{name: Acme, evidence: {source: s, at: ¶1, said_as: firm}}"
    )
    fact = "- {who: acme, works_with: bolt, evidence: s ¶1}\n"
    assert found(facts, fact, NEWS, head=head) == []
    assert found(facts, fact, NEWS) != []
    elsewhere = found(facts, fact.replace("¶1", "¶2"), NEWS.replace("why", "the firm"), head=head)
    assert len(elsewhere) == 2  # the firm of one paragraph may be another one in the next


def test_the_words_for_a_post_name_no_other_end(facts: Load) -> None:
    head = """\
sources: {s: {title: T}}
organisations: {acme: {name: Acme}}
posts:
  head: {title: head of care, at: acme, evidence: {source: s, at: ¶1, said_as: new head}}
stakegraph: 1
"""
    (lost,) = found(facts, "", NEWS, head=head)
    assert lost.endswith("head.at.acme: Acme is not mentioned in s ¶1 [end-not-mentioned]")
    assert found(facts, "", NEWS.replace("The firm", "Acme"), head=head) == []
    both = head.replace("said_as: new head", "said_as: [new head, the firm]")
    assert found(facts, "", NEWS, head=both) == []


def test_an_inflected_form_is_said_as(facts: Load) -> None:
    head = """
sources: {s: {title: T}}
organisations: {port: {name: Портовый совет}, city: {name: Город}}
facts:
"""
    fact = "- {who: port, part_of: city, evidence: {source: s, said_as: Портового совета}}\n"
    assert found(facts, fact, "Город ждёт решения Портового совета.", head=head) == []
    assert len(found(facts, fact, "Город ждёт решения.", head=head)) == 1


@pytest.mark.parametrize(
    ("text", "is_named"),
    [("会议由王小平主席主持。", True), ("会议由王小明主席主持。", False), ("王平主席", False)],
)
def test_a_name_in_a_script_without_spaces_is_mentioned(
    facts: Load, text: str, is_named: bool
) -> None:
    head = "sources: {s: {title: T}}\npeople: {w: {name: 王小平, evidence: s}}\nfacts:\n"
    assert (found(facts, "  []\n", text, head=f"stakegraph: 1\n{head}") == []) == is_named


@pytest.mark.parametrize(
    ("name", "text", "is_named"),
    [
        ("Wang Xiaoping", "Mr Wang spoke.", True),
        ("Wang Xiaoping", "Xiaoping spoke.", True),
        ("Wang Xiaoping", "The Wang river", False),
        ("Nagy Éva", "Dr. Nagy was there.", True),
        ("Ann Lee", "Ann spoke", False),
        ("Martin King Jr", "King spoke.", True),
        ("Jane Smith OBE", "Smith left", True),
        ("Lord Green of Hurst", "Lord Green's firm", True),
        ("Lord Green of Hurst", "in Hurst", False),
        ("Gabriel García Márquez", "García Márquez wrote", True),
        ("Anna van der Berg", "Van der Berg", True),
        ("ليلى العلي", "ليلى العلي هنا", True),
    ],
)
def test_a_person_is_mentioned_by_the_surname(
    facts: Load, name: str, text: str, is_named: bool
) -> None:
    head = (
        f"stakegraph: 1\nsources: {{s: {{title: T}}}}\npeople: {{w: {{name: {name}, evidence: s}}}}"
    )
    assert (found(facts, "  []\n", text, head=f"{head}\nfacts:\n") == []) == is_named


@pytest.mark.parametrize(
    "text",
    [
        "Led by Ada Sido-\nrov of Smith-\nJones.",
        "Led by Ada\n\n12\n\fSidorov of Smith-Jones.",
        "Led by Ada Sido\u00adrov of Smith-Jones",
    ],
)
def test_a_name_is_mentioned_however_its_page_was_printed(facts: Load, text: str) -> None:
    head = """
sources: {s: {title: T}}
people: {ada: {name: Ada Sidorov, aliases: [nobody]}}
organisations: {firm: {name: Smith-Jones}}
facts:
"""
    fact = "- {who: ada, role_at: firm, evidence: s}\n"
    assert found(facts, fact, text, head=head) == []
    assert len(found(facts, fact, text.replace("S", "Z"), head=head)) == 2


# --- waivers ------------------------------------------------------------------------------------


def verified(facts: Load, statements: str, text: str, head: str = FILE) -> Verification:
    return verify(facts(head + statements), {"s": Text(text)})


@pytest.mark.parametrize(
    ("evidence", "rule"),
    [
        ("at: ¶9", "missing-place"),
        ("at: ¶2, quote: rival is Bolt", "quote-moved"),
        ("at: ¶2, quote: Lee left", "quote-not-found"),
        ("at: ¶2, quote: firm ... Ann Lee", "quote-scattered"),
        ("at: ¶2, quote: 'It’s ... firm', said_as: the firm", "said-as-not-found"),
        ("at: ¶3", "end-not-mentioned"),
    ],
)
def test_a_finding_is_waived_by_its_rule(facts: Load, evidence: str, rule: str) -> None:
    fact = f"- {{who: ann, role_at: acme, evidence: {{source: s, {evidence}, waive: {{}}}}}}\n"
    assert [each.rule for each in verified(facts, fact, PAGE).problems] == [rule]
    waived = verified(facts, fact.replace("{}", f"{{{rule}: we saw it in print}}"), PAGE)
    assert ([each.rule for each in waived.waived], waived.problems) == ([rule], [])
    other = verified(facts, fact.replace("{}", "{quote-cut: no}"), PAGE)
    assert [each.rule for each in other.problems] == [rule]


def test_what_a_waiver_does_not_name_is_still_found(facts: Load) -> None:
    fact = "- {who: bolt, works_with: ann, evidence: {source: s, at: ¶2, quote: x, waive: {"
    fact += "quote-not-found: misprinted}}}\n"
    found = verified(facts, fact, PAGE)
    assert [each.rule for each in found.problems] == ["end-not-mentioned"]
    assert [each.rule for each in found.waived] == ["quote-not-found"]


def test_what_was_looked_at_is_counted(facts: Load) -> None:
    statements = """\
- {who: ann, role_at: acme, evidence: [{source: s, at: ¶2, quote: joined Acme}, s § 4]}
- {who: ann, works_with: acme, evidence: {source: s, at: ¶9, waive: {missing-place: in print}}}
- {who: ann, supports: acme, evidence: s item 4}
- {who: ann, opposes: acme}
"""
    found = verified(facts, statements, PAGE)
    assert found.problems == []
    assert found.checked == {"fact": 2, "citation": 3, "quote": 1}
    assert (len(found.waived), found.unplaced) == (1, 1)


# --- the texts ------------------------------------------------------------------------------------


def test_a_text_is_found_from_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "f.yaml").write_text("stakegraph: 1\nsources: {s: {title: T}}\n")
    (tmp_path / "b" / "f.yaml").write_text("stakegraph: 1\nsources: {s: {title: T, text: s.txt}}\n")
    (tmp_path / "b" / "s.txt").write_bytes(b"\xef\xbb\xbfone\r\n\r\ntwo\rthree")
    texts, problems = read_texts(load([str(tmp_path)]).sources, {})
    assert problems == []
    assert texts["s"].paragraphs == {1: "one", 2: "two", 3: "three"}


@pytest.mark.parametrize(
    ("data", "reason"), [(None, "No such file or directory"), (b"\xff\xfea\x00", "it is not UTF-8")]
)
def test_a_text_that_cannot_be_read_is_a_problem_of_the_file(
    tmp_path: Path, data: bytes | None, reason: str
) -> None:
    file, text = tmp_path / "f.yaml", tmp_path / "s.txt"
    file.write_text("stakegraph: 1\nsources: {s: {title: T, text: s.txt}}\n")
    if data is not None:
        text.write_bytes(data)
    sources = load([str(file)]).sources
    message = f"the text of s cannot be read: {text}: {reason}"
    texts, problems = read_texts(sources, {})
    assert texts == {}
    assert list(located(problems, lambda path: [Path(path).read_bytes()])) == [
        Problem(str(file), 2, 31, "error", message, "no-text")
    ]
    with pytest.raises(UsageError, match=reason):
        read_texts(sources, {"s": str(text)})
    (tmp_path / "copy").write_text("mine")
    texts, problems = read_texts(sources, {"s": str(tmp_path / "copy")})
    assert (texts["s"].whole(), problems) == ("mine", [])


def test_the_example_is_borne_out_by_its_page() -> None:
    loaded = load([str(EXAMPLE)])
    texts, problems = read_texts(loaded.sources, {})
    assert list(texts) == ["cc"]
    assert list(texts["cc"].paragraphs) == list(range(1, 30))
    assert [*problems, *verify(loaded, texts).problems] == []


def test_a_text_whose_path_cannot_be_one_is_a_problem_of_the_file(facts: Load) -> None:
    sources = facts('sources: {s: {title: T, text: "a\\0b"}}\n').sources
    (problem,) = read_texts(sources, {})[1]
    assert problem.rule == "no-text"
    assert "embedded null byte" in problem.message


def test_an_item_of_a_file_of_data_is_not_looked_up_in_its_text(facts: Load) -> None:
    fact = "- {who: ann, works_with: bolt, evidence: [s item people/12, s ¶9]}\n"
    assert found(facts, fact.replace(", s ¶9", ""), PAGE) == []
    assert len(found(facts, fact, PAGE)) == 1


def test_a_place_that_is_cited_often_is_folded_once(
    facts: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(
        "stakegraph.evidence.mentions.fold", lambda text: seen.append(text) or fold(text)
    )
    years = (2001, 2002)
    each = [f"- {{who: ann, role_at: acme, since: {year}, evidence: s}}\n" for year in years]
    assert found(facts, "".join(each), PAGE) == []
    assert len([text for text in seen if "joined" in text]) == 1


def test_somebody_named_later_is_mentioned_by_what_stood_for_the_name(facts: Load) -> None:
    head = """
sources: {s: {title: T}}
people:
  ann: {name: Ann Lee}
  x: {name: a minister, unnamed: secret, same_as: ann, because: an inquiry named her}
organisations: {acme: {name: Acme}}
facts:
"""
    fact = "- {who: x, role_at: acme, evidence: s}\n"
    assert found(facts, fact, "A minister at Acme.", head=head) == []


@pytest.mark.parametrize("order", [1, -1])
def test_every_entry_of_one_fact_is_looked_at(facts: Load, order: int) -> None:
    entries = [
        "- {who: ann, works_with: acme, evidence: {source: s, at: ¶3, quote: joined Acme}}",
        "- {who: ann, works_with: acme, evidence: {source: s, at: ¶2, quote: joined Acme}}",
    ][::order]
    line = 6 if order == 1 else 7
    assert found(facts, "\n".join(entries) + "\n", ARTICLE) == [
        f"{line}:42 the quotation stands in ¶2, not in ¶3 [quote-moved]"
    ]

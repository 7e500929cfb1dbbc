"""Fact files, right and wrong, as Hypothesis draws them: what each section may hold, and more."""

from __future__ import annotations

from hypothesis import strategies as st

from stakegraph.factfile.schema import ENTRIES
from stakegraph.model.relations import RELATIONS

ACTORS = st.sampled_from(["ann", "bob", "serco", "head", "deal", "Ann Smith", "", "ann\n"])
VALUES = st.recursive(
    st.text(max_size=8)
    | ACTORS
    | st.sampled_from(["cc ¶7", "2007", "2007-13", "2008/2007", "inferred", "person", "true"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["source", "at", "quote", "lei"]), inner, max_size=3)
    ),
    max_leaves=4,
)
FIELDS = [
    *("name", "title", "aliases", "kind", "at", "since", "until", "date", "evidence", "unnamed"),
    *(
        "ids",
        "who",
        "what",
        "on",
        "id",
        "status",
        "because",
        "from",
        "to",
        "verb",
        "inverse",
        "family",
    ),
    *("qualifiers", "symmetric", *RELATIONS, "mentors"),
]
TABLES = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6) | VALUES
OWN = st.fixed_dictionaries(
    {
        "from": st.just(["person"]),
        "to": st.just(["person"]),
        "verb": st.just("v"),
        "inverse": st.just("i"),
        "family": st.just("role"),
        "qualifiers": st.lists(
            st.sampled_from(["x", "mentors", "reports_to", "who", "1", "", "a b", "__init__"])
        ),
    }
)
ENTRY_KEYS = st.sampled_from(["ann", "bob", "serco", "cc", "mentors", "who", "1st", "a-b", "A", ""])
SECTIONS = {name: st.dictionaries(ENTRY_KEYS, TABLES, max_size=4) | VALUES for name in ENTRIES}
SECTIONS["relations"] = st.dictionaries(ENTRY_KEYS, OWN | TABLES, max_size=3)
FILES = st.fixed_dictionaries(
    {"stakegraph": st.sampled_from(["1", "2", ""])},
    optional={**SECTIONS, "facts": st.lists(TABLES, max_size=4) | VALUES, "title": VALUES},
)

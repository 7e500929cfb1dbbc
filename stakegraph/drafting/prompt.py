"""What a language model is asked: to state in facts what a numbered text says."""

import json
from collections.abc import Iterable, Iterator

from stakegraph.evidence.excerpts import excerpts, marked
from stakegraph.evidence.passages import Text
from stakegraph.factfile.json_schema import json_schema
from stakegraph.model.facts import Actor, Source
from stakegraph.store.database import Database

_INSTRUCTION = """\
Read the numbered text below, and say in facts what it states about people, organisations, posts
and partnerships: who holds which post, who has which role where, who reports to whom, who owns,
commissioned, funds or works with whom.

Answer with one JSON object and nothing else. It has the keys "people", "organisations", "posts" and
"partnerships", each an object of entries under their ids, and "facts", a list. Its parts have the
shape of the JSON Schema below.

- Each fact has "who", exactly one relation of the schema with the id of the other end, and
  "evidence": {{"source": "{source}", "at": "¶7", "quote": "..."}}.
- The quote stands in that paragraph word for word: copy it, and leave nothing out.
- Both ends are named in that paragraph, or by a surname, a pronoun or a part of the name there.
- "status" is "hedged" where the text says that something may be so ("may", "is said to"), and
  "denied" where it says that it is not so. Leave it out where the text states it.
- What is planned or announced is a fact only where the text dates it ("will join in June 2025"),
  with that date in "since", and "hedged" where it is not sure to come. Leave out what has no date.
- "since" and "until" are dates that the text gives (2007, 2007-03, 2007-03-13). Work out none.
- State nothing that the text does not say, and nothing from what you know besides.
- An entry has a name and "evidence": "{source} ¶7", the paragraph in which it is named. An id is
  made of the name in small letters, digits and hyphens.
"""


def prompt(text: Text, source: Source, store: Database, known: Iterable[Actor]) -> Iterator[str]:
    """Yield the instruction, whoever of the text is known, the schema, and the numbered text."""
    yield _INSTRUCTION.format(source=source.id)
    if listed := [f"  {actor.id}: {actor.name} ({actor.kind})" for actor in known]:
        yield "- These are known: use their ids, and make no entries of them.\n"
        yield "".join(f"{line}\n" for line in listed)
    schema = json.dumps(json_schema(store.relations), ensure_ascii=False)
    yield f"\nThe JSON Schema:\n\n{schema}\n\nThe text, {source.id}: {source.title}\n\n"
    for excerpt in excerpts(text) or ():
        yield f"{marked(excerpt.number, excerpt.text)}\n"

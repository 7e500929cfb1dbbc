"""A pattern as it is met in a sentence: whom it is about, in what manner, and when."""

import re
from collections.abc import Mapping
from functools import cached_property

from stakegraph.drafting.dates import When, when
from stakegraph.drafting.later import begins_later, goes_on_later, is_ahead
from stakegraph.drafting.manner import Manner, around, manner
from stakegraph.drafting.marks import ANY, DATES, Role
from stakegraph.drafting.names import Name
from stakegraph.drafting.patterns import Pattern
from stakegraph.drafting.runs import Span
from stakegraph.drafting.sentences import Sentence
from stakegraph.drafting.titles import is_coming, is_former
from stakegraph.drafting.vocabulary import either
from stakegraph.drafting.words_of_names import BELONGINGS
from stakegraph.model.facts import STATED
from stakegraph.model.relations import PERSON, RELATIONS

_LEADING = re.compile(
    rf"\W*((?:In|On|Since|From|Until|By|Between) {DATES}(?: (?:to|until|and) {DATES})?),? $"
)
_OF = re.compile(
    r"(?<!board )\b(?:of|in|at|for|by|with|from|to|against|into|about|over|on|around|(?<!, )and"
    "|than) (?:the )?$",
    re.IGNORECASE,
)
# What is said aside, and may be so of something before it: "a rival of Port Ltd, owned by Acme".
_LOOSE = re.compile(
    "(?:owned|bought|acquired|purchased|taken over|led|run|headed|chaired) by |, from "
)
# What stands behind a name that is a part of another: "the Cleveland (Tennessee) Banner".
_BELONGING = re.compile(rf"'| (?:{either(BELONGINGS)})\b| \([^)]*\) [A-Z]")
_PAST = ("ed", "ht", "ld", "ft", "ave", "oke", "had", "ran")  # how the past of a verb ends
_ANY_MORE = re.compile(" any (?:more|longer)")
# Who is not the first to have a role may have it: "is not the only director".
_NOT_ALONE = re.compile(r"(?:not|never|n't) (?:the|a|an|its|their) (?:first|only|last|sole|new)\b")
_THEN = ("then", "at the time")
_BE = ("is", "was", "has", "remains")
_ONCE = ("formerly", "previously", "once", "until recently")


class Match:
    """A pattern that was met in a sentence."""

    def __init__(self, sentence: Sentence, pattern: Pattern, found: "re.Match[str]") -> None:
        self.sentence = sentence
        self.marked = sentence.marked
        self.pattern = pattern
        self.found = found
        self.text = found[0]
        self.given: Mapping[str, str] = {
            name: each for name, each in found.groupdict().items() if each
        }

    def names(self, *groups: str) -> list[Name]:
        """Return the names in the first of some groups of the pattern that is there."""
        return next(
            (self.marked.names(self.given[group]) for group in groups if group in self.given), []
        )

    def name(self, *groups: str) -> Name | None:
        """Return the first of these names."""
        return next(iter(self.names(*groups)), None)

    @cached_property
    def roles(self) -> list[Role]:
        """Return the roles that are met."""
        groups = ("role", "role2")
        things = (self.marked.thing(self.given[each]) for each in groups if each in self.given)
        return [thing for thing in things if isinstance(thing, Role)]

    @cached_property
    def people(self) -> list[Name]:
        """Return the people who are met; of several before a "who" the last is surely meant."""
        people = self.names("people", "who")
        return people[-1:] if re.search(rf"{ANY.pattern},? who ", self.text) else people

    @cached_property
    def is_of_others(self) -> bool:
        """Return whether what it begins or ends with belongs to something else: "Port Ltd's"."""
        before, after = self._around
        is_owner = bool(_BELONGING.match(after)) and bool(ANY.fullmatch(self.text[-1]))
        if self.pattern.is_aside and "people" in self.given and "," not in self.text:
            is_owner = False  # the role stands before the name of who has it
        is_close = self.pattern.is_aside and not _LOOSE.search(self.text)
        is_owned = not is_close and bool(ANY.match(self.text)) and bool(_OF.search(before))
        return is_owner or is_owned

    @cached_property
    def manner(self) -> Manner:
        """Return in what manner it is said."""
        given, verb = self.given, self.given.get("verb", "")
        said = manner(given.get("aux", ""), verb, given.get("beside", ""))
        if verb and "beside" not in self.found.groupdict():
            said = self._of_verb(said, verb.split()[0])
        if not self.pattern.is_aside:
            said = around(
                said, *self._around, is_act=self.pattern.is_act or self.pattern.is_of_contract
            )
        if self._is_yet_to_end or self._is_later or _NOT_ALONE.search(self._words):
            said = said._replace(is_statement=False)
        if self.pattern.says in RELATIONS:
            said = self._of_tie(said)
        if self.pattern.is_of_contract and said.status == "denied":
            said = said._replace(is_statement=False)
        if _ANY_MORE.match(self._around[1]) and said.status == "denied":
            said = said._replace(status=STATED, is_over=True)
        if any(role.will_be for role in self.roles):
            said = said._replace(is_to_come=True)
        is_span = bool(self.time.since and self.time.until)
        if is_span and self.pattern.says in ("begins", "ends", "leaves"):
            said = said._replace(is_statement=False)  # "became chair between 2010 and 2012"
        if said.status == "denied" and self.time.until:
            said = said._replace(is_statement=False)  # "was not made chair until 2019"
        if said.is_to_come and self.time == When():
            said = said._replace(is_statement=False)
        then = {given.get(each, "").strip(" ,") for each in ("then", "then_after")}
        was = said.was or not then.isdisjoint(_THEN)
        return said._replace(
            was=was and said.status != "denied",
            is_over=said.is_over or not then.isdisjoint(_ONCE),
        )

    @cached_property
    def span(self) -> Span:
        """Return where in the sentence it stands, with what turns its sense around it."""
        plain = manner(self.given.get("aux", ""), "", self.given.get("beside", ""))
        is_turned = self.manner.status not in (STATED, plain.status) and not self.pattern.is_aside
        if is_turned and around(Manner(), *self._around) != Manner():
            return 0, len(self.sentence.text)
        start, end = self.marked.span(*self.found.span())
        leading = self._leading
        return self.marked.span(*leading.span(1))[0] if leading else start, end

    @property
    def _words(self) -> str:
        """Return its words as they stand in the sentence."""
        start, end = self.marked.span(*self.found.span())
        return self.sentence.text[start:end]

    @property
    def _is_yet_to_end(self) -> bool:
        """Return whether somebody leaves a role, and it is not said when: "steps down soon"."""
        verb = self.given.get("verb", "").split(" ")[0]
        return self.pattern.says in ("ends", "leaves") and verb.endswith("s") and not any(self.time)

    @property
    def _is_later(self) -> bool:
        """Return whether it begins on a later day, of which no date says which it is."""
        before, after = self._around
        says = self.pattern.says
        verb = self.given.get("verb", "").split(" ")[0]
        is_present = verb.endswith("s") and verb not in _BE
        if any(self.time) and (is_present or self.pattern.is_aside):
            return False
        if begins_later(before, after) or (says in ("begins", "follows") and goes_on_later(after)):
            return True
        return self.pattern.is_act and is_present and is_ahead(before, self._words, after)

    @property
    def _around(self) -> tuple[str, str]:
        """Return what stands before it and behind it."""
        words, (start, end) = self.marked.words, self.found.span()
        return words(0, start), words(end, len(self.marked.text))

    def _of_verb(self, said: Manner, verb: str) -> Manner:
        """Return the manner of a verb, which is no statement in the other voice."""
        is_going_on = verb.endswith("ing")
        is_odd = said.is_passive != self.pattern.is_passive and not (
            said.is_passive and is_going_on
        )
        if is_going_on and said.is_passive and self.pattern.is_done_once:  # "is buying"
            is_now = not {"is", "are"}.isdisjoint(self.given["aux"].split())
            return said._replace(is_to_come=is_now, is_statement=is_now)
        is_loose = is_going_on and not said.is_passive and self.pattern.says != "reports_to"
        if is_odd or (is_loose and said.status != "denied"):
            return said._replace(is_statement=False)
        is_past = not self.pattern.is_passive and not is_going_on and verb.endswith(_PAST)
        return said._replace(was=said.was or is_past)

    def _of_tie(self, said: Manner) -> Manner:
        """Return the manner of a tie as words within it turn it: "a former subsidiary of"."""
        if is_coming(self.text):
            return said._replace(is_statement=False)
        if self.pattern.is_done_once and " being " in f" {self.given.get('aux', '')}":
            said = said._replace(is_to_come=True)
        return said._replace(is_over=said.is_over or is_former(self.text))

    @cached_property
    def time(self) -> When:
        """Return when it is said to be: by its own dates, or that at the head of the sentence."""
        return when(self._dates or (self._leading[1] if self._leading else ""), self.marked)

    @property
    def was_once(self) -> bool:
        """Return whether it was so at some time, and is not said to be so since a day."""
        has = not {"has", "have"}.isdisjoint(self.given.get("aux", "").split())
        return self.manner.was and not (self.time.since and has)

    @property
    def _dates(self) -> str:
        """Return its own dates."""
        return " ".join(each for name, each in self.given.items() if name.startswith("when"))

    @cached_property
    def _leading(self) -> "re.Match[str] | None":
        """Return the dates at the head of the sentence, where it has none of its own."""
        before = self.marked.text[: self.found.start()]
        return None if self._dates else _LEADING.fullmatch(before)

    @cached_property
    def by(self) -> Name | None:
        """Return by whom something is done."""
        return self.name("by", "by_whom")

    @cached_property
    def appointer(self) -> Name | None:
        """Return by which organisation it is done, which may be where a role is."""
        return self.by if self.by and self.by.kind != PERSON else None

"""What a relation is called: its key, and the words that it has, read forward and backward."""

import re
from collections.abc import Callable, Iterable, Mapping

from stakegraph.model.phrases import phrase
from stakegraph.model.relations import Relation

Labels = dict[str, tuple[str, bool]]

# What people call a relation beside the words that it has, forward and backward.
_OTHER_WORDS = {
    "reports_to": (
        "answers_to managed_by supervised_by line_managed_by works_under subordinate_of manager"
        " boss supervisor line_manager",
        "supervises line_manages manager_of boss_of supervisor_of oversees directs",
    ),
    "role_at": (
        "works_for works_at working_for working_at employed_by employee_of job_at position_at"
        " director_of officer_of trustee_of manager_at staff_of head_of chair_of ceo_of heads"
        " chairs leads runs role job position employer company organisation",
        "employs headed_by led_by chaired_by run_by directed_by",
    ),
    "holds": ("has_post occupies incumbent_of post office", "held_by occupied_by filled_by"),
    "member_of": ("sits_on serves_on belongs_to board_member_of member", "members has_member"),
    "part_of": ("division_of department_of unit_of branch_of", "has_part comprises"),
    "owns": (
        "holds_shares_in controls parent_company_of holding_company_of parent_of",
        "subsidiary_of controlled_by",
    ),
    "succeeded": ("successor_of replaces replaced", "predecessor_of"),
    "acquired": ("bought purchased took_over takes_over", "sold_to bought_by taken_over_by"),
    "works_with": (
        "partners_with partnered_with partners collaborates_with"
        " collaborated_with cooperates_with allied_with ally_of",
        "",
    ),
    "commissioned": (
        "contracted client_of customer_of contract_with awarded_contract_to contracts_with hires",
        "contractor_of supplier_of supplies provider_of contracted_by hired_by",
    ),
    "funds": ("finances sponsors sponsored grants_to funder_of", "funding_from"),
    "lent_to": ("lends_to creditor_of", "owes debtor_of"),
    "donated_to": ("donor_of gave_to gives_to donates_to", "donation_from"),
    "appointed": ("nominated", "nominated_by appointee_of"),
    "advises": ("adviser_to advisor_to adviser_of advisor_of consultant_to", ""),
    "represents": ("lobbies_for lawyer_of agent_of speaks_for", ""),
    "audits": ("auditor_of", ""),
    "regulates": ("regulator_of", ""),
    "related_to": ("married_to spouse_of sibling_of child_of relative_of family_of kin_of", ""),
    "accountable_to": ("answerable_to responsible_to", ""),
    "located_in": ("based_in headquartered_in lives_in located_at", ""),
}
# Nouns for who is at the first end, that say no less than the relation does.
_NOUNS = {
    "owns": "owner_of shareholder shareholder_of shareholder_in",
    "works_with": "partner partner_of",
}
_AUXILIARY = re.compile(r"(?:is|are|was|were|has|had|been|be)\s+")


def labels(relations: Mapping[str, Relation]) -> Labels:
    """Return the keys of relations by what they are called, and whether that is said backward.

    What they are called is in the form that `label` gives it: "is owned by", or "owned by".
    """
    return _labels(relations, lambda row: ([row.verb], [row.inverse]))


def meant(text: str, relations: Mapping[str, Relation]) -> tuple[str, bool] | None:
    """Return the relation that a word may be another word for, and whether it is said backward.

    A word for what is over or to come tells which relation is meant, not that it is so today.
    """
    told = _labels(
        relations,
        lambda row: (
            [row.verb, row.plural, row.past, row.future],
            [row.inverse, row.plural_inverse, row.past_inverse, row.future_inverse],
        ),
    )
    for key, (forward, backward) in _OTHER_WORDS.items():
        for words, is_backward in ((forward, False), (backward, True)):
            for word in words.split():
                told.setdefault(label(word), (key, is_backward))
    noun = with_noun(text)
    return told.get(label(text), (noun, False) if noun else None)


def with_noun(text: str) -> str:
    """Return the relation for which a text is a noun that says the same, "" where it is none."""
    folded = label(text)
    return next((key for key, all in _NOUNS.items() if folded in map(label, all.split())), "")


def label(text: str) -> str:
    """Return the form in which words for a relation are compared."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _labels(
    relations: Mapping[str, Relation],
    wordings: Callable[[Relation], tuple[Iterable[str], Iterable[str]]],
) -> Labels:
    found: Labels = {}
    for row in relations.values():
        forward, backward = wordings(row)
        for templates, is_backward in ((backward, True), (forward, False)):
            if is_backward and row.symmetric:
                continue
            for words in (phrase(template, {}) for template in templates):
                for each in (words, _AUXILIARY.sub("", words, count=1)):
                    found.setdefault(label(each), (row.key, is_backward))
    # "is" says nothing by itself: A is B.
    for nothing in ("", "is", "are", "was", "were"):
        found.pop(nothing, None)
    return found | {label(key): (key, False) for key in relations}

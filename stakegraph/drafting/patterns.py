"""What sentences state, as patterns over their marks, in the `language` of these: a table.

`says` is what is stated: a relation, or what becomes of a role: somebody `has` or `had` it, or
`leads` where it is, it `begins`, `ends`, somebody `leaves` it or `waits` for it, one person
`follows` another in it.
"""

from typing import NamedTuple

from stakegraph.model.relations import RELATIONS


class Pattern(NamedTuple):
    """A way in which a sentence says something.

    `is_passive` needs a form of "be" before its verb, where it has one; otherwise none may be
    there. A role has the `title`, where no word of the sentence is one ("" where it has none). What
    is said aside, whatever becomes of the sentence around it, `keeps` one of its groups in that.
    What `is_standing` is done already while somebody "is doing" it.
    """

    says: str
    text: str
    is_passive: bool = False
    title: str | None = None
    keeps: str = ""
    is_standing: bool = False

    @property
    def is_aside(self) -> bool:
        """Return whether it is said in passing."""
        return bool(self.keeps)

    @property
    def is_act(self) -> bool:
        """Return whether it says that something was done, and not how it is."""
        row = RELATIONS.get(self.says)
        return row.act if row else self.says not in ("has", "had", "leads")

    @property
    def is_done_once(self) -> bool:
        """Return whether it is not so yet while it is being done."""
        return self.is_act and not self.is_standing

    @property
    def is_of_contract(self) -> bool:
        """Return whether it is a contract that two have, who may work together without it."""
        return "contract" in self.text and not self.is_act

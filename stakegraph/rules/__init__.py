"""What holds of a set of facts: merging, checks, conflicts, inferences.

`RULES` is the table of all rules, each a row that says what it looks at and what it finds; whoever
keeps the facts applies them. A rule that is added here holds for facts of any number.
"""

from stakegraph.rules.checks import CHECKS
from stakegraph.rules.conflicts import CONFLICTS
from stakegraph.rules.inference import INFERENCES
from stakegraph.rules.rule import Rule

RULES: tuple[Rule, ...] = (*CHECKS, *CONFLICTS, *INFERENCES)

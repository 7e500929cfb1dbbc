"""What is asked of the user on a terminal, where the input does not say it."""

import sys

from stakegraph.errors import Unsure


def typed_answer(unsure: Unsure) -> str:
    """Ask what the input does not say; raises Unsure again for no answer, or for a wrong one."""
    from stakegraph.text.escaping import visible

    for line in str(unsure).split("\n"):
        print(visible(line), file=sys.stderr)
    for number, choice in enumerate(unsure.choices, 1):
        print(visible(f"  {number}  {choice}"), file=sys.stderr)
    asked = "number" if unsure.choices else f"--{unsure.option.replace('_', '-')}"
    print(
        f"{asked}: ", end="", file=sys.stderr, flush=True
    )  # what is asked is no part of the answer
    typed = sys.stdin.readline().strip()
    if typed.isdecimal() and 0 < int(typed) <= len(unsure.choices):
        typed = unsure.choices[int(typed) - 1]
    if not typed or (unsure.choices and typed not in unsure.choices):
        raise unsure
    return unsure.answer.replace("{}", typed)

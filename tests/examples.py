"""How many examples Hypothesis draws."""

from __future__ import annotations

from typing import Any

from hypothesis import settings


def examples(times: int, **others: Any) -> settings:
    """Return settings by which a test has so many times the examples of others."""
    return settings(max_examples=times * settings().max_examples, **others)

"""What holds for every format that is imported."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import loaded

from stakegraph.errors import FactsError, Unsure
from stakegraph.text import formats

# An organogram is refused by the problems of its reading, at which its own tests look.
NAMES = [name for name in formats.names("importers") if name != "organogram"]


@pytest.mark.parametrize("name", NAMES)
@given(data=st.binary(max_size=200))
def test_no_bytes_make_it_crash(name: str, data: bytes) -> None:
    """Any bytes are refused, or make facts that are read back as they were written."""
    with suppress(FactsError, Unsure):
        loaded(formats.load("importers", name).read(data, f"x.{name}"))

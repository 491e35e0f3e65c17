"""Packed texts are what was written."""

from __future__ import annotations

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from iaclint.report.sarif.packed_text import pack

PIECES = st.lists(st.text(st.characters(exclude_categories=())))


@given(PIECES)
def test_a_packed_text_is_what_was_written(pieces: list[str]) -> None:
    out = StringIO(newline="")
    pack(lambda text: text.writelines(pieces)).copy_to(out)
    assert out.getvalue() == "".join(pieces)

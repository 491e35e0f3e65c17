"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('basename("/a/b/")', '"b"'),
    ('dirname("/a/b/")', '"/a/b"'),
    ('dirname("a/b/c/..")', '"a/b/c"'),
    ('abspath("/a/../b")', '"/b"'),
    ('basename(".")', '"."'),
    ('dirname(".")', '"."'),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

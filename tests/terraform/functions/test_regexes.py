"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('regexall("[a-z]", "aébc")', '["a","b","c"]'),
    ('regexall("(a)(b)?", "abaa")', '[["a","b"],["a",null],["a",null]]'),
    (
        'regex("^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?", "https://terraform.io/docs/")',
        '{"authority":"terraform.io","scheme":"https"}',
    ),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    (r'format("%s", "é\u0301")', '"é́"'),
    (r'format("%-6q|", "a\"b")', r'"\"a\\\"b\"|"'),
    ('format("%05s|%-05s|", "ab", "ab")', '"000ab|ab000|"'),
    ('format("%5d|%-5d|%+d", 42, 42, 42)', '"   42|42   |+42"'),
    ('format("%t", "true")', '"true"'),
    ('format("%e", 123456789)', '"1.234568e+08"'),
    ('format("%.10g", 1/3)', '"0.3333333333"'),
    ('format("%g", 1e15)', '"1e+15"'),
    ('format("%G", 1e-10)', '"1E-10"'),
    ('format("%f", 1e22)', '"10000000000000000000000.000000"'),
    ('format("%.0f", 0.5)', '"0"'),
    ('format("%.0f", 1.5)', '"2"'),
    ('format("%x", 3735928559)', '"deadbeef"'),
    ('format("%#x %#b %#o", 10, 10, 10)', '"0xa 0b1010 012"'),
    ('format("%s %s", ["a"]...)', REFUSED),
    ('format("%[2]d %[1]d", 1, 2)', '"2 1"'),
    ('formatlist("%s-%d", ["a","b"], [1,2])', '["a-1","b-2"]'),
    ('formatlist("x", [])', "[]"),
    ('formatlist("x")', '["x"]'),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

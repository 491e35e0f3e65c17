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
    ('format("%d", "0x10")', REFUSED),
    ('format("%d", true)', REFUSED),
    ('format("%s", true)', '"true"'),
    ('format("%s", toset(["a"]))', REFUSED),
    ('format("%v", toset(["b","a"]))', r'"[\"a\",\"b\"]"'),
    ('format("%v", {a=1})', r'"{\"a\":1}"'),
    ('format("%v", 1.5)', '"1.5"'),
    ('format("%q", 5)', r'"\"5\""'),
    (r'format("%q", "é<>\u2028")', r'"\"é\\u003c\\u003e\\u2028\""'),
    ('format("%5v|", [1])', '"  [1]|"'),
    ('format("%.2s|%.10s", "日本語", "ab")', '"日本|ab"'),
    ('format("%-10.3f|", 3.14159)', '"3.142     |"'),
    ('format("%+.1e", -12345)', '"-1.2e+04"'),
    ('format("%% %%")', '"% %"'),
    ('format("%z", 1)', REFUSED),
    ('format("a%", 1)', REFUSED),
    ('format("%s %[1]s %s", "a", "b")', '"a a b"'),
    ('format("%b", 1.0)', '"1"'),
    ('format("%08.2f", 3.14159)', '"00003.14"'),
    ('format("%+d", -5)', '"-5"'),
    ('format("% d", 5)', '" 5"'),
    ('format("%X", -255)', '"-FF"'),
    ('format("%g %g %g", 1e6, 1e5, 123456.789)', '"1e+06 100000 123456.789"'),
    ('format("%v %v", 1e6, 123456789012)', '"1e+06 1.23456789012e+11"'),
    ('format("%f", "1.25")', '"1.250000"'),
    ('formatlist("%s", toset(["b","a"]))', '["a","b"]'),
    ('formatlist("%s", "a")', '["a"]'),
    ('formatlist("%s:%s", {a=1}, ["x"])', REFUSED),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

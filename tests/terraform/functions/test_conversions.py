"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('toset([{a=1,b="x"},{a=1,b="x"}])', '[{"a":1,"b":"x"}]'),
    ("toset([[1,2],[1]])", "[[1,2],[1]]"),
    ('toset(["10","9","1"])', '["1","10","9"]'),
    ("toset([1.5,1,-3])", "[-3,1,1.5]"),
    ("tolist(toset([true,false]))", "[false,true]"),
    ("toset([null,1,null])", "[1,null]"),
    ('tomap({a=1,b="x"})', '{"a":"1","b":"x"}'),
    ('tomap({a=[1],b=["x","y"]})', '{"a":["1"],"b":["x","y"]}'),
    ('tomap({a=["a"], b=toset(null)})', '{"a":["a"],"b":null}'),
    ('tomap({a=toset(["a"]), b=tolist(null)})', '{"a":["a"],"b":null}'),
    ('tomap({a=["a"], b=tolist(null), c=toset(null)})', '{"a":["a"],"b":null,"c":null}'),
    ('tolist([["a"], toset([])])', '[["a"],[]]'),
    ('tolist([["a"], toset(null)])', '[["a"],null]'),
    ('toset([["a"], toset(null)])', REFUSED),
    ('tomap({a=["a"], b=tomap(null)})', REFUSED),
    ('tomap({a=["a"], b=toset([1])})', REFUSED),
    ("tomap([1])", REFUSED),
    ('tolist([[1],["a","b"]])', '[["1"],["a","b"]]'),
    ("tolist([{a=1},{b=2}])", '[{"a":1},{"b":2}]'),
    ('tolist([tomap({a=1}),{b="x"}])', '[{"a":"1"},{"b":"x"}]'),
    ("tolist([[], [1]])", "[[],[1]]"),
    ("tolist([1,true])", REFUSED),
    ("tolist([1,[1]])", REFUSED),
    ('tonumber("0x1F")', REFUSED),
    ('tonumber("1e-3")', "0.001"),
    ('tonumber("  5")', REFUSED),
    ('tonumber("1.")', "1"),
    ('tobool("True")', REFUSED),
    ("tostring(1e-10)", '"0.0000000001"'),
    ("tostring(123456789.123456789)", '"123456789.123456789"'),
    ("issensitive(sensitive(1))", "true"),
    ("tolist([tostring(null), 1])", '[null,"1"]'),
    ("tomap({a=tonumber(null)})", '{"a":null}'),
    ("toset([tostring(null)])", "[null]"),
    ("toset([1,2]) == toset([2,1])", "true"),
    ("toset([1]) == [1]", "false"),
    ('tolist([true, "a"]) == ["true","a"]', "false"),
    ('tolist(["a"]) == tolist(["a"])', "true"),
    ("tomap({a=1}) == {a=1}", "false"),
    ("nonsensitive(1)", "1"),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

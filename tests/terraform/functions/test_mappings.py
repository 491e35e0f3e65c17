"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ("merge({a=1}, null, {b=2})", '{"a":1,"b":2}'),
    ('merge(tomap({a="x"}), {b="y"})', '{"a":"x","b":"y"}'),
    ('merge(tomap({a="x"}), tomap({b=1}))', '{"a":"x","b":1}'),
    ("merge()", "{}"),
    ("merge([])", REFUSED),
    ("keys({b=1,a=2})", '["a","b"]'),
    ("values({b=1,a=2})", "[2,1]"),
    ('lookup({a=1}, "b", "x")', '"x"'),
    ('lookup({a=1}, "b")', REFUSED),
    ('lookup(tomap({a=1}), "b", "5")', "5"),
    ('lookup(tomap({a=1}), "b", "x")', REFUSED),
    ('zipmap(["a","b"], [1,"x"])', '{"a":1,"b":"x"}'),
    ('zipmap(["a"], [])', REFUSED),
    ('zipmap([1,2], ["a","b"])', '{"1":"a","2":"b"}'),
    ('transpose({a=["x","y"],b=["y"]})', '{"x":["a"],"y":["a","b"]}'),
    ("merge({a=tostring(null)}, {a=null})", '{"a":null}'),
    ("keys(null)", REFUSED),
    ("values(tomap({b=1,a=2}))", "[2,1]"),
    ("zipmap([], [])", "{}"),
    ('lookup(tomap({a=1}),"a",{})', REFUSED),
    ("transpose({})", "{}"),
    ("transpose({a=[]})", "{}"),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

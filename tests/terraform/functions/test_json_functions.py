"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    (
        r'jsondecode("{\"a\":1e400}")',
        '{"a":10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}',
    ),
    ('jsondecode("[1,]")', REFUSED),
    (r'jsondecode("\"\\ud83d\\ude00\"")', '"😀"'),
    (r'jsondecode("\"\\ud83d\"")', '"�"'),
    ('jsondecode("[1] x")', REFUSED),
    ('jsondecode("tru")', REFUSED),
    ('jsondecode("01")', REFUSED),
    (r'jsondecode("{\"a\":1,\"a\":2}")', '{"a":2}'),
    (r'jsondecode("{\"a\":1,\"a\":\"x\"}")', '{"a":"x"}'),
    (r'jsondecode("\"a\nb\"")', REFUSED),
    (r'jsondecode("\ufeff1")', REFUSED),
    ("jsonencode({a=tostring(null)})", r'"{\"a\":null}"'),
    ('jsondecode("1.50")', "1.5"),
    ('jsondecode("-1e-2")', "-0.01"),
    (r'jsondecode("  \"x\"  ")', '"x"'),
    ('jsondecode("")', REFUSED),
    (r'jsondecode("{\"a\":{\"b\":[]}}")', '{"a":{"b":[]}}'),
    (r'jsondecode("[1,\"a\",null,{}]")', '[1,"a",null,{}]'),
    ('jsonencode(toset(["b","a"]))', r'"[\"a\",\"b\"]"'),
    ("jsonencode({a=[1,{b=null}]})", r'"{\"a\":[1,{\"b\":null}]}"'),
    ('jsondecode("[1,2]]")', "[1,2]"),
    ('jsondecode("{} } [")', "{}"),
    ('jsondecode("{} {}")', REFUSED),
    ('jsondecode("1,")', REFUSED),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    (r"""yamldecode("a: [1, 2.5, ~]\nb: {c: 'x'}")""", '{"a":[1,2.5,null],"b":{"c":"x"}}'),
    (
        r"""yamldecode("- 0o10\n- 0b11\n- 0x_1F\n- 1e3\n- 1.\n- '5'")""",
        '[8,"0b11","0x_1F",1000,1,"5"]',
    ),
    (r'yamldecode("a: !!float \"1\"")', '{"a":"1"}'),
    (r'yamldecode("a: &x 1\nb: *x")', '{"a":1,"b":1}'),
    (
        r'yamldecode("base: &b {x: 1}\nd:\n  <<: *b\n  y: 2")',
        '{"base":{"x":1},"d":{"true":2,"x":1}}',
    ),
    (
        r'yamldecode("- 2020-01-01T00:00:00Z\n- 2020-1-1")',
        '["2020-01-01T00:00:00Z","2020-01-01T00:00:00Z"]',
    ),
    ('yamldecode("a: 12:30:45")', '{"a":"12:30:45"}'),
    (r'yamldecode("a: |-\n  x\n  y\nb: >-\n  p\n  q\n\n  r")', r'{"a":"x\ny","b":"p q\nr"}'),
    (r'yamldecode("\"a\\tb\"")', r'"a\tb"'),
    ('yamldecode("a: @x")', REFUSED),
    ('yamldecode("{a, b: 1}")', '{"a":null,"b":1}'),
    (r'yamldecode("? a\n: b")', '{"a":"b"}'),
    (r'yamldecode("a: 1 # c\n# d\nb: 2")', '{"a":1,"b":2}'),
    ('yamldecode("a: -.inf") ', REFUSED),
    (r"""yamldecode("a: ''")""", '{"a":""}'),
    ('yamldecode("x")', '"x"'),
    (r'yamldecode("a:\n  - b\n  -\n    c: 1")', '{"a":["b",{"c":1}]}'),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

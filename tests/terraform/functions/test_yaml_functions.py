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
    (r'yamldecode("a: 1\n b: 2")', REFUSED),
    (r'yamldecode("\ta: 1")', REFUSED),
    (r'yamldecode("- a\n- - b\n  - c")', '["a",["b","c"]]'),
    (r'yamldecode("a: >\n  x\n\n  y\n")', r'{"a":"x\ny\n"}'),
    (r"""yamldecode("a: 'x\n\n  y'")""", r'{"a":"x\ny"}'),
    ('yamldecode("!!set {a, b}")', REFUSED),
    ('yamldecode("a: 0.0")', '{"a":0}'),
    ('yamldecode("a: 1_000.5")', '{"a":"1_000.5"}'),
    ('yamldecode("a: 0777")', '{"a":777}'),
    ('yamldecode("a: +1.5e3")', '{"a":1500}'),
    ('yamldecode("y: n")', '{"true":false}'),
    (r'yamldecode("a: \"yes\"")', '{"a":"yes"}'),
    ('yamldecode("[a, [b], {c: d}]")', '["a",["b"],{"c":"d"}]'),
    (r'yamldecode("--- \na: 1\n")', '{"a":1}'),
    (r'yamldecode("a: |+\n  x\n\n")', r'{"a":"x\n\n"}'),
    (r'yamldecode("{\"a\": 1}")', '{"a":1}'),
    (
        'yamlencode({a="x: y", b="#", c=["- a"], d=""})',
        r'"\"a\": \"x: y\"\n\"b\": \"#\"\n\"c\":\n- \"- a\"\n\"d\": \"\"\n"',
    ),
    ("yamlencode([[],{}])", r'"- []\n- {}\n"'),
    (
        "yamlencode({a=1.5, b=1e21, c=false})",
        r'"\"a\": 1.5\n\"b\": 1000000000000000000000\n\"c\": false\n"',
    ),
    (r'yamlencode("a\n  b\n")', r'"|\n  a\n    b\n"'),
    (r'yamlencode("a\r\nb")', r'"\"a\\r\\nb\"\n"'),
    (r'yamlencode("\n")', r'"|2+\n\n"'),
    (r'yamlencode({a="\n\nx"})', r'"\"a\": |2-\n\n\n  x\n"'),
    (r'yamldecode("%YAML 1.1\n---\na: 1")', '{"a":1}'),
    (r'yamldecode("%YAML 1.2\n---\na: 1")', REFUSED),
    (r'yamldecode("a: \"\\/\"")', REFUSED),
    (r'yamldecode("é: [\"ü\\\\/\"]")', r'{"é":["ü\\/"]}'),
    (r'yamldecode("{\"a\\/\": 1}")', REFUSED),
    ("""yamldecode("{'<<': {a: 1}, b: 2}")""", '{"a":1,"b":2}'),
    ("""yamldecode("{'<<': 1}")""", REFUSED),
    ('yamldecode("0xFFFFFFFFFFFFFFFF")', "18446744073709551615"),
    ('yamldecode("0x10000000000000000")', REFUSED),
    ('yamldecode("0o7777777777777777777777")', REFUSED),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

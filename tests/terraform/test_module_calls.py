"""Which modules call which, from bytes."""

from __future__ import annotations

import pytest

from iaclint.terraform.module_calls import local_calls, other_calls


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("r/a.tf", 'source = "../m"'),
        ("r/a.tf", 'source="..\\u002fm"'),
        ("r/a.tf", 'source = "../\\U0000006d"'),
        ("r/a.tf", 'source /* a */ = /* source = "./n" */ "../m"'),
        ("r/a.tf", 'module "a" {\n  source = ("../m")\n}\n'),
        ("r/a.tf", 'module "a" {\n  source = "../${"m"}"\n}\n'),
        ("r/a.tf", 'module "a" {\n  source = /* a */ true ? "../m" : "."\n}\n'),
        ("r/a.tf", 'module "a" {\n  source = [for x in ["../m"] : x][0]\n}\n'),
        ("r/a.tf.json", '{"source": "../m"}'),
        ("r/a.tf.json", r'{"source":"..\/m"}'),
        ("r/a.tf.json", r'{"sourc\u0065" : "../\u006d"}'),
        ("r/a.tf.json", r'{"a": ["x\"", ":", "source"], "source": "../m"}'),
    ],
)
def test_a_source_counts_however_it_is_written(path: str, text: str) -> None:
    assert ("r", "m") in local_calls([(path, text.encode())])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.tf", 'resource = "./m"'),
        ("a.tf.json", '{"a": "source", "b": "./m"}'),
        ("a.tf.json", '{"source": "./\\x"}'),
        ("a.tf", 'source = "m"'),
    ],
)
def test_other_strings_call_no_local_module(path: str, text: str) -> None:
    assert not list(local_calls([(path, text.encode())]))


def test_a_source_from_elsewhere_has_its_escapes_resolved() -> None:
    text = rb'source = "a\u002fb/aws"'
    assert list(other_calls([("a.tf", text), ("b.tf.json", rb'{"source": "a\/b"}')])) == [
        (".", "a/b/aws"),
        (".", "a/b"),
    ]

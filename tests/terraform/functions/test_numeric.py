"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('max(1,"5",2)', "5"),
    ("max([1,2]...)", "2"),
    ("min()", REFUSED),
    ("abs(-1.5)", "1.5"),
    ("ceil(-1.5)", "-1"),
    ("floor(-1.5)", "-2"),
    ("ceil(1e30)", "1000000000000000000000000000000"),
    ("log(8,2)", "3"),
    ("log(0,10)", REFUSED),
    ("log(-1,10)", REFUSED),
    ("log(10,1)", REFUSED),
    ("pow(2,0.5)", "1.4142135623730951"),
    ("pow(-8,1/3)", REFUSED),
    ("pow(0,-1)", REFUSED),
    ("pow(2,10)", "1024"),
    ("signum(-0.0)", "0"),
    ("signum(-2)", "-1"),
    ("signum(0.5)", REFUSED),
    ('parseint("-ff",16)', "-255"),
    ('parseint("FF",16)', "255"),
    ('parseint("zz",36)', "1295"),
    ('parseint("8",8)', REFUSED),
    ('parseint("",10)', REFUSED),
    ('parseint("1_0",10)', REFUSED),
    ('parseint("+5",10)', "5"),
    ("parseint(5,10)", REFUSED),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

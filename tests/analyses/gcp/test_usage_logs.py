"""Buckets that deliver their usage logs to themselves."""

from __future__ import annotations

import pytest

from iaclint.analyses import find_analysis
from iaclint.symbolic.values import ABSENT, Unknown, Value
from tests.analyses.facts import Facts

X = Unknown("var.x")
Y = Unknown("var.y")


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("a", "a", True),
        ("a", "b", False),
        (X, X, True),
        (X, Y, X),
        ("a", X, X),
        ("a", None, False),
        ("a", ABSENT, False),
    ],
)
def test_a_bucket_that_logs_to_itself(name: Value, target: Value, expected: Value) -> None:
    fields = {"name": name, "logging.target": target}
    assert find_analysis("gcs_logs_to_itself")(Facts(fields)).value == expected

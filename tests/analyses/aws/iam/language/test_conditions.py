from __future__ import annotations

import pytest

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.conditions import Candidate, ConditionTest, holds
from iaclint.analyses.aws.iam.language.operators import read_operator
from iaclint.analyses.aws.iam.language.patterns import UNNAMED
from iaclint.analyses.aws.iam.requests.condition_values import ValueSet
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value

YES, NO, MAYBE = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
X = Unknown("var.x")


def result(operator: str, values: Value, candidate: Candidate) -> Truth:
    found = tuple(values) if isinstance(values, list) else (values,)
    test = ConditionTest(read_operator(operator), "aws:sourcevpce", found, ())
    one = holds(test, candidate, True)
    certain, possible = ValueSet([candidate], True, Budget(1000)).passing(test)
    assert (certain, possible) == (int(one is YES), int(one is not NO))
    return one


@pytest.mark.parametrize(
    ("operator", "absent"),
    [
        ("StringEquals", NO),
        ("StringNotEquals", YES),
        ("ArnLike", NO),
        ("ArnNotLike", YES),
        ("IpAddress", NO),
        ("NotIpAddress", YES),
        ("Bool", NO),
        ("NumericLessThan", NO),
        ("StringEqualsIfExists", YES),
        ("StringNotEqualsIfExists", YES),
        ("ForAllValues:StringEquals", YES),
        ("ForAllValues:StringNotEquals", YES),
        ("ForAnyValue:StringEquals", NO),
        ("ForAnyValue:StringNotEquals", NO),
    ],
)
def test_a_missing_key(operator: str, absent: Truth) -> None:
    assert result(operator, "1", ABSENT) is absent


@pytest.mark.parametrize(
    ("operator", "values", "candidate", "expected"),
    [
        ("StringEquals", "a*", "abc", NO),
        ("StringEquals", ["x", "abc"], "abc", YES),
        ("StringEquals", "ABC", "abc", NO),
        ("StringEqualsIgnoreCase", "ABC", "abc", YES),
        ("StringNotEquals", ["x", "abc"], "abc", NO),
        ("StringLike", "a*c", "abc", YES),
        ("StringLike", "a?c", "abbc", NO),
        ("StringLike", "${*}c", "*c", YES),
        ("ArnEquals", "arn:aws:iam::*:role/*", "arn:aws:iam::1:role/x", YES),
        ("ArnLike", "arn:aws:iam::*:role/x", "arn:aws:iam::1:2:role/x", NO),
        ("Bool", True, "true", YES),
        ("Bool", "False", "true", NO),
        ("NumericLessThan", 10, "9.5", YES),
        ("NumericGreaterThanEquals", "10", "9.5", NO),
        ("DateLessThan", "2030-01-01T00:00:00Z", "0", YES),
        ("IpAddress", "203.0.113.0/24", "203.0.113.7", YES),
        ("NotIpAddress", "203.0.113.0/24", "203.0.113.7", NO),
        ("Null", "true", ABSENT, YES),
        ("Null", False, ABSENT, NO),
        ("Null", "false", "x", YES),
        ("StringEquals", X, UNNAMED, NO),
        ("StringNotEquals", X, UNNAMED, YES),
        ("ArnEquals", X, UNNAMED, MAYBE),
        ("ArnEquals", PartialString(("arn:aws:iam::", X, ":root")), UNNAMED, MAYBE),
        ("ArnNotEquals", X, UNNAMED, MAYBE),
        ("StringEquals", X, "abc", MAYBE),
        ("StringEquals", X, X, YES),
        ("StringLike", X, UNNAMED, MAYBE),
        ("ArnLike", X, UNNAMED, MAYBE),
        ("Bool", X, "true", MAYBE),
        ("NumericLessThan", X, "-inf", YES),
        ("Null", X, ABSENT, MAYBE),
        ("StringLikes", "x", "x", MAYBE),
        ("NullIfExists", "true", ABSENT, MAYBE),
    ],
)
def test_operators(operator: str, values: Value, candidate: Candidate, expected: Truth) -> None:
    assert result(operator, values, candidate) is expected


@pytest.mark.parametrize("name", ["stringequals", "STRINGEQUALSIFEXISTS", "forallvalues:arnlike"])
def test_operators_ignore_case(name: str) -> None:
    assert read_operator(name)

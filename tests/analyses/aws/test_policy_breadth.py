"""What a policy allows beyond what it names, and what blocks the answer."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.analyses.aws.policy_breadth import analyse
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value
from tests.analyses import attributes
from tests.analyses.attributes import attribute
from tests.analyses.facts import Facts

ROLE = attribute("aws_iam_role.app.arn", attributes.SOME_ARN)
X = Unknown("var.x")


def policy(**elements: Value) -> dict[str, Any]:
    base: dict[str, Value] = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
        "Action": "s3:GetObject",
        "Resource": "*",
    }
    return {"Statement": [base | elements]}


def breadth(value: Value) -> dict[str, Value]:
    result = analyse(Facts({"policy": value})).value
    assert isinstance(result, dict)
    return result


@pytest.mark.parametrize(
    ("elements", "trait", "expected"),
    [
        ({}, "all_actions", False),
        ({"Action": "s3:*"}, "all_actions", True),
        ({"Action": ["s3:GetObject", "*"]}, "all_actions", True),
        ({"Action": PartialString(("s3:Get", X))}, "all_actions", False),
        ({"Action": PartialString(("s3:", X))}, "all_actions", X.symbol),
        ({"NotAction": "s3:*"}, "all_actions", False),
        ({"Effect": "Deny", "Action": "s3:*"}, "all_actions", False),
        ({"Effect": X, "Action": "s3:*"}, "all_actions", X.symbol),
        ({"Effect": X}, "all_actions", False),
        ({"Principal": "*"}, "any_principal", True),
        ({"Principal": {"AWS": ["*"]}}, "any_principal", True),
        ({"Principal": {"AWS": ROLE}}, "any_principal", False),
        (
            {"Principal": {"AWS": PartialString(("arn:aws:iam::", X, ":root"))}},
            "any_principal",
            False,
        ),
        ({"Principal": {"AWS": [ROLE, X]}}, "any_principal", X.symbol),
        ({"Principal": {"Service": X}}, "any_principal", False),
    ],
)
def test_a_statement(elements: dict[str, Value], trait: str, expected: bool | str) -> None:
    found = breadth(policy(**elements))[trait]
    assert (found.symbol if isinstance(found, Unknown) else found) == expected


@pytest.mark.parametrize("value", [ABSENT, None, ""])
def test_no_policy_allows_nothing(value: Value) -> None:
    assert set(breadth(value).values()) == {False}


def test_what_only_one_case_has_is_unknown() -> None:
    found = breadth(Choice(X, (policy(Action="s3:*"), policy())))
    assert isinstance(found["all_actions"], Unknown)
    assert found["all_actions"].symbol == X.symbol
    assert found["not_action"] is False


def test_an_unknown_policy_decides_nothing() -> None:
    assert {v.symbol for v in breadth(X).values() if isinstance(v, Unknown)} == {X.symbol}

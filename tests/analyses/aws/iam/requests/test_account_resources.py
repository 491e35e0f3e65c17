"""Statements about one of several resources that a policy names."""

from __future__ import annotations

import pytest

from iaclint.analyses.aws.resource_policy import analyse
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.values import Unknown, Value, concatenate
from tests.analyses import attributes
from tests.analyses.attributes import attribute
from tests.analyses.facts import Facts
from tests.analyses.generators import policy

ARN = "arn:aws:ecr:eu-west-1:111122223333:repository/"
OF_RESOURCE = Nature(Form.ARN, is_assigned=True, is_of_resource=True)
CLINIC = attribute("clinic.arn", OF_RESOURCE)
OTHER = attribute("other.arn", OF_RESOURCE)
OUTPUT = attribute("module.clinic.arn", attributes.SOME_ARN)
NAME = attribute("var.name")
OTHER_NAME = attribute("var.other")


def public(allowed: Value, denied: Value) -> bool | None:
    """Return whether everyone is allowed one and denied the other; None if it is unknown."""
    statement = {"Principal": "*", "Action": "ecr:*"}
    facts = Facts(
        policy=policy(
            [
                {**statement, "Effect": "Allow", "Resource": allowed},
                {**statement, "Effect": "Deny", "Resource": denied},
            ]
        )
    )
    facts.prefix = "ecr_registry"
    value = analyse(facts).value
    assert isinstance(value, dict)
    found = value["public"]
    assert isinstance(found, (bool, Unknown))
    return None if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("allowed", "denied", "expected"),
    [
        ("*", "*", False),
        ("*", ARN + "*", True),
        (ARN + "*", ARN + "*", False),
        (ARN + "*", ARN + "clinic", True),
        (ARN + "clinic", ARN + "*", False),
        (ARN + "clinic", ARN + "clinic", False),
        (ARN + "clinic", ARN + "clinic/*", True),
        (CLINIC, CLINIC, False),
        (CLINIC, OTHER, True),
        (CLINIC, "*", False),
        (CLINIC, ARN + "clinic", None),
        (ARN + "clinic", CLINIC, None),
        (ARN + "*", CLINIC, True),
        (CLINIC, OUTPUT, None),
        (CLINIC, NAME, None),
        (NAME, CLINIC, None),
        (NAME, "*", False),
        (concatenate([ARN, NAME]), concatenate([ARN, NAME]), False),
        (concatenate([ARN, NAME]), concatenate([ARN, OTHER_NAME]), None),
        (concatenate([ARN, NAME]), ARN + "*", False),
        (concatenate([ARN, NAME]), ARN + "clinic", None),
    ],
)
def test_denies_count_for_what_they_name(
    allowed: Value, denied: Value, expected: bool | None
) -> None:
    assert public(allowed, denied) is expected

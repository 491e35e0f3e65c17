from __future__ import annotations

from iaclint.symbolic.equality import is_same
from iaclint.symbolic.natures import Form
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Identity, Unknown
from iaclint.terraform.eval.unknown_elements import any_element

ROLES = Unknown("data.aws_iam_roles.a.arns", Identity("a", "arns", "data.aws_iam_roles"))


def test_an_element_is_like_every_element() -> None:
    assert any_element(ROLES, None).nature.form is Form.ARN


def test_two_elements_are_not_certainly_the_same() -> None:
    assert is_same(any_element(ROLES, None), any_element(ROLES, None)) is Truth.UNKNOWN

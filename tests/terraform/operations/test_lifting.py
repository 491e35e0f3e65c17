from __future__ import annotations

import pytest

from iaclint.files.source import SourceFile, Span
from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.values import Choice, Unknown
from iaclint.terraform.errors import EvaluationError, UndeclaredError
from iaclint.terraform.operations.lifting import lift
from iaclint.terraform.operations.operators import OperatorError
from iaclint.terraform.types.model import Sensitive, TerraformValue

X, Y = Unknown("x"), Unknown("y")
SPAN = Span(SourceFile("f", b""), 0, 0)


def total(*values: TerraformValue) -> TerraformValue:
    return sum(value for value in values if isinstance(value, int))


def options(value: TerraformValue) -> TerraformValue:
    return tuple(map(options, value.options)) if isinstance(value, Choice) else value


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], 3),
        ([Choice(X, (1, 2)), 10], (11, 12)),
        ([Choice(X, (1, 2)), Choice(Y, (10, 20))], ((11, 21), (12, 22))),
        ([Choice(X, (1, Choice(Y, (2, 3))))], (1, (2, 3))),
    ],
)
def test_every_branch_is_evaluated(values: list[TerraformValue], expected: TerraformValue) -> None:
    assert options(lift(total, values)) == expected


def test_sensitive_marks_are_kept() -> None:
    result = lift(total, [Sensitive(1), 2])
    assert isinstance(result, Sensitive)
    assert result.value == 3
    assert isinstance(lift(len, [(Sensitive(1),)], deep=True), Sensitive)
    assert lift(len, [(Sensitive(1),)]) == 1


def test_too_many_branches_are_unknown() -> None:
    many = [Choice(Unknown(f"x{n}"), (1, 2)) for n in range(5)]
    assert 2 ** len(many) > MAX_CHOICES
    assert lift(total, many) == Unknown("x0")


@pytest.mark.parametrize("error", [OperatorError("no"), EvaluationError("no", SPAN)])
def test_an_invalid_branch_is_unknown(error: Exception) -> None:
    def refuse_two(value: TerraformValue) -> TerraformValue:
        if value == 2:
            raise error
        return value

    assert options(lift(refuse_two, [Choice(X, (1, 2))])) == (1, X)
    with pytest.raises(type(error)):
        lift(refuse_two, [Choice(X, (2, 2))])


def test_an_undeclared_name_is_an_error_on_any_branch() -> None:
    def refuse(value: TerraformValue) -> TerraformValue:
        if value == 2:
            raise UndeclaredError("no", SPAN)
        return value

    with pytest.raises(UndeclaredError):
        lift(refuse, [Choice(X, (1, 2))])

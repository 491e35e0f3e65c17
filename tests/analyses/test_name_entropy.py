"""Which names have a part that strangers cannot guess."""

from __future__ import annotations

import pytest

from iaclint.analyses.name_entropy import analyse
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    PartialString,
    Unknown,
    Value,
)

STAGE = Unknown("var.stage")


class Name(dict[str, Value]):
    """A bucket with nothing but a name."""

    def get(self, field: str, default: Value = ABSENT) -> Value:
        return super().get(field, default)


def varies(name: Value) -> Value:
    return analyse(Name(name=name)).value


@pytest.mark.parametrize(
    "symbol",
    [
        "random_id.media.hex",
        "module.media[0].random_pet.this[0].id",
        "data.aws_caller_identity.current.account_id",
        "module.a.data.aws_caller_identity.this[0].account_id",
        "AWS::AccountId",
        "AWS::StackId",
    ],
)
def test_varies(symbol: str) -> None:
    assert varies(Unknown(symbol)) is True
    assert varies(PartialString(("brightsmile-", STAGE, "-", Unknown(symbol)))) is True


@pytest.mark.parametrize(
    "symbol", ["var.random_id", "module.random_id.name", "AWS::StackName", "data.aws_region.a.name"]
)
def test_may_be_anything(symbol: str) -> None:
    assert varies(PartialString(("brightsmile-", Unknown(symbol)))) == Unknown(symbol)


def test_is_fixed() -> None:
    assert varies("brightsmile") is False
    assert varies(ABSENT) is ABSENT


def test_each_branch_for_itself() -> None:
    value = varies(Choice(STAGE, ("brightsmile", Unknown("random_id.media.hex"))))
    assert isinstance(value, Choice)
    assert value.options == (False, True)

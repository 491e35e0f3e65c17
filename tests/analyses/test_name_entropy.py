"""Names with and without a part that others cannot guess."""

from __future__ import annotations

import pytest

from iaclint.analyses.name_entropy import analyse
from iaclint.symbolic.natures import UNSPECIFIED, Nature, Symbol
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value
from tests.analyses.attributes import ACCOUNT, ARN, attribute

STAGE = Unknown("var.stage")
RANDOM = Nature(is_unguessable=True)


class Name(dict[str, Value]):
    """A bucket with nothing but a name."""

    def get(self, field: str, default: Value = ABSENT) -> Value:
        return super().get(field, default)


def varies(name: Value) -> Value:
    return analyse(Name(name=name)).value


@pytest.mark.parametrize(
    "part",
    [
        attribute("random_id.media.hex", RANDOM),
        attribute("AWS::AccountId", ACCOUNT),
        Unknown(Symbol("random_id.media.hex", RANDOM)),
    ],
)
def test_varies(part: Unknown) -> None:
    assert varies(part) is True
    assert varies(PartialString(("brightsmile-", STAGE, "-", part))) is True


@pytest.mark.parametrize("nature", [UNSPECIFIED, ARN])
def test_may_be_anything(nature: Nature) -> None:
    part = attribute("random_id.media.hex", nature)
    assert varies(PartialString(("brightsmile-", part))) == Unknown(part.symbol)


def test_is_fixed() -> None:
    assert varies("brightsmile") is False
    assert varies(ABSENT) is ABSENT


def test_branches_are_checked_separately() -> None:
    value = varies(Choice(STAGE, ("brightsmile", attribute("random_id.media.hex", RANDOM))))
    assert isinstance(value, Choice)
    assert value.options == (False, True)

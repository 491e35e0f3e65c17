"""Companions that name their owner by what their argument does not take: an ARN for a name."""

from __future__ import annotations

import pytest

from iaclint.models.companions.linking import CompanionLinks
from iaclint.models.model import Companion, Mapping
from iaclint.symbolic.choices import choose
from iaclint.symbolic.unsettled import NOT_TAKEN
from iaclint.symbolic.values import Choice, Identity, PartialString, Unknown, Value
from tests.fakes import resource

KEY = "root:bucket.b"
ENV = Unknown("var.env", Identity("root/var.env", ""))


def attribute(name: str) -> Unknown:
    return Unknown(f"bucket.b.{name}", Identity(KEY, name))


ID, ARN, DOMAIN = map(attribute, ("id", "arn", "domain"))
REFUSED = f"block.b.bucket, {NOT_TAKEN}"
ALIAS = Unknown("other.o.id", Identity("root:other.o", "id"))


def mapping(takes: tuple[str, ...]) -> Mapping:
    companions = {
        "block": Companion("block", ("block",), ("bucket",), takes=takes),
        "other": Companion("other", ("other",), ("bucket",), identity=("id",)),
    }
    return Mapping(
        "terraform",
        ("bucket",),
        ("id", "arn", "domain"),
        names=("name",),
        companions=companions,
        fields={},
    )


def link(owner: Value, takes: tuple[str, ...], alias: Value = ID) -> str:
    """Return how a companion with a reference is linked: certain, a symbol, or no."""
    resources = (
        resource("bucket.b", name="media"),
        resource("block.b", bucket=owner),
        resource("other.o", bucket=alias),
    )
    by_type = {(r.language, r.type): [r] for r in resources}
    found = CompanionLinks(mapping(takes), by_type).of(resources[0]).get("block", [])
    for each in found:
        return each.holds.test.symbol if isinstance(each.holds, Choice) else "certain"
    return "no"


@pytest.mark.parametrize(
    ("owner", "takes", "expected"),
    [
        (ID, ("id",), "certain"),
        (ARN, ("id",), REFUSED),
        (ARN, ("arn",), "certain"),
        (ARN, (), "certain"),
        (DOMAIN, ("id", "arn"), REFUSED),
        (ALIAS, ("id",), "certain"),
        ("media", ("id",), "certain"),
        ("media", ("arn",), REFUSED),
        ("arn:aws:s3:::media", ("id",), REFUSED),
        ("arn:aws:s3:::media", ("arn",), "certain"),
        (PartialString(("arn:aws:s3:::", ID)), ("id",), REFUSED),
        (choose(ENV, [ID, ARN], ("a", "b")), ("id",), "var.env"),
        ("other", ("id",), "no"),
    ],
)
def test_only_what_an_argument_takes_is_certain(
    owner: Value, takes: tuple[str, ...], expected: str
) -> None:
    assert link(owner, takes) == expected


def test_an_alias_is_what_its_own_owner_is() -> None:
    assert link(ALIAS, ("id",), ARN) == REFUSED

"""Fields that are first read from the companions that override an attribute."""

from __future__ import annotations

from iaclint.models.model import Companion, Field, FieldSource
from iaclint.models.overrides import overridden
from iaclint.symbolic.values import ABSENT

UPDATE = Companion("update", ("x_update",), ("id",), sets="body")
OTHER = Companion("other", ("x_other",), ("id",))
BODY = FieldSource(None, ("body", "tls"), default=False, values={"on": True}, of=("x",))
OWN = FieldSource(None, ("tls",), default=True)


def test_an_override_comes_first_and_has_no_default() -> None:
    found = overridden(Field("tls", (OWN, BODY)), [UPDATE, OTHER])
    update = FieldSource("update", ("body", "tls"), default=ABSENT, values={"on": True})
    assert found.sources == (update, OWN, BODY)


def test_lists_and_other_attributes_are_not_overridden() -> None:
    for field in (Field("tls", (OWN,)), Field("tls", (BODY,), concatenated=True)):
        assert overridden(field, [UPDATE, OTHER]) == field

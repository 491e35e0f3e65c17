"""Elements of collections that are not known, at an index that is not known either."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import Unknown
from iaclint.terraform.provider.attributes import nature_of
from iaclint.terraform.types.model import DYNAMIC

if TYPE_CHECKING:
    from iaclint.terraform.types.model import Type

_numbers = count()


def any_element(collection: Unknown, type_: Type | None) -> Unknown:
    """Return one element of a collection.

    It is like every element, ``accounts[x].id`` is an id, but certainly the same as no other one:
    each call returns another identity.
    """
    kind = None if type_ == DYNAMIC else type_
    identity = collection.identity
    if identity is None or not identity.kind or identity.derivation is not None:
        return Unknown(collection.symbol, type=kind, derived=collection.nature)
    nature = nature_of(identity.kind, f"{identity.attribute}.0")
    if nature.form is Form.OTHER:
        nature = collection.nature
    one = replace(
        identity,
        owner=f"{identity.owner}[{next(_numbers)}]",
        attribute=f"{identity.attribute}.0",
        nature=nature,
    )
    return Unknown(collection.symbol, one, kind)

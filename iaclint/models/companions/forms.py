"""Which forms of a reference a companion takes: the name of its owner, but not its ARN."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from iaclint.symbolic.natures import Form, form_of
from iaclint.symbolic.values import Choice, PartialString, Unknown, Value

if TYPE_CHECKING:
    from iaclint.models.model import Companion

_ARN = "arn:"


def takes(companion: Companion, reference: Value, owners: Container[str]) -> bool:
    """Return whether deployment certainly takes a reference, if it is one to an owner.

    ``owners`` are the keys of the possible owners. A text is an ARN, or none.
    """
    if not companion.takes:
        return True
    if isinstance(reference, Choice):
        return all(takes(companion, option, owners) for option in reference.options)
    if isinstance(reference, Unknown):
        identity = reference.identity
        return (
            identity is None
            or identity.owner not in owners
            or identity.attribute in companion.takes
        )
    text = reference.prefix if isinstance(reference, PartialString) else reference
    if not isinstance(text, str) or len(text) < len(_ARN):
        return True
    return text.startswith(_ARN) is any(form_of(name) is Form.ARN for name in companion.takes)

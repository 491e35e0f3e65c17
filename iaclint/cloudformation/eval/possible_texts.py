"""Which texts a value may be before it is known, by what its unknown part may be.

A parameter has allowed values and constraints, and a pseudo parameter has its own shape.
"""

from __future__ import annotations

from iaclint.cloudformation.eval.pseudo_parameters import may_be_pseudo_parameter
from iaclint.symbolic.natures import may_be_written
from iaclint.symbolic.values import PartialString, Unknown


def may_be(value: Unknown | PartialString, text: str) -> bool:
    """Return whether a value may be a text; true where that takes more than one unknown part."""
    if isinstance(value, Unknown):
        return _may_be(value, text)
    inner = [part for part in value.parts if isinstance(part, Unknown)]
    start, end = len(value.prefix), len(text) - len(value.suffix)
    is_long_enough = start <= end and text.startswith(value.prefix) and text.endswith(value.suffix)
    return is_long_enough and (len(inner) > 1 or _may_be(inner[0], text[start:end]))


def _may_be(unknown: Unknown, text: str) -> bool:
    if unknown.options is not None and text not in map(str, unknown.options):
        return False
    identity = unknown.identity
    kind = "" if identity is None or identity.attribute else identity.kind
    return may_be_pseudo_parameter(kind, text) and may_be_written(unknown.nature, text)

"""The border: from Terraform's values to plain ones."""

from __future__ import annotations

from fractions import Fraction

from iaclint.symbolic.values import (
    Choice,
    JsonText,
    Unknown,
    Value,
)
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import Null
from iaclint.terraform.types.sensitivity import Sensitive


def plain(value: Value) -> Value:
    """Return a value without types and sensitivity; unknowns keep symbol and identity."""
    if isinstance(value, (str, bool, int)) or value is None:
        return value
    if isinstance(value, Unknown):
        return Unknown(value.symbol, value.identity, not_null=value.not_null)
    if isinstance(value, LazyObject):
        return {name: plain(value.read(name)) for name in value}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, Sensitive):
        return plain(value.value)
    if isinstance(value, Null):
        return None
    if isinstance(value, Choice):
        return Choice(value.test, tuple(map(plain, value.options)), value.labels)
    if isinstance(value, JsonText):
        return JsonText(plain(value.content))
    if isinstance(value, Fraction):
        return float(value)
    return value

"""How azapi merges ``sensitive_body`` into ``body``: objects deeply, other values are replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.values import Choice, Unknown, Value

_LIST: Final = Unknown("a list in both body and sensitive_body")
"""The provider merges the objects in two lists by name, by index or not at all."""

_SPELLED: Final = Unknown("a name in body that sensitive_body has in another case")


def merged(old: Value, new: Value) -> Value:
    """Return a value into which another one is merged; what is unknown may replace all of it."""
    if isinstance(new, Choice):
        return map_choice(new, lambda option: merged(old, option))
    if isinstance(old, Choice):
        return map_choice(old, lambda option: merged(option, new))
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        both = {name: merged(old[name], new[name]) for name in old if name in new}
        lower = {name.lower() for name in new if name not in old}
        doubled = {name: _SPELLED for name in old if name not in new and name.lower() in lower}
        return {**old, **new, **both, **doubled}
    if isinstance(old, Unknown) and isinstance(new, (Mapping, tuple)):
        return Unknown(old.symbol)
    if isinstance(old, tuple) and isinstance(new, tuple) and old and new:
        return _LIST if any(map(_is_object, (*old, *new))) else new
    return new


def _is_object(value: Value) -> bool:
    return isinstance(value, (Mapping, Choice, Unknown))

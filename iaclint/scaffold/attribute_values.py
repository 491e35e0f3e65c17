"""Convert values of fields to values of attributes."""

from __future__ import annotations

from msgspec.structs import replace

from iaclint.models.model import FieldSource
from iaclint.sketch import Given, Perhaps


def as_object(value: object) -> object:
    """Return a mapping instead of a string, for an attribute that has attributes itself."""
    if isinstance(value, Perhaps):
        return replace(value, value=as_object(value.value))
    return {} if isinstance(value, str) else value


def named(value: object, name: str) -> object:
    """Return a value in which the values given at deployment have names."""
    if isinstance(value, (Given, Perhaps)):
        return replace(value, name=name)
    return [named(item, name) for item in value] if isinstance(value, (list, tuple)) else value


def in_language(value: object, source: FieldSource) -> object:
    """Return a value translated to the language."""
    if isinstance(value, Given):
        return replace(value, like=in_language(value.like, source))
    if isinstance(value, Perhaps):
        return replace(value, value=in_language(value.value, source))
    if isinstance(value, (list, tuple)):
        return [in_language(item, source) for item in value]
    for word, meaning in (source.values or {}).items():
        if meaning is not None and type(meaning) is type(value) and meaning == value:
            return {"true": True, "false": False}.get(word, word)
    return value

"""How companions name their owners, and which of them count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeGuard

from iaclint.models.paths import follow, parse_path
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, DEFERRED, Choice, PartialString, Unknown, Value

if TYPE_CHECKING:
    from iaclint.models.model import Companion
    from iaclint.resource import Resource


def naming(companion: Companion, resource: Resource) -> tuple[str, Value]:
    """Return the attribute of a companion that refers to its owner, and its value."""
    return first_set(resource, companion.owner)


def counting(companion: Companion, resource: Resource, named: Value) -> Iterable[Value]:
    """Yield the values that refer to owners, of a list those in elements that count."""
    listed = named if isinstance(named, tuple) else (named,)
    beside = [(attribute_of(resource, path), words) for path, words in companion.where.items()]
    for n, value in enumerate(listed):
        parts = [(each[n], words) for each, words in beside if _fits(each, listed)]
        if not any(_is_none_of(part, words) for part, words in parts):
            yield value


def _fits(each: Value, listed: tuple[Value, ...]) -> TypeGuard[tuple[Value, ...]]:
    return isinstance(each, tuple) and len(each) == len(listed)


def _is_none_of(part: Value, words: Sequence[str]) -> bool:
    return all(is_same(part, word) is Truth.FALSE for word in words)


def first_set(resource: Resource, paths: Sequence[str]) -> tuple[str, Value]:
    """Return the first of some attributes that is set, else the first, with its value."""
    found = [(path, attribute_of(resource, path)) for path in paths]
    return next((n for n in found if n[1] is not ABSENT and n[1] is not None), found[0])


def is_ignored(companion: Companion, resource: Resource) -> bool:
    """Whether a companion certainly has no effect."""
    wanted = ((companion.starts_with, 0, str.startswith), (companion.ends_with, -1, str.endswith))
    for words, part, fits in wanted:
        for path, texts in words.items():
            if _is_otherwise(attribute_of(resource, path), texts, part, fits):
                return True
    return bool(companion.ignore_when) and all(
        _has_no_effect(attribute_of(resource, path), words)
        for path, words in companion.ignore_when.items()
    )


def _has_no_effect(value: Value, words: Sequence[str]) -> bool:
    if isinstance(value, Choice):
        return all(_has_no_effect(option, words) for option in value.options)
    return value is ABSENT or value is None or value in ("", (), *words)


def _is_otherwise(
    value: Value, texts: tuple[str, ...], part: int, fits: Callable[[str, str], bool]
) -> bool:
    """Whether a text, or each of several, certainly has none of some starts or ends.

    Of a partly known text, ``part`` is the part that decides.
    """
    if isinstance(value, Choice):
        return all(_is_otherwise(option, texts, part, fits) for option in value.options)
    if isinstance(value, tuple):
        return all(_is_otherwise(item, texts, part, fits) for item in value)
    if isinstance(value, PartialString):
        known = value.parts[part]
        return isinstance(known, str) and not any(fits(known, t) or fits(t, known) for t in texts)
    return not isinstance(value, DEFERRED) and not any(fits(str(value), text) for text in texts)


def is_set(value: Value) -> bool:
    """Whether a value is certainly neither absent nor null."""
    if isinstance(value, Choice):
        return all(map(is_set, value.options))
    if isinstance(value, Unknown):
        return value.not_null
    return value is not ABSENT and value is not None


def attribute_of(resource: Resource, path: str) -> Value:
    """Return the value at a path in a resource; ``ABSENT`` if it is not written."""
    name, *names = parse_path(path)
    return follow(resource.body.get(name), tuple(names)).value

"""Paths of names through values that can be unknown or one of several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from iaclint.resource import Path
from iaclint.symbolic.choices import choose, map_choice
from iaclint.symbolic.json_text import decode
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value

EVERY = "*"
"""The step of a path that goes into every element of a list."""

_STEP = re.compile(r'\["([^"]+)"\]|([^.\["]+)')


class Found(Struct, frozen=True):
    """What a path leads to, and the way there with the list indices filled in."""

    value: Value
    path: Path
    elements: tuple[Found, ...] | None = None
    """For a path that goes into every element: what was found in each."""


@lru_cache(maxsize=4096)
def parse_path(text: str) -> tuple[str, ...]:
    """Split ``logging[*].target_bucket`` into its names and ``*`` steps.

    A name that has dots is quoted: ``Parameters["rds.force_ssl"]``.
    """
    steps = _STEP.findall(text.replace(f"[{EVERY}]", f".{EVERY}"))
    return tuple(quoted or plain for quoted, plain in steps)


def follow(value: Value, names: tuple[str, ...], path: Path = (), default: Value = ABSENT) -> Found:
    """Follow names into a value.

    A name that is applied to a list goes into its first element, as blocks that occur at most once
    are lists too. A missing part and null are ``ABSENT``. The default applies if only the last name
    is missing. Inside of an unknown everything is unknown, and inside of a choice it is a choice.
    A name that is applied to a JSON text goes into what it holds, and so does ``*``. A name that is
    only there in another case leads to that: no language accepts it as anything else.
    """
    if isinstance(value, Choice):
        return _follow_choice(value, names, path, default)
    if not names:
        return Found(default if value is ABSENT or value is None else value, path)
    if isinstance(value, Unknown):
        return Found(Unknown(value.symbol), (*path, *_plain(names)))
    if names[0] == EVERY:
        return _follow_every(value, names[1:], path, default)
    if isinstance(value, tuple) and value:
        return follow(value[0], names, (*path, 0), default)
    if isinstance(value, (dict, Mapping)):  # a dict is cheaper to tell
        name = _as_written(names[0], value)
        return follow(value.get(name, ABSENT), names[1:], (*path, name), default)
    if isinstance(value, (str, JsonText, PartialString)):
        return follow(_json_object(value), names, path, default)
    return Found(ABSENT, (*path, *_plain(names)))


def _as_written(name: str, names: Mapping[str, Value]) -> str:
    if name in names:
        return name
    lower = name.lower()
    return next((written for written in names if written.lower() == lower), name)


def _json_object(text: Value) -> Value:
    """Return the object that a text holds as JSON; ``ABSENT`` if it holds none.

    A text of which only parts are known can hold one, even if these parts alone are not JSON.
    """
    try:
        content = decode(text)
    except (ValueError, RecursionError):
        return Unknown(symbols(text)[0]) if isinstance(text, PartialString) else ABSENT
    return content if isinstance(content, (Mapping, Unknown)) else ABSENT


def _json_list(text: Value) -> Value:
    """Return the list that a text holds as JSON; the text itself if it holds none."""
    try:
        content = decode(text)
    except (ValueError, RecursionError):
        return text
    return content if isinstance(content, tuple) else text


def _plain(names: tuple[str, ...]) -> Path:
    return tuple(name for name in names if name != EVERY)


def _follow_choice(
    value: Choice[Value], names: tuple[str, ...], path: Path, default: Value
) -> Found:
    branches = [follow(option, names, path, default) for option in value.options]
    result = choose(value.test, [branch.value for branch in branches], value.labels)
    # No branch is taken yet, so the place is that of the first that leads to something.
    reached = [branch for branch in branches if branch.value is not ABSENT] or branches
    return Found(result, reached[0].path, _first_elements(reached))


def _first_elements(branches: Sequence[Found]) -> tuple[Found, ...] | None:
    """Return at each index the element of the first branch that has one there."""
    found: list[Found] = []
    for branch in branches:
        found += (branch.elements or ())[len(found) :]
    return tuple(found) if any(branch.elements is not None for branch in branches) else None


def _elements_in_branches(found: Found) -> Iterable[Found]:
    """Return the elements of a choice between lists, as ``elements_of`` does."""
    values = elements_of(found.value)
    places = zip_longest(values, (found.elements or ())[: len(values)], fillvalue=found)
    return (replace(place, value=value, elements=None) for value, place in places)


def elements_of(value: Value) -> tuple[Value, ...]:
    """Return the elements of a list, or a value that is none as the only element.

    An element that only some branches of a choice have is null on the others.
    """
    if value is ABSENT or value is None:
        return ()
    if not isinstance(value, Choice):
        return value if isinstance(value, tuple) else (value,)
    rows = [elements_of(option) for option in value.options]
    return tuple(choose(value.test, row, value.labels) for row in zip_longest(*rows))


def _follow_every(value: Value, names: tuple[str, ...], path: Path, default: Value) -> Found:
    if value is ABSENT or value is None:
        return Found(ABSENT, (*path, *_plain(names)))
    if isinstance(value, (str, JsonText, PartialString)):
        value = _json_list(value)
    # What is no list is its own only element, and has no index.
    items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
    elements: list[Found] = []
    for n, element in items:
        found = follow(element, names, path if n is None else (*path, n), default)
        if EVERY in names and isinstance(found.value, Choice):
            elements += _elements_in_branches(found)
        elif found.elements is not None:
            elements += found.elements
        elif found.value is not ABSENT or EVERY not in names:
            elements.append(found)
    if elements and all(found.value is ABSENT for found in elements):
        return Found(ABSENT, elements[0].path, tuple(elements))
    return Found(tuple(found.value for found in elements), path, tuple(elements))


def pick(value: Value, path: Path) -> Value:
    """Return the part of a value at a path of names and indices; ``ABSENT`` if there is none."""
    if not path or isinstance(value, Unknown):
        return value
    step, rest = path[0], path[1:]
    if isinstance(value, Choice):
        return map_choice(value, lambda option: pick(option, path))
    if isinstance(step, str):
        return pick(follow(value, (step,)).value, rest)
    if isinstance(value, tuple) and -1 < step < len(value):
        return pick(value[step], rest)
    return ABSENT

"""Templates of which some values are unknown: those become parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from iaclint.cloudformation.stacks.partial_templates import marked_text
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Choice, JsonText, PartialString, Unknown, Value


def template_text(value: Value) -> tuple[str, dict[str, Value]] | None:
    """Return the text of a template, with parameters that it has in addition; None if unknown."""
    if isinstance(value, str):
        return value, {}
    if isinstance(value, PartialString):
        return marked_text(value.parts)
    if not isinstance(value, JsonText) or not _has_known_resources(value.content):
        return None
    given: dict[str, Value] = {}
    content = _plain(value.content, given)
    declared = content.get("Parameters", {})
    if not isinstance(declared, dict):
        return None
    added = {name: {"Type": "String"} for name in given}
    return json.dumps({**content, "Parameters": {**declared, **added}}, default=str), given


def _has_known_resources(content: Value) -> bool:
    """Return whether all sections, and the types of all resources, are known."""
    if not isinstance(content, Mapping) or any(isinstance(s, DEFERRED) for s in content.values()):
        return False
    resources = content.get("Resources")
    return isinstance(resources, Mapping) and all(
        isinstance(each, Mapping)
        and not any(isinstance(each.get(name), DEFERRED) for name in ("Type", "Condition"))
        for each in resources.values()
    )


def _plain(value: Value, given: dict[str, Value]) -> Any:
    """Return a value with references to parameters for what is unknown; add them to ``given``."""
    if isinstance(value, DEFERRED):
        name = f"{symbols(value)[0]} {len(given) + 1}"
        given[name] = _scalar(value)
        return {"Ref": name}
    if isinstance(value, Mapping):
        return {name: _plain(item, given) for name, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item, given) for item in value]
    return float(value) if isinstance(value, Fraction) else value


def _scalar(value: Value) -> Value:
    """Return a value that a parameter can have; a list or a mapping is unknown."""
    options = value.options if isinstance(value, Choice) else (value,)
    if any(isinstance(option, (tuple, Mapping)) for option in options):
        return Unknown(symbols(value)[0])
    return value

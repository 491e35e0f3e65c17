"""Computed attributes that only repeat what their configuration gives them.

Sources: the documentation of ``terraform_data`` and of the ``null`` and ``random`` providers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from iaclint.limits import MAX_VALUE_PARTS
from iaclint.symbolic.values import ABSENT
from iaclint.terraform.types.model import TerraformValue, is_null
from iaclint.terraform.types.sensitivity import marked, unmark

_Argument: TypeAlias = Callable[[str], TerraformValue]

REPEATED: Final = {
    ("terraform_data", "output"): "input",
    ("data.null_data_source", "outputs"): "inputs",
}
"""The arguments that attributes are equal to, by type and name of the attribute."""


def repeated_value(kind: str, attribute: str, argument: _Argument) -> TerraformValue:
    """Return a computed attribute that the configuration alone decides; else ``ABSENT``.

    ``argument`` returns an argument of the resource or data source by name.
    """
    name = REPEATED.get((kind, attribute))
    if name is not None:
        value = argument(name)
        return ABSENT if is_null(value) else value
    if (kind, attribute) == ("random_shuffle", "result"):
        return _shuffled(argument)
    if (kind, attribute) == ("random_integer", "result"):
        return _only_number(argument)
    return ABSENT


def _shuffled(argument: _Argument) -> TerraformValue:
    """Return the result of shuffling, if all elements are the same text."""
    given, is_sensitive = unmark(argument("input"))
    count = argument("result_count")
    if not isinstance(given, tuple) or not all(isinstance(item, str) for item in given):
        return ABSENT
    number = len(given) if count is ABSENT or is_null(count) else count
    if len(set(given)) != 1 or not isinstance(number, int) or not 0 < number <= MAX_VALUE_PARTS:
        return ABSENT
    return marked(given[:1] * number, is_sensitive)


def _only_number(argument: _Argument) -> TerraformValue:
    least, most = argument("min"), argument("max")
    return least if isinstance(least, int) and least == most else ABSENT

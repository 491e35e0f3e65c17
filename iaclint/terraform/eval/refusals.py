"""Which calls and operations may fail once an unknown value is known, which ``try`` depends on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from iaclint.symbolic.structure import first_unknown
from iaclint.symbolic.values import DEFERRED, Unknown
from iaclint.terraform import functions
from iaclint.terraform.types.model import BOOL, NUMBER, TerraformValue, Type, type_of
from iaclint.terraform.types.sensitivity import unmark

_READERS: Final = frozenset(
    ("base64decode", "csvdecode", "jsondecode", "provider::aws::arn_parse",
     "provider::terraform::decode_tfvars", "regex", "textdecodebase64", "yamldecode",
     "formatdate", "timeadd", "timecmp", "cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets",
     "parseint")
)  # fmt: skip
"""The functions that fail for texts that are not written in some format."""
_CONVERSIONS: Final[dict[str, Type]] = {"tobool": BOOL, "tonumber": NUMBER}


def refused_by_call(name: str, arguments: Sequence[TerraformValue]) -> Unknown | None:
    """Return an unknown argument of which a function may reject the value; None without one."""
    name = name.removeprefix("core::")
    if name in _READERS:
        return next(filter(None, map(_unknown_of, arguments)), None)
    for value, type_ in zip(arguments, _types(name, len(arguments)), strict=False):
        found = refused_by_conversion(value, type_)
        if found is not None:
            return found
    return None


def refused_by_conversion(value: TerraformValue, target: Type) -> Unknown | None:
    """Return an unknown that may not be convertible to a number or bool; None without one."""
    bare, _ = unmark(value)
    if target not in (BOOL, NUMBER) or not isinstance(bare, DEFERRED) or type_of(bare) == target:
        return None
    return _unknown_of(bare)


def _unknown_of(value: TerraformValue) -> Unknown | None:
    return first_unknown(unmark(value)[0])


def _types(name: str, count: int) -> Sequence[Type]:
    """Return the types that a function converts its arguments to."""
    if name in _CONVERSIONS:
        return (_CONVERSIONS[name],)
    return functions.types_of_arguments(name, count)

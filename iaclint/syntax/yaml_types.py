"""The types of YAML scalars.

They are those of YAML 1.1, as in CloudFormation, except that timestamps, ``.nan`` and ``.inf``
stay text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from iaclint.limits import MAX_YAML_DIGITS
from iaclint.symbolic.values import Value

CORE_TAG: Final = "tag:yaml.org,2002:"
"""The prefix of the tags of YAML itself."""

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"(yes|Yes|YES|true|True|TRUE|on|On|ON)|no|No|NO|false|False|FALSE|off|Off|OFF")
_INT = re.compile(
    r"[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)"
)
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?")


@lru_cache(maxsize=4096)
def resolve_plain(text: str) -> Value:
    """Return the value of an unquoted scalar in YAML 1.1."""
    if _NULL.fullmatch(text):
        return None
    if boolean := _BOOL.fullmatch(text):
        return boolean[1] is not None
    if text[0] in "+-.0123456789" and len(text) < MAX_YAML_DIGITS:
        if _INT.fullmatch(text):
            return _integer(text.replace("_", ""))
        if _FLOAT.fullmatch(text):
            return float(text.replace("_", ""))
    return text


def _integer(text: str) -> Value:
    sign = -1 if text[0] == "-" else 1
    digits = text.lstrip("+-")
    if ":" in digits:
        total = 0
        for part in digits.split(":"):
            total = total * 60 + int(part)
        return sign * total
    if digits[:2] in ("0b", "0x"):
        return sign * int(digits, 0) if len(digits) > 2 else text
    return sign * int(digits, 8 if digits[0] == "0" else 10)


def resolve_tagged(tag: str, text: str) -> Value:
    """Return the value of a scalar with a core tag; text if its type does not match the tag."""
    kind = tag.removeprefix(CORE_TAG)
    value = resolve_plain(text)
    wanted = {"null": type(None), "bool": bool, "int": int, "float": float}.get(kind)
    return value if wanted is not None and type(value) is wanted else text

"""``replace`` on strings of which parts are unknown.

Modules put placeholders into a rendered policy and replace them by an account id or a bucket's
ARN, which only deployment knows. The policy's structure must not be lost on that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaclint.symbolic.values import (
    JsonText,
    PartialString,
    Unknown,
    Value,
    concatenate,
)
from iaclint.terraform.functions.texts import pieces, without_identity

_PLACEHOLDER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{2,}")


def replace_known(text: Value, part: str, replacement: Value) -> Value:
    """Replace every occurrence of a known part by something known or not.

    The result is unknown where it is not certain where the part occurs.
    """
    if isinstance(text, JsonText):
        return _in_json(text, part, replacement)
    if isinstance(text, str):
        return concatenate(_replaced(text, part, replacement))
    if not isinstance(text, PartialString) or _may_straddle(text.parts, part):
        return without_identity(text)
    changed: list[str | Unknown] = []
    for piece in text.parts:
        known = isinstance(piece, str)
        changed += _replaced(str(piece), part, replacement) if known else [without_identity(piece)]
    return concatenate(changed)


def _replaced(text: str, part: str, replacement: Value) -> list[str | Unknown]:
    if not part:
        return [without_identity(replacement)] if isinstance(replacement, Unknown) else [text]
    result: list[str | Unknown] = []
    for n, piece in enumerate(text.split(part)):
        result += [*(pieces(replacement) if n else []), piece]
    return result


def _may_straddle(parts: Sequence[str | Unknown], part: str) -> bool:
    """Return whether an occurrence may begin in a known piece and end in an unknown one."""
    heads = [part[:n] for n in range(1, len(part))]
    tails = [part[n:] for n in range(1, len(part))]
    for n, piece in enumerate(parts):
        if not isinstance(piece, str):
            continue
        if n + 1 < len(parts) and piece.endswith(tuple(heads)):
            return True
        if n and piece.startswith(tuple(tails)):
            return True
    return False


def _in_json(text: JsonText, part: str, replacement: Value) -> Value:
    """Replace inside of a JSON text's strings, if the part can occur nowhere else."""
    only_in_strings = _PLACEHOLDER.fullmatch(part) and part not in "true false null"
    if not only_in_strings or _breaks_strings(replacement):
        return without_identity(text)
    return JsonText(_in_value(text.content, part, replacement))


def _breaks_strings(replacement: Value) -> bool:
    return any(isinstance(p, str) and re.search(r'["\\\x00-\x1f]', p) for p in pieces(replacement))


def _in_value(value: Value, part: str, replacement: Value) -> Value:
    if isinstance(value, dict):
        return {key: _in_value(item, part, replacement) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_in_value(item, part, replacement) for item in value]
    if isinstance(value, (str, PartialString)):
        return replace_known(value, part, replacement)
    return without_identity(value) if isinstance(value, Unknown) else value

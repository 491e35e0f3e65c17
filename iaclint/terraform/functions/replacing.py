"""``replace`` on strings of which parts are unknown.

Modules put placeholders into a rendered policy and replace them by an account id or a bucket's
ARN, which only deployment knows. The policy's structure must not be lost on that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from iaclint.symbolic.json_text import JsonPart
from iaclint.symbolic.separators import may_have
from iaclint.symbolic.structure import map_parts, parts
from iaclint.symbolic.values import COMPOUND, JsonText, PartialString, Unknown
from iaclint.terraform.functions.texts import joined, pieces, respelled, without_identity
from iaclint.terraform.types.model import TerraformValue

_PLACEHOLDER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{2,}")


def replace_known(text: TerraformValue, part: str, replacement: TerraformValue) -> TerraformValue:
    """Replace every occurrence of a known part by something known or not.

    The result is unknown where it is not certain where the part occurs.
    """
    if isinstance(text, JsonText):
        return _in_json(text, part, replacement)
    if isinstance(text, str):
        return joined(_replaced(text, part, replacement))
    if isinstance(text, Unknown):
        return _replaced_in_unknown(text, part, replacement)
    if not isinstance(text, PartialString) or _may_straddle(text.parts, part):
        return without_identity(text)
    changed: list[str | Unknown] = []
    for piece in text.parts:
        changed += _replaced_in_piece(piece, part, replacement)
    return joined(changed)


def _replaced_in_piece(
    piece: str | Unknown, part: str, replacement: TerraformValue
) -> list[str | Unknown]:
    if isinstance(piece, str):
        return _replaced(piece, part, replacement)
    if isinstance(piece, JsonPart):
        return pieces(_in_json(piece.text, part, replacement))
    return [_replaced_in_unknown(piece, part, replacement)]


def _replaced_in_unknown(text: Unknown, part: str, replacement: TerraformValue) -> Unknown:
    return respelled(text, replacement) if may_have(text, part) else text


def _replaced(text: str, part: str, replacement: TerraformValue) -> list[str | Unknown]:
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


def _in_json(
    text: JsonText[TerraformValue], part: str, replacement: TerraformValue
) -> TerraformValue:
    """Replace inside of a JSON text's strings, if the part can occur nowhere else."""
    if "'" in part and not _may_occur(text.content, part):
        return text
    only_in_strings = _PLACEHOLDER.fullmatch(part) and part not in "true false null"
    if not only_in_strings or _breaks_strings(replacement):
        return without_identity(text)
    return JsonText(_in_value(text.content, part, replacement))


def _may_occur(value: TerraformValue, part: str) -> bool:
    """Return whether a part that JSON has in strings only may occur in a JSON text."""
    if isinstance(value, Unknown):
        return may_have(value, part)
    if isinstance(value, str):
        return part in value
    if isinstance(value, PartialString):
        return any(_may_occur(piece, part) for piece in value.parts)
    if isinstance(value, Mapping) and any(part in key for key in value):
        return True
    return isinstance(value, COMPOUND) and any(_may_occur(item, part) for item in parts(value))


def _breaks_strings(replacement: TerraformValue) -> bool:
    return any(isinstance(p, str) and re.search(r'["\\\x00-\x1f]', p) for p in pieces(replacement))


def _in_value(value: TerraformValue, part: str, replacement: TerraformValue) -> TerraformValue:
    if isinstance(value, (str, PartialString)):
        return replace_known(value, part, replacement)
    if isinstance(value, Unknown):
        return _replaced_in_unknown(value, part, replacement)
    if isinstance(value, (tuple, Mapping)):
        return map_parts(value, lambda item: _in_value(item, part, replacement))
    return value

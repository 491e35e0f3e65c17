"""Policy variables of which a part is unknown: ``${aws:PrincipalTag/<unknown>}``."""

from __future__ import annotations

from iaclint.symbolic.values import PartialString, Unknown, Value, concatenate

_OPEN, _CLOSE = "${", "}"
_CLOSED = "${unknown}"


def without_unknown_names(value: Value) -> Value:
    """Return a text with another variable in place of each one whose name is partly unknown."""
    if not isinstance(value, PartialString):
        return value
    kept: list[str | Unknown] = []
    is_inside = False
    for part in value.parts:
        text = part
        if is_inside:
            if not isinstance(text, str) or _CLOSE not in text:
                continue
            text = text.partition(_CLOSE)[2]
            is_inside = False
        if isinstance(text, str) and text.rfind(_OPEN) > text.rfind(_CLOSE):
            text = text[: text.rfind(_OPEN)] + _CLOSED
            is_inside = True
        kept.append(text)
    return value if is_inside else concatenate(kept)

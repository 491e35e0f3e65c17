"""Names of resources in loops whose list is not known, for the SAM translator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

_VARIABLE: Final = re.compile(r"\$\{\w+\}")


class LoopNames:
    """Replaces ``${Name}`` in logical IDs by letters and digits, which SAM accepts."""

    def __init__(self, logical_ids: Iterable[str], source: bytes) -> None:
        found = dict.fromkeys(v for name in logical_ids for v in _VARIABLE.findall(name))
        mark = "Loop"
        while mark.encode() in source:
            mark += "X"
        self._marks = {variable: f"{mark}{n}Z" for n, variable in enumerate(found)}
        self._variables = {mark: variable for variable, mark in self._marks.items()}

    def hide(self, value: Any) -> Any:
        """Return plain data with letters and digits for each identifier."""
        return _replaced(value, self._marks) if self._marks else value

    def restore(self, value: Any) -> Any:
        """Return plain data with the identifiers."""
        return _replaced(value, self._variables) if self._marks else value


def _replaced(value: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for old, new in texts.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, list):
        return [_replaced(item, texts) for item in value]
    if isinstance(value, dict):
        return {_replaced(key, texts): _replaced(item, texts) for key, item in value.items()}
    return value

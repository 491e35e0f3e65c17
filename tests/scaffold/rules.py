"""The bundled rules, loaded once."""

from __future__ import annotations

from functools import cache

from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory


@cache
def bundled() -> Ruleset:
    return load([rules_directory()])

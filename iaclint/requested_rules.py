"""The bundled rules, and those in folders of users."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from iaclint.files.diagnostics import Diagnostic, InputError
from iaclint.ruleset.catalog import is_indexed
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory


class RuleFileError(InputError):
    """Rule or model files have errors, listed in ``diagnostics``."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("these rules cannot be used", diagnostics)


def rule_directories(folders: Sequence[str]) -> list[Path]:
    """Return the directory of the bundled rules, and those of users."""
    return [rules_directory(), *map(Path, folders)]


def ensure_index(bundled: Path) -> None:
    """Write the index of the bundled rules where it is missing, as after an edit in a checkout."""
    if not is_indexed(bundled):
        from iaclint.ruleset.index_builder import cache_index

        cache_index(bundled)


def load_rules(
    folders: Sequence[str] = (),
    types: Collection[str] | None = None,
    check_bundled: bool = False,
    ids: Collection[str] = (),
) -> Ruleset:
    """Load the bundled rules and those in folders; see ``iaclint.ruleset.loader.load``.

    Raises ``RuleFileError`` for a rule file with an error, ``UsageError`` for a folder that cannot
    be read.
    """
    ruleset = load(rule_directories(folders), types, check_bundled, ids)
    if ruleset.diagnostics:
        raise RuleFileError(ruleset.diagnostics)
    return ruleset

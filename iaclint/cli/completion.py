"""Completion of values in a shell, without loading what a run needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def rule_ids(incomplete: str) -> list[str]:
    """Return the ids of bundled rules that begin like the last one of a list."""
    *before, last = incomplete.split(",")
    return [",".join([*before, id_]) for id_ in _bundled("rule") if id_.startswith(last)]


def model_ids(incomplete: str) -> list[str]:
    """Return the ids of bundled models."""
    return _starting(incomplete, _bundled("model"))


def profiles(incomplete: str) -> list[str]:
    """Return the profiles: ``default``, ``all`` and the compliance frameworks."""
    from iaclint.ruleset.frameworks import read_frameworks

    return _starting(incomplete, ("default", "all", *read_frameworks()))


def formats(incomplete: str) -> list[str]:
    """Return the formats of reports."""
    from iaclint.report import FORMATS

    return _starting(incomplete, FORMATS)


def data_formats(incomplete: str) -> list[str]:
    """Return the formats of lists and values."""
    return _starting(incomplete, ("text", "json"))


def severities(incomplete: str) -> list[str]:
    """Return the severities, the worst first."""
    return _starting(incomplete, ("critical", "high", "medium", "low"))


def verdicts(incomplete: str) -> list[str]:
    """Return what can be listed."""
    return _starting(incomplete, ("fail", "unknown", "pass", "suppressed", "unchanged", "all"))


def colors(incomplete: str) -> list[str]:
    """Return when to use color."""
    return _starting(incomplete, ("auto", "always", "never"))


def _starting(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _bundled(kind: str) -> list[str]:
    from iaclint.ruleset.catalog import bundled_ids
    from iaclint.ruleset.locate import rules_directory

    return sorted(bundled_ids([rules_directory()], kind))

"""The rules of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.errors import UsageError
from iaclint.files.diagnostics import did_you_mean

if TYPE_CHECKING:
    from iaclint.ruleset.loader import Ruleset
    from iaclint.ruleset.rule import Rule

ALL = "all"
DEFAULT = "default"


def select(
    ruleset: Ruleset,
    ids: Sequence[str] = (),
    skip: Sequence[str] = (),
    profile: str = DEFAULT,
) -> tuple[Rule, ...]:
    """Return the rules of a profile, or those of the given ids, without the skipped ones.

    A profile is ``default``, ``all``, or a compliance framework: ``hipaa``. ``all`` can be
    one of the ids. ``covered_by`` counts only in the default profile: rules that are selected
    otherwise always report.

    Raises ``UsageError`` for an id or a profile that does not exist.
    """
    _check_ids((*(id_ for id_ in ids if id_ != ALL), *skip), ruleset.ids)
    named = frozenset(ids)
    chosen = (
        _of_profile(ruleset, profile)
        if not named
        else (rule for rule in ruleset.rules.values() if ALL in named or rule.id in named)
    )
    kept = sorted((r for r in chosen if r.id not in skip), key=lambda rule: rule.id)
    if named or profile != DEFAULT:
        return tuple(replace(r, covered_by=()) if r.covered_by else r for r in kept)
    return tuple(kept)


def _check_ids(ids: Iterable[str], known: frozenset[str]) -> None:
    for id_ in ids:
        if id_ not in known:
            hint = did_you_mean(id_, sorted(known)) or "`iaclint rules list` prints all rules"
            raise UsageError(f"unknown rule '{id_}'", hint)


def _of_profile(ruleset: Ruleset, profile: str) -> Iterable[Rule]:
    rules = ruleset.rules.values()
    if profile == ALL:
        return rules
    if profile == DEFAULT:
        return (rule for rule in rules if rule.default)
    found = [rule for rule in rules if profile in rule.compliance]
    if not found:
        _check_profile(ruleset, profile)
    return found


def _check_profile(ruleset: Ruleset, profile: str) -> None:
    """Raise ``UsageError`` for an unknown profile; a known one may have no rule in this run."""
    from iaclint.models.schema import read_schema

    frameworks = set(read_schema("rule")["properties"]["compliance"]["properties"])
    if profile not in frameworks:
        known = sorted(frameworks.union(*(rule.compliance for rule in ruleset.rules.values())))
        names = (DEFAULT, ALL, *known)
        hint = did_you_mean(profile, names) or f"profiles are: {', '.join(names)}"
        raise UsageError(f"unknown profile '{profile}'", hint)

"""The rules that options and arguments select."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from iaclint.errors import UsageError
from iaclint.files.diagnostics import did_you_mean
from iaclint.requested_rules import load_rules
from iaclint.ruleset.frameworks import coverage_of
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.rule_filter import checks_of, plain_id
from iaclint.ruleset.selection import ALL, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.models.model import Model
    from iaclint.ruleset.loader import Ruleset
    from iaclint.ruleset.rule import Rule


def rules_of(profile: str, folders: Sequence[str] | None) -> tuple[Rule, ...]:
    """Return the rules of a profile. Raises ``UsageError`` if it does not exist."""
    return select(load_rules(folders or ()), profile=profile)


def framework_coverage(framework: str, folders: Sequence[str]) -> str:
    """Return how many sections of a framework rules answer for; empty if it is not bundled."""
    coverage = coverage_of(framework, load_rules(folders).rules.values())
    return str(coverage or "")


def find_rule(id_: str, folders: Sequence[str] | None) -> Rule:
    """Return the rule with an id. Raises ``UsageError`` if it does not exist."""
    ruleset = load_rules(folders or (), types=(), ids=(id_,))
    select(ruleset, [id_])
    return ruleset.rules[id_]


def has_rule(id_: str, folders: Sequence[str] | None) -> bool:
    """Return whether a rule with this id exists."""
    return id_ in load_rules(folders or (), types=(), ids=(id_,)).rules


def find_equivalents(id_: str, folders: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules equivalent to a check of another tool, given by its id in any case."""
    rules = load_rules(folders).rules.values()
    wanted = plain_id(id_)
    return tuple(rule for rule in rules if wanted in map(plain_id, checks_of(rule)))


def find_model(id_: str, ruleset: Ruleset) -> Model:
    """Return one model; raises ``UsageError`` where there is none of that id."""
    models = ruleset.named_models()
    if id_ not in models:
        hint = did_you_mean(id_, models) or "`iaclint models list` prints all models"
        raise UsageError(f"unknown model '{id_}'", hint)
    return models[id_]


def find_in(paths: Sequence[str], folders: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules in files and folders, or all rules if no path is given.

    ``folders`` have further rules and models, which these are based on. Raises ``UsageError``
    for a path without a rule.
    """
    own = own_folders(paths, folders)
    # Bundled rules that are only what the others are based on need no check.
    ruleset = load_rules(own, check_bundled=not own or not set(paths) <= set(own))
    rules = tuple(ruleset.rules.values())
    for path in paths:
        if not any(_is_in(rule, path) for rule in rules):
            raise UsageError(f"there is no rule in '{path}'")
    return tuple(r for r in rules if not paths or any(_is_in(r, path) for path in paths))


def own_folders(paths: Sequence[str], folders: Sequence[str] = ()) -> tuple[str, ...]:
    """Return folders, and the paths outside of them and of the bundled rules."""
    known = {folder.resolve() for folder in (rules_directory(), *map(Path, folders))}
    outside = (
        p for p in paths if known.isdisjoint((Path(p).resolve(), *Path(p).resolve().parents))
    )
    return (*outside, *folders)


def _is_in(rule: Rule, path: str) -> bool:
    file, whole = Path(rule.span.file.path).resolve(), Path(path).resolve()
    return whole in (file, *file.parents)


def metadata(rule: Rule) -> dict[str, Any]:
    """Return a rule as JSON, without its examples."""
    return {
        "id": rule.id,
        "title": rule.title,
        "model": rule.subject,
        "severity": rule.severity.value,
        "category": rule.category,
        "profiles": ["default", ALL] if rule.default else [ALL],
        "message": rule.message,
        "why": rule.why,
        "fix": dict(rule.fix),
        "references": list(rule.references),
        "compliance": {name: list(ids) for name, ids in rule.compliance.items()},
        "equivalents": {name: list(ids) for name, ids in rule.equivalents.items()},
    }

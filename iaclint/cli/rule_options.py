"""The rules that options and arguments select."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from iaclint.errors import UsageError
from iaclint.files.diagnostics import did_you_mean
from iaclint.pipeline import load_rules
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.selection import ALL, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.models.model import Model
    from iaclint.ruleset.loader import Ruleset
    from iaclint.ruleset.rule import Rule


def rules_of(profile: str, folders: Sequence[str] | None) -> tuple[Rule, ...]:
    """Return the rules of a profile. Raises ``UsageError`` if it does not exist."""
    return select(load_rules(folders or ()), profile=profile)


def find_rule(id_: str, folders: Sequence[str] | None) -> Rule:
    """Return the rule with an id. Raises ``UsageError`` if it does not exist."""
    ruleset = load_rules(folders or (), types=(), ids=(id_,))
    select(ruleset, [id_])
    return ruleset.rules[id_]


def has_rule(id_: str, folders: Sequence[str] | None) -> bool:
    """Return whether a rule with this id exists."""
    return id_ in load_rules(folders or (), types=(), ids=(id_,)).rules


def find_model(id_: str, ruleset: Ruleset) -> Model:
    """Return one model; raises ``UsageError`` where there is none of that id."""
    models = named_models(ruleset)
    if id_ not in models:
        hint = did_you_mean(id_, models) or "`iaclint models list` prints all models"
        raise UsageError(f"unknown model '{id_}'", hint)
    return models[id_]


def named_models(ruleset: Ruleset) -> dict[str, Model]:
    """Return models by id, without those of rules on resource types, which have no dot."""
    return {id_: model for id_, model in sorted(ruleset.models.items()) if "." in id_}


def find_in(paths: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules in files and folders; all rules if there are no paths.

    Raises ``UsageError`` for a path without a rule.
    """
    rules = tuple(load_rules(own_folders(paths), check_bundled=True).rules.values())
    for path in paths:
        if not any(_is_in(rule, path) for rule in rules):
            raise UsageError(f"there is no rule in '{path}'")
    return tuple(r for r in rules if not paths or any(_is_in(r, path) for path in paths))


def own_folders(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the paths outside of the bundled rules."""
    bundled = rules_directory().resolve()
    return tuple(p for p in paths if bundled not in (Path(p).resolve(), *Path(p).resolve().parents))


def _is_in(rule: Rule, path: str) -> bool:
    file, whole = Path(rule.span.file.path).resolve(), Path(path).resolve()
    return whole in (file, *file.parents)


def metadata(rule: Rule) -> dict[str, Any]:
    """Return a rule as JSON, without its examples."""
    return {
        "id": rule.id,
        "title": rule.title,
        "model": rule.model,
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

"""Conditions on the workspace of Terraform, in words: ``in workspace prod``."""

from __future__ import annotations

from typing import Final

from iaclint.symbolic.path_conditions import Equals, PathCondition, holds, statements
from iaclint.symbolic.values import Identity

WORKSPACE: Final = "terraform.workspace"


def words_of(condition: PathCondition) -> str | None:
    """Return a condition on the workspace alone in words; None for any other condition.

    So is one that holds in all workspaces, or in none.
    """
    named = {statement.value: _workspace(statement) for statement in statements(condition)}
    about = {statement.what for statement in statements(condition)}
    if None in named.values() or len(about) != 1:
        return None
    (what,) = about
    within = [str(name) for value, name in named.items() if holds(condition, {what: value})]
    outside = [str(name) for name in named.values() if name not in within]
    if holds(condition, {what: None}):
        return f"in workspaces other than {' and '.join(outside)}" if outside else None
    return f"in workspace {' or '.join(within)}" if within else None


def in_words(*conditions: PathCondition) -> tuple[str, ...]:
    """Return conditions on the workspace in words; empty where one is any other condition."""
    words = [words_of(condition) for condition in conditions]
    return tuple(word for word in words if word) if None not in words else ()


def _workspace(statement: Equals) -> str | None:
    """Return the name in the condition that a workspace has it."""
    identity = statement.what[0] if isinstance(statement.what, tuple) else None
    if not isinstance(identity, Identity) or identity.attribute != WORKSPACE:
        return None
    value = statement.value
    return str(value[1]) if isinstance(value, tuple) else None

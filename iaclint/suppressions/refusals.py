"""Why a suppression has no effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.suppressions.directive import Directive
    from iaclint.suppressions.policy import SuppressionPolicy


def is_expired(directive: Directive, today: str) -> bool:
    """Return whether the last day of a suppression is over."""
    return directive.until is not None and directive.until < today


def refusal(directive: Directive, policy: SuppressionPolicy, today: str) -> str:
    """Return why a suppression has no effect; empty if it has one."""
    if directive.mistake:
        return directive.mistake
    if is_expired(directive, today):
        return f"it expired on {directive.until}"
    if policy.require_reason and not directive.reason:
        return "it needs a reason"
    return _overlong(directive.until, policy.max_days, today)


def _overlong(until: str | None, max_days: int | None, today: str) -> str:
    if max_days is None:
        return ""
    if until is None:
        return f"it needs a last day, at most {max_days} days from today"
    from datetime import date

    days = (date.fromisoformat(until) - date.fromisoformat(today)).days
    return f"its last day must be at most {max_days} days from today" if days > max_days else ""

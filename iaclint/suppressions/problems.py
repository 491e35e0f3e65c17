"""Diagnostics about suppressions that are invalid, expired, unexplained, refused or unused."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.limits import MAX_HINTS, MAX_ID_PATTERN
from iaclint.suppressions.directive import OWN
from iaclint.suppressions.matching import is_short
from iaclint.suppressions.refusals import is_expired

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from iaclint.ruleset.rule import Rule
    from iaclint.suppressions.acceptance import Applied, Suppressions
    from iaclint.suppressions.directive import SourceSuppression


class Problems:
    """Finds what is wrong with suppressions."""

    def __init__(
        self,
        suppressions: Suppressions,
        rules: Mapping[str, Rule],
        ids: Collection[str],
        today: str,
    ) -> None:
        self._suppressions = suppressions
        self._rules = rules
        self._ids = ids
        self._today = today
        self._unknown: dict[str, bool] = {}
        """Whether an id names no rule; most suppressions of a run are alike."""
        self._hints_left = MAX_HINTS

    def of(self, applied: Applied, selected: Collection[str]) -> Iterator[Diagnostic]:
        """Yield the problems of a suppression; ``selected`` are the rules that have run."""
        source, directive = applied.source, applied.source.directive
        is_own = directive.syntax == OWN
        if directive.mistake:
            if is_own:
                message, hint = directive.mistake, directive.hint
                yield _warn(source, "invalid-suppression", message, hint)
            return
        if is_own:
            yield from self._own(source)
        if is_expired(directive, self._today):
            message = f"suppression expired on {directive.until}"
            hint = "fix the finding, or set a later date"
            yield _warn(source, "expired-suppression", message, hint)
        elif applied.refusal:
            message = f"suppression has no effect: {applied.refusal}"
            yield _warn(source, "refused-suppression", message)
        else:
            yield from _forbidden(applied)
            if is_own:
                yield from self._unused(applied, selected)

    def _own(self, source: SourceSuppression) -> Iterator[Diagnostic]:
        directive = source.directive
        unknown = [id_ for id_ in directive.ids if self._is_unknown(id_)]
        for id_ in unknown:
            message = f"unknown rule '{id_[:MAX_ID_PATTERN]}' in a suppression"
            yield _warn(source, "invalid-suppression", message, self._hint(id_))
        if not directive.reason and not unknown:
            message = "suppression without a reason"
            hint = "say why it is accepted: `ignore[rule] reason`"
            yield _warn(source, "unexplained-suppression", message, hint)

    def _is_unknown(self, id_: str) -> bool:
        if id_ not in self._unknown:
            named = is_short(id_) and any(fnmatchcase(known, id_) for known in self._ids)
            self._unknown[id_] = not named
        return self._unknown[id_]

    def _hint(self, id_: str) -> str:
        self._hints_left -= 1
        other = "`iaclint rules list` prints all rules"
        if self._hints_left < 0 or not is_short(id_):
            return other
        return self._equivalent(id_) or did_you_mean(id_, sorted(self._ids)) or other

    def _equivalent(self, id_: str) -> str | None:
        """Return a hint for the id of another tool's check."""
        for rule in self._rules.values():
            for tool, ids in rule.equivalents.items():
                if id_ in ids:
                    return f"{id_} of {tool} is {rule.id}"
        return None

    def _unused(self, applied: Applied, selected: Collection[str]) -> Iterator[Diagnostic]:
        """Yield a diagnostic for selected rules that find nothing where something was judged."""
        source = applied.source
        if source.region is None:
            message = "suppression has no effect: no block or attribute is next to it"
            yield _warn(source, "unused-suppression", message, "move it into or above a block")
            return
        unused = sorted(applied.rules.intersection(selected) - applied.used)
        has_patterns = any("*" in id_ for id_ in source.directive.ids)
        if not unused or (has_patterns and applied.used):
            return
        if self._suppressions.is_judged(source.scope):
            names = "" if has_patterns else f" of {', '.join(unused)}"
            hint = "remove it"
            if source.region != source.scope:
                hint = "remove it, or move it: it applies only to the code that it is next to"
            yield _warn(source, "unused-suppression", f"unused suppression{names}", hint)


def _forbidden(applied: Applied) -> Iterator[Diagnostic]:
    rules = sorted(applied.forbidden & applied.used)
    if rules:
        message = f"suppression has no effect: {', '.join(rules)} cannot be suppressed"
        hint = "the configuration does not allow it"
        yield _warn(applied.source, "refused-suppression", message, hint)


def _warn(
    source: SourceSuppression, code: str, message: str, hint: str | None = None
) -> Diagnostic:
    return Diagnostic(Level.WARNING, code, message, source.span, hint)

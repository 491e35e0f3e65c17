"""The suppressions of one run: read them, apply them, report what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.suppressions.reading import read_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.faults import Tell
    from iaclint.files.source import SourceFile
    from iaclint.ruleset.loader import Ruleset
    from iaclint.ruleset.rule import Rule
    from iaclint.suppressions.acceptance import Suppressions
    from iaclint.suppressions.policy import SuppressionPolicy


def read(
    sources: Iterable[SourceFile],
    rules: Collection[Rule],
    policy: SuppressionPolicy,
    today: str,
    tell: Tell,
) -> Suppressions | None:
    """Return the suppressions in files that a policy allows; None if there are none.

    ``rules`` are those that are checked: only they have findings to suppress. ``today`` is
    ``YYYY-MM-DD``. ``tell`` takes the error about a file that cannot be read.
    """
    found = list(read_all(sources, tell)) if policy.allowed else []
    if not found:
        return None
    from iaclint.suppressions.acceptance import apply

    return apply(found, rules, policy, today)


def find_problems(
    suppressions: Suppressions | None, ruleset: Ruleset, selected: Collection[str], today: str
) -> Iterator[Diagnostic]:
    """Yield diagnostics about suppressions, after they are applied.

    ``selected`` are the ids of the rules that have run on everything: only for those, a
    suppression can be unused.
    """
    if suppressions is not None:
        from iaclint.suppressions.problems import Problems

        problems = Problems(suppressions, ruleset.rules, ruleset.ids, today)
        for applied in suppressions.applied:
            yield from problems.of(applied, selected)

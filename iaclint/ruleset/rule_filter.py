"""The filters of ``iaclint rules list``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.diagnostics import did_you_mean
from iaclint.ruleset.frameworks import read_frameworks, sections_of

if TYPE_CHECKING:
    from iaclint.ruleset.rule import Rule


class RuleFilter(Struct, frozen=True):
    """Which rules to list; a filter that is not set selects all."""

    service: str | None = None
    """A service, ``s3`` or ``aws-s3``, or a cloud: ``aws``."""
    category: str | None = None
    framework: str | None = None
    equivalent: str | None = None
    """The id of a check of another tool, in any case."""

    def apply(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Return the rules that all filters select.

        Raises ``UsageError`` for a filter that selects no rule at all.
        """
        found = tuple(rules)
        selected = [_select(found, *test) for test in self._tests()]
        return tuple(rule for rule in found if all(rule.id in ids for ids in selected))

    def _tests(self) -> Iterator[tuple[str, str, Callable[[Rule], Iterable[str]]]]:
        if self.service is not None:
            yield "service", self.service, _services
        if self.category is not None:
            yield "category", self.category, lambda rule: (rule.category,)
        if self.framework is not None:
            yield "framework", self.framework, _frameworks
        if self.equivalent is not None:
            yield "check", self.equivalent, checks_of


def checks_of(rule: Rule) -> Iterator[str]:
    """Yield the ids of the equivalent checks of other tools."""
    for ids in rule.equivalents.values():
        yield from ids


def plain_id(id_: str) -> str:
    """Return the id of a check as ids are compared."""
    # Trivy's ids had this prefix in earlier versions, and Trivy accepts both.
    return id_.casefold().removeprefix("avd-")


def _frameworks(rule: Rule) -> Iterator[str]:
    yield from rule.compliance
    yield from (name for name in read_frameworks() if sections_of(rule, name))


def _services(rule: Rule) -> Iterator[str]:
    """Yield the cloud and the service in the id of a rule, with and without the cloud.

    The name of a service can have hyphens in it, so every beginning of the id is one.
    """
    parts = rule.id.split("-")
    yield parts[0]
    for end in range(2, len(parts)):
        yield "-".join(parts[:end])
        yield "-".join(parts[1:end])


def _select(
    rules: Iterable[Rule], kind: str, value: str, names_of: Callable[[Rule], Iterable[str]]
) -> frozenset[str]:
    """Return the ids of the rules with a name."""
    names = {rule.id: {plain_id(name): name for name in names_of(rule)} for rule in rules}
    selected = frozenset(id_ for id_, own in names.items() if plain_id(value) in own)
    if not selected:
        known = sorted({name for own in names.values() for name in own.values()})
        raise UsageError(f"no rule for {kind} '{value}'", did_you_mean(value, known))
    return selected

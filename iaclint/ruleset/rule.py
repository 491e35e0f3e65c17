"""Rules: a requirement on a model, with its documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.ruleset.conditions import Condition


ReadRule: TypeAlias = "Callable[[], Rule]"


class Severity(Enum):
    """How much harm a finding does; higher ranks are worse."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """The place in the order, from 0 (low) to 3 (critical)."""
        return list(Severity).index(self)


class Example(Struct, frozen=True):
    """A small configuration with the verdicts that the rule must give on it."""

    name: str
    language: str
    text: str
    """The text of its file; of several, the first one's."""
    files: Mapping[str, str]
    """The texts of its files by path: ``main.tf`` or ``template.yaml`` for a single one."""
    fail: tuple[str, ...]
    passing: tuple[str, ...]
    unknown: tuple[str, ...]
    span: Span
    places: Mapping[str, Span]
    """Where each address is listed."""


class Rule(Struct, frozen=True):
    """One requirement on one model."""

    id: str
    title: str
    model: str
    severity: Severity
    category: str
    message: str
    require: Condition
    when: Condition | None
    """The rule applies only where this holds."""
    unless: Condition | None
    """The rule does not apply where this holds."""
    default: bool
    """Whether it belongs to the ``default`` profile (every rule is in ``all``)."""
    why: str
    fix: Mapping[str, str]
    """How to fix it, by language."""
    references: tuple[str, ...]
    compliance: Mapping[str, tuple[str, ...]]
    equivalents: Mapping[str, tuple[str, ...]]
    """Check ids of other tools, by tool."""
    examples: tuple[Example, ...]
    span: Span
    covered_by: tuple[str, ...] = ()
    """More specific rules: a failure of one of them makes a failure of this one redundant."""

    @property
    def subject(self) -> str:
        """What it is about: the id of its model, or resource types."""
        return self.model.removesuffix(f"|{self.id}")

    def fields(self) -> tuple[str, ...]:
        """Return the fields that its conditions test."""
        conditions = (c for c in (self.when, self.unless, self.require) if c is not None)
        return tuple(dict.fromkeys(field for each in conditions for field in each.fields()))


class RuleHeader(Struct, frozen=True):
    """What is known of a rule before it is read."""

    id: str
    model: str
    """The id of its model."""
    default: bool
    """Whether it belongs to the ``default`` profile."""


class Rules(Mapping[str, Rule]):
    """Rules by id, in the order in which they were added; a rule is read at its first use."""

    def __init__(self) -> None:
        self._headers: dict[str, RuleHeader] = {}
        self._rules: dict[str, Rule | ReadRule] = {}

    def add(self, header: RuleHeader, rule: Rule | ReadRule) -> None:
        """Add a rule, or what reads it."""
        self._headers[header.id] = header
        self._rules[header.id] = rule

    @property
    def headers(self) -> Mapping[str, RuleHeader]:
        """The header of each rule, by id."""
        return self._headers

    def __getitem__(self, id_: str) -> Rule:
        rule = self._rules[id_]
        if not isinstance(rule, Rule):
            rule = self._rules[id_] = rule()
        return rule

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._rules


def header_of(rule: Rule) -> RuleHeader:
    """Return the header of a rule that was read."""
    return RuleHeader(rule.id, rule.model, rule.default)

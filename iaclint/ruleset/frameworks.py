"""The compliance frameworks and the titles of their sections.

``frameworks.json`` has the sections that are about stored data, with short titles; each framework
names the page of its text. A framework can go *through* another one: FedRAMP's sections are those
of NIST SP 800-53 in its baseline, so rules do not name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.ruleset.rule import Rule


class Framework(Struct, frozen=True):
    """A compliance framework."""

    title: str
    short: str
    """Its name in reports: ``HIPAA``."""
    url: str
    sections: Mapping[str, str]
    """The titles of the sections on stored data, by their number."""
    through: str | None = None
    """The framework whose sections it selects."""


class Coverage(Struct, frozen=True):
    """How many sections of a framework rules answer for."""

    framework: Framework
    answered: tuple[str, ...]
    missing: tuple[str, ...]

    def __str__(self) -> str:
        total = len(self.answered) + len(self.missing)
        return (
            f"{self.framework.title}: rules answer for {len(self.answered)} of {total} sections on "
            "stored data"
        )


@cache
def read_frameworks() -> Mapping[str, Framework]:
    """Return the frameworks by the names that rules and profiles have."""
    data = Path(__file__).with_name("frameworks.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, Framework])


def sections_of(rule: Rule, name: str) -> tuple[str, ...]:
    """Return the sections of a framework that a rule answers for."""
    framework = read_frameworks().get(name)
    if framework is None or framework.through is None:
        return rule.compliance.get(name, ())
    named = rule.compliance.get(framework.through, ())
    return tuple(id_ for id_ in named if id_ in framework.sections)


def short_name(name: str) -> str:
    """Return the name of a framework in reports, or the given one if it is not bundled."""
    framework = read_frameworks().get(name)
    return framework.short if framework else name


def title_of(name: str, section: str) -> str:
    """Return a section with its title: ``164.312(b) Audit controls``."""
    framework = read_frameworks().get(name)
    title = framework.sections.get(section, "") if framework else ""
    return f"{section} {title}".rstrip()


def coverage_of(name: str, rules: Iterable[Rule]) -> Coverage | None:
    """Return the coverage of a framework by rules; None if it is not bundled."""
    framework = read_frameworks().get(name)
    if framework is None:
        return None
    named = {id_ for rule in rules for id_ in sections_of(rule, name)}
    answered = tuple(id_ for id_ in framework.sections if id_ in named)
    return Coverage(framework, answered, tuple(i for i in framework.sections if i not in named))

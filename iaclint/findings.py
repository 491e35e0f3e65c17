"""Findings: what a run has to say, in a total order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.diagnostics import Diagnostic
    from iaclint.resource import Related
    from iaclint.ruleset.rule import Rule
    from iaclint.source import Span


class Verdict(Enum):
    """What a rule says of one resource."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    PASS = "pass"


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict of one rule, with its place and its reasons."""

    rule: Rule
    verdict: Verdict
    address: str
    type: str
    language: str
    message: str
    span: Span
    label: str
    """What stands at the span, in few words: ``is "public-read"``; may be empty."""
    related: tuple[Related, ...]
    """Where the value came from, nearest first."""
    steps: tuple[str, ...]
    """The reasoning of an analysis, in sentences; empty for plain fields."""
    blocked_by: tuple[str, ...]
    """For an unknown verdict, the symbols that block it."""
    companions: tuple[str, ...]
    """Addresses of the resources that fed the judged one."""
    instances: tuple[str, ...]
    """Addresses of all instances with the same cause, ``address`` included."""
    fingerprint: str
    """Stable when lines move."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run saw, and what it did not."""

    files: int = 0
    failed: int = 0
    """Files that could not be parsed."""
    not_loaded: tuple[str, ...] = ()
    """Modules and nested templates that could not be read."""
    resources: int = 0
    """Resources judged."""


@dataclass(frozen=True, slots=True)
class Report:
    """All of a run: findings of every verdict, sorted, with diagnostics and coverage."""

    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    coverage: Coverage

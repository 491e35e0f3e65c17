"""Verdicts and findings."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.resource import Related
    from iaclint.ruleset.rule import Rule

_FINGERPRINT_LENGTH = 16


class Verdict(Enum):
    """The result of a rule for one resource."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    PASS = "pass"


class BaselineState(Enum):
    """How a finding compares with a baseline, in the terms of SARIF (3.27.24)."""

    NEW = "new"
    UNCHANGED = "unchanged"


class Status(Enum):
    """Whether a finding counts, and if not, why."""

    OPEN = "open"
    SUPPRESSED = "suppressed"
    """The source accepts it."""
    EXAMPLE = "example"
    """Its cause is in an example or a test, which is not deployed."""
    UNCHANGED = "unchanged"
    """It is in the baseline or at the base revision."""


class Suppression(Struct, frozen=True):
    """A comment or metadata in the source that accepts a finding."""

    syntax: str
    """The tool whose syntax it has: ``iaclint``, or ``checkov`` and others."""
    reason: str
    """Why the finding is accepted; may be empty."""
    span: Span
    until: str | None = None
    """The last day that it applies to, ``YYYY-MM-DD``; None for always."""


class Step(Struct, frozen=True):
    """One step of the reasoning behind a verdict, with its place.

    For something missing, this is where it would be. None if there is no place, as for a default
    of the cloud.
    """

    text: str
    span: Span | None = None


class CallerDependence(Struct, frozen=True):
    """What a verdict on a module that nothing calls depends on."""

    module: str
    """The folder of the module."""
    variables: tuple[str, ...]
    """The symbols of the variables that decide: ``var.acl``."""


class Finding(Struct, frozen=True):
    """One verdict of one rule, with its place and its reasons."""

    rule: Rule
    verdict: Verdict
    address: str
    type: str
    language: str
    message: str
    span: Span
    label: str
    """What is at the span, in a few words: ``is "public-read"``; may be empty."""
    related: tuple[Related, ...]
    """Where the value comes from, nearest first."""
    steps: tuple[Step, ...]
    """The reasoning of an analysis, also for a pass; empty for plain fields."""
    blocked_by: tuple[str, ...]
    """For an unknown verdict, the symbols that block it."""
    companions: tuple[str, ...]
    """Addresses of the companions, which configure the resource."""
    instances: tuple[str, ...]
    """Addresses of all instances with the same cause, ``address`` included."""
    identity: str
    """What distinguishes it from other findings, also when lines move."""
    roots: tuple[str, ...] = ()
    """For each of ``instances``, the file that it is deployed from: addresses can be ambiguous."""
    scopes: tuple[str, ...] = ()
    """For each of ``instances``, the root module's folder or the template, in its tree."""
    values: tuple[str, ...] = ()
    """The values that decided, with their attributes: ``acl is "public-read"``."""
    cause: tuple[Span, ...] = ()
    """Where the value at the span comes from, nearest first; included in ``related``."""
    cases: tuple[str, ...] = ()
    """For an unknown verdict, in which case it fails: ``in workspace prod``."""
    environments: tuple[str, ...] = ()
    """The environments that it applies to; empty for all of them."""
    is_example: bool = False
    """Whether its cause is in an example or a test, which is not deployed."""
    suppression: Suppression | None = None
    """What accepts it in the source, if anything does."""
    baseline_state: BaselineState | None = None
    """How it compares with a baseline or a base revision; None where nothing was compared."""
    unparsed: tuple[str, ...] = ()
    """The files deployed with its resources that cannot be parsed: they may decide it."""
    stub: str = ""
    """What the stub describes that the resource is from; empty for what is declared."""
    depends_on: CallerDependence | None = None
    """For an unknown verdict that the caller of a module decides."""

    @property
    def fingerprint(self) -> str:
        """Identifies the finding in reports and baselines: a hash of its identity."""
        from hashlib import sha256  # loads OpenSSL, which a report in text does not need

        data = self.identity.encode("utf-8", "surrogatepass")  # file names need not be UTF-8
        return sha256(data).hexdigest()[:_FINGERPRINT_LENGTH]

    @property
    def module(self) -> str:
        """The folder of the module whose caller decides; empty where none does."""
        return self.depends_on.module if self.depends_on else ""

    @property
    def status(self) -> Status:
        """Whether it counts, and if not, why."""
        if self.suppression is not None:
            return Status.SUPPRESSED
        if self.is_example:
            return Status.EXAMPLE
        if self.baseline_state is BaselineState.UNCHANGED:
            return Status.UNCHANGED
        return Status.OPEN

    @property
    def is_open(self) -> bool:
        """Whether it asks for a change."""
        return self.verdict is Verdict.FAIL and self.status is Status.OPEN

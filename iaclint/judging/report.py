"""The result of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.files.diagnostics import UNREADABLE, Level
from iaclint.files.faults import FAULT

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding


NOTHING_CHECKED: Final = "nothing-checked"
"""The code of the warning that no rule applies to anything."""


class Coverage(Struct, frozen=True):
    """What a run covers, and what it does not."""

    files: int = 0
    failed: int = 0
    """Files that could not be parsed."""
    not_loaded: tuple[str, ...] = ()
    """Modules and nested templates that could not be read."""
    resources: int = 0
    """Resources checked."""
    not_applied: tuple[str, ...] = ()
    """Variable files that give no value to anything."""
    remedies: tuple[str, ...] = ()
    """How to load what is not loaded, a sentence for each front end that has one."""
    not_applied_remedy: str = ""
    """How to apply variable files."""
    stubbed: tuple[str, ...] = ()
    """Module calls that a stub is used for."""
    left_out: int = 0
    """Files that exclusions and ``.gitignore`` leave out."""
    tool_folders: tuple[str, ...] = ()
    """The names of the folders of tools that are not searched."""
    can_be_empty: bool = False
    """Whether it is fine that no resources were checked, as for a change that affects none."""

    @property
    def is_complete(self) -> bool:
        """Whether everything was read, and at least one resource was checked if there must be."""
        has_checked = self.resources > 0 or self.can_be_empty
        return not self.failed and not self.not_loaded and has_checked


class FixedFinding(Struct, frozen=True):
    """A failure of the baseline or the base revision that is no longer found."""

    rule: str
    address: str
    path: str
    """The file that it was in, as shown in reports."""
    message: str
    fingerprint: str
    tree_path: str = ""
    """The file in its tree."""


class ChangeSummary(Struct, frozen=True):
    """What a report on changed files leaves out."""

    files: int
    """How many files changed."""
    hidden: int
    """How many failures they do not cause, in what they can affect."""


class Report(Struct, frozen=True):
    """The result of a run: findings of all verdicts, sorted, diagnostics and coverage."""

    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    coverage: Coverage
    fixed: tuple[FixedFinding, ...] = ()
    """What is no longer found; empty where nothing was compared."""
    changes: ChangeSummary | None = None
    """For a report on changed files, what is left out."""
    compared_with: str = ""
    """What the findings are compared with: ``main at 1a2b3c4``; empty if nothing."""

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that ask for a change, in order."""
        return tuple(finding for finding in self.findings if finding.is_open)

    @property
    def has_errors(self) -> bool:
        """Whether there is input that was not checked because of an error.

        Errors that the base revision has, too, do not count.
        """
        return any(d.level is Level.ERROR and not d.is_unchanged for d in self.diagnostics)

    @property
    def has_faults(self) -> bool:
        """Whether a bug left out a part of the input."""
        return any(d.code == FAULT for d in self.diagnostics)

    @property
    def is_unreadable(self) -> bool:
        """Whether there is input, and none of it could be read or parsed."""
        unread = any(d.code == UNREADABLE and not d.is_unchanged for d in self.diagnostics)
        failed = bool(self.coverage.failed) and self.has_errors
        return self.coverage.failed >= self.coverage.files and (failed or unread)

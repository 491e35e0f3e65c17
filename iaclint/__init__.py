"""Find public, unencrypted or unlogged storage in Terraform and CloudFormation.

``check`` returns a ``Report``; ``docs/api.md`` describes both. Names are imported when they are
used, so that ``import iaclint`` is fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iaclint.api import check
    from iaclint.errors import IaclintError, UsageError
    from iaclint.files.diagnostics import Diagnostic, Level
    from iaclint.judging.exit_policy import ExitPolicy
    from iaclint.judging.findings import Finding, Status, Verdict
    from iaclint.judging.report import Coverage, Report
    from iaclint.request import Request
    from iaclint.ruleset.rule import Rule, Severity

__version__ = "0.1.0"

__all__ = [
    "Coverage",
    "Diagnostic",
    "ExitPolicy",
    "Finding",
    "IaclintError",
    "Level",
    "Report",
    "Request",
    "Rule",
    "Severity",
    "Status",
    "UsageError",
    "Verdict",
    "__version__",
    "check",
]

_MODULES = {
    "iaclint.api": ("check",),
    "iaclint.errors": ("IaclintError", "UsageError"),
    "iaclint.files.diagnostics": ("Diagnostic", "Level"),
    "iaclint.judging.exit_policy": ("ExitPolicy",),
    "iaclint.judging.findings": ("Finding", "Status", "Verdict"),
    "iaclint.judging.report": ("Coverage", "Report"),
    "iaclint.request": ("Request",),
    "iaclint.ruleset.rule": ("Rule", "Severity"),
}


if not TYPE_CHECKING:  # for type checkers, there are no other names

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        for module, names in _MODULES.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(f"module 'iaclint' has no attribute '{name}'")

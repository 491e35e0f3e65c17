"""The settings of a run, from options and from the configuration file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cli.options import choose
from iaclint.config.effective import CommandLine, Effective, load_settings
from iaclint.errors import UsageError
from iaclint.files.diagnostics import did_you_mean
from iaclint.judging.exit_policy import Action
from iaclint.ruleset.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum

    from iaclint.options import Options


def read_command_line(
    profile: str | None = None,
    fail_on: str | None = None,
    unknown: str | None = None,
    exclude: Sequence[str] | None = None,
    rules_folders: Sequence[str] | None = None,
    require_coverage: bool = False,
    stubs: Sequence[str] | None = None,
) -> CommandLine:
    """Return the settings that options give. Raises ``UsageError`` for an invalid value."""
    return CommandLine(
        profile,
        None if fail_on is None else Severity(_choose(fail_on, Severity, "--fail-on")),
        None if unknown is None else Action(_choose(unknown, Action, "--unknown")),
        Action.FAIL if require_coverage else None,
        tuple(exclude or ()),
        tuple(rules_folders or ()),
        tuple(stubs or ()),
    )


def all_rule_folders(given: Sequence[str] | None) -> list[str]:
    """Return the rule folders of the configuration file, and those of ``--rules-dir``."""
    command_line = CommandLine(rule_folders=tuple(given or ()))
    return list(load_settings(os.getcwd(), given=command_line).rule_folders)


def _choose(name: str, kind: type[Enum], option: str) -> str:
    return choose(name, [each.value for each in kind], option)


def configure(effective: Effective, options: Options, environments: Sequence[str] = ()) -> Options:
    """Return options with those of the configuration file below them.

    ``environments`` are the values of ``--env``: ``NAME=FILE,...`` replaces the environments of
    the file, and ``NAME`` selects one of them. Raises ``UsageError`` for an unknown name.
    """
    options = replace(options, stubs=effective.stub_folders)
    file = effective.file
    if file is None and not environments:
        return options
    from iaclint.config.deployments import read_roots

    roots = read_roots(file) if file is not None else ()
    selected = tuple(name for name in environments if "=" not in name)
    _check_names(selected, [r.environment for r in roots if r.environment is not None])
    if len(selected) < len(environments):
        if selected:
            raise UsageError("--env NAME and --env NAME=FILE exclude each other")
        roots = tuple(root for root in roots if root.environment is None)
    accounts = frozenset(file.settings.allowed_accounts if file else ())
    return replace(options, roots=roots, selected=selected, trusted_accounts=accounts)


def _check_names(names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if not known:
            raise UsageError(f"--env takes NAME=FILE or NAME=FILE,FILE, not '{name}'")
        if name not in known:
            hint = (
                did_you_mean(name, known) or f"environments are: {', '.join(dict.fromkeys(known))}"
            )
            raise UsageError(f"no root has the environment '{name}'", hint)

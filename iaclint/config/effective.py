"""The effective settings of a run, and where each comes from.

The command line takes precedence over the configuration file, and that over the defaults.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from iaclint.config.file import ConfigFile, find_config, open_found, open_named
from iaclint.config.settings import Settings
from iaclint.errors import UsageError
from iaclint.files.globs import Exclusion, exclude_folder
from iaclint.judging.exit_policy import Action, ExitPolicy
from iaclint.ruleset.selection import RuleSetting
from iaclint.suppressions.policy import SuppressionPolicy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.files.source import Span
    from iaclint.ruleset.rule import Severity


class CommandLine(Struct, frozen=True):
    """The settings that the command line gives; None and empty where it does not."""

    profile: str | None = None
    fail_on: Severity | None = None
    unknown: Action | None = None
    coverage: Action | None = None
    exclude: tuple[str, ...] = ()
    """In addition to those of the file."""
    rule_folders: tuple[str, ...] = ()
    """In addition to those of the file."""
    stubs: tuple[str, ...] = ()
    """In addition to those of the file."""


class Effective(Struct, frozen=True):
    """The settings of a run."""

    cwd: str
    given: CommandLine = CommandLine()
    file: ConfigFile | None = None

    @property
    def settings(self) -> Settings:
        """The settings: those of the file, with those of the command line over them."""
        found = self.file.settings if self.file else Settings()
        values = {name: value for name, value in asdict(self.given).items() if value}
        return replace(
            found,
            **values
            | {
                "exclude": (*found.exclude, *self.given.exclude),
                "rule_folders": (*found.rule_folders, *self.given.rule_folders),
                "stubs": (*self.given.stubs, *found.stubs),
            },
        )

    @property
    def exit_policy(self) -> ExitPolicy:
        """What makes the run fail."""
        settings = self.settings
        problems = settings.suppressions.problems
        return ExitPolicy(settings.fail_on, settings.unknown, settings.coverage, problems)

    def suppression_policy(self, none: bool = False, no_others: bool = False) -> SuppressionPolicy:
        """Return what suppressions may do; ``none`` and ``no_others`` switch them off."""
        settings = self.settings.suppressions
        return SuppressionPolicy(
            settings.allowed and not none,
            settings.require_reason,
            settings.max_days,
            settings.forbidden_rules,
            settings.other_tools and not no_others,
        )

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """What to leave out in folders: what is excluded, and the folders of stubs."""
        own = Exclusion(self.given.exclude, os.path.realpath(self.cwd))
        found = (Exclusion(self.file.settings.exclude, self.file.folder),) if self.file else ()
        stubs = (os.path.realpath(os.path.join(self.cwd, name)) for name in self.stub_folders)
        return (
            *(each for each in (*found, own) if each.patterns),
            *(exclude_folder(folder) for folder in stubs),
        )

    @property
    def rule_folders(self) -> tuple[str, ...]:
        """The folders of additional rules, relative to the working directory."""
        found = self.file.settings.rule_folders if self.file else ()
        return (*self._from_cwd(found), *self.given.rule_folders)

    @property
    def stub_folders(self) -> tuple[str, ...]:
        """The folders of stubs, relative to the working directory; earlier ones win."""
        found = self.file.settings.stubs if self.file else ()
        return (*self.given.stubs, *self._from_cwd(found))

    def _from_cwd(self, folders: Sequence[str]) -> tuple[str, ...]:
        """Return folders that the file names, relative to the working directory."""
        top = self.file.folder if self.file else self.cwd
        return tuple(os.path.relpath(os.path.join(top, name), self.cwd) for name in folders)

    @property
    def rule_settings(self) -> tuple[RuleSetting, ...]:
        """What the file sets for rules."""
        if self.file is None:
            return ()
        rules = self.file.settings.rules.items()
        return tuple(RuleSetting(id_, level, self._key("rules", id_)) for id_, level in rules)

    def _key(self, *path: str) -> Span:
        from iaclint.models.schema import locate_key

        assert self.file is not None
        assert self.file.tree is not None
        return locate_key(self.file.tree, path[:-1], path[-1])


def load_settings(
    cwd: str, path: str | None = None, ignore: bool = False, given: CommandLine | None = None
) -> Effective:
    """Return the settings of a run in a working directory.

    ``path`` is the configuration file that the user names; without it, the closest one is used
    unless ``ignore`` says that none is. Raises ``UsageError`` for an invalid one.
    """
    given = given or CommandLine()
    if path is not None and ignore:
        raise UsageError("--config and --no-config exclude each other")
    found = None if path is not None or ignore else find_config(cwd)
    if path is None and found is None:
        return Effective(cwd, given)
    from iaclint.config.checks import checked

    file = open_found(found, cwd) if found is not None else open_named(str(path), cwd)
    return Effective(cwd, given, checked(file))

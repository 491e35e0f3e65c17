"""The request of a run."""

from __future__ import annotations

import time

from msgspec import Struct, field

from iaclint.files.globs import Exclusion
from iaclint.options import Options
from iaclint.ruleset.selection import DEFAULT, RuleSetting
from iaclint.suppressions.policy import SuppressionPolicy


class RuleChoice(Struct, frozen=True):
    """Which rules apply."""

    ids: tuple[str, ...] = ()
    """Only these, if there are any; ``all`` for every rule."""
    skip: tuple[str, ...] = ()
    profile: str = DEFAULT
    folders: tuple[str, ...] = ()
    """Folders of rules in addition to the bundled ones."""
    settings: tuple[RuleSetting, ...] = ()
    """What a configuration file sets for rules; the last one that applies to a rule holds."""


class Widened(Struct, frozen=True):
    """What is known of paths that are all that changed files can affect."""

    roots: tuple[str, ...]
    """The roots of their trees: examples are in folders below."""
    value_files: frozenset[str]
    """The real paths of all variable files of the modules."""
    former: tuple[str, ...] = ()
    """Deleted files: they are among the paths at a revision."""
    new: frozenset[str] = frozenset()
    """The paths that are not searched at a revision, though they exist there."""


class Request(Struct, frozen=True):
    """What to check, with which rules and options."""

    paths: tuple[str, ...]
    """Folders and files; if empty, there is nothing to check."""
    cwd: str
    """The folder that relative paths start from."""
    rules: RuleChoice = RuleChoice()
    options: Options = Options()
    """The options of front ends."""
    address: str | None = None
    """The only resource to check; without an instance key, all its instances."""
    parameter_files: tuple[str, ...] = ()
    """The files that ``options.parameters`` are from: they can have other values at a revision."""
    revision: str | None = None
    """The revision to compare with: what is there at its merge base with ``HEAD`` is not new."""
    config_names: tuple[str, ...] = ()
    """The names of configuration files in the repository that apply: a change can change them."""
    config_file: str | None = None
    """The configuration file that the user names."""
    baseline: str | None = None
    """The file of known findings to compare with."""
    assume_callers: bool = True
    """Whether a module that nothing calls may have callers elsewhere; if not, it is deployed."""
    widened: Widened | None = None
    """For paths that stand for changed files; no path is the user's then."""
    validate_templates: bool = False
    """Whether to report diagnostics of cfn-lint, too."""
    suppressions: SuppressionPolicy = SuppressionPolicy()
    """What suppressions in the source may do."""
    content: bytes | None = None
    """The content of the only path, which is a file, if it is not the one on the disk."""
    today: str = field(default_factory=lambda: time.strftime("%Y-%m-%d"))
    """The date on which suppressions expire or not, ``YYYY-MM-DD``."""
    exclusions: tuple[Exclusion, ...] = ()
    """What to leave out in folders."""
    exclude_named: bool = False
    """Whether to leave out paths that the user names, too."""

"""What may be asked of a run."""

from __future__ import annotations

from msgspec import Struct

from iaclint.options import Options
from iaclint.ruleset.selection import DEFAULT


class RuleChoice(Struct, frozen=True):
    """Which rules apply."""

    ids: tuple[str, ...] = ()
    """Only these, where there are any; ``all`` for every rule."""
    skip: tuple[str, ...] = ()
    profile: str = DEFAULT
    folders: tuple[str, ...] = ()
    """Folders with more rules than the bundled ones."""


class Request(Struct, frozen=True):
    """What is asked of a run."""

    paths: tuple[str, ...]
    """Folders and files; without any, there is nothing to check."""
    cwd: str
    """The folder that relative paths start from."""
    rules: RuleChoice = RuleChoice()
    options: Options = Options()
    """What front ends are told besides the files."""
    address: str | None = None
    """The only resource to check; without its key, all instances of it."""
    validate_templates: bool = False
    """Whether diagnostics of cfn-lint are reported, too."""

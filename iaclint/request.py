"""What may be asked of a run."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from iaclint.ruleset.selection import DEFAULT


class RuleChoice(Struct, frozen=True):
    """Which rules apply."""

    ids: tuple[str, ...] = ()
    """Only these, where there are any; ``all`` for every rule."""
    skip: tuple[str, ...] = ()
    profile: str = DEFAULT
    folders: tuple[str, ...] = ()
    """Where there are rules beside the bundled ones."""


class AwsEnvironment(Struct, frozen=True):
    """Where stacks are deployed, as far as the user says so."""

    region: str | None = None
    account: str | None = None
    partition: str | None = None


class Setting(Struct, frozen=True):
    """A file with values of Terraform variables, or the value of one."""

    text: str
    """The path of the file, or the value."""
    variable: str | None = None
    environment: str | None = None
    """The only environment that it holds in; None for all."""


class Variables(Struct, frozen=True):
    """What Terraform is told from outside of its root modules."""

    settings: tuple[Setting, ...] = ()
    """Later ones win over earlier ones, and all of them over a root's own files."""
    process: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Values that everything else wins over: ``TF_VAR_*``, by the name of the variable."""
    workspace: str = "default"

    @property
    def environments(self) -> tuple[str, ...]:
        """The environments that there are, in order; each is evaluated by itself."""
        names = (s.environment for s in self.settings if s.environment is not None)
        return tuple(dict.fromkeys(names))

    def of(self, environment: str | None) -> tuple[Setting, ...]:
        """Return the settings that hold in an environment."""
        return tuple(s for s in self.settings if s.environment in (None, environment))


class Request(Struct, frozen=True):
    """What is asked of a run."""

    paths: tuple[str, ...]
    """Folders and files; none is nothing to check."""
    cwd: str
    """The folder that relative paths start from."""
    rules: RuleChoice = RuleChoice()
    variables: Variables = Variables()
    parameters: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    """Values of CloudFormation parameters; None for one that a stack has already."""
    place: AwsEnvironment = AwsEnvironment()
    """Where CloudFormation stacks are deployed."""
    source: str | None = None
    """The folder that plans were made from, where findings are to point at it."""
    address: str | None = None
    """The one resource to judge; without its key, all instances of it."""
    validate_templates: bool = False
    """Whether what cfn-lint finds in templates is told as well."""

"""What a run is told besides the files: variables, parameters, where stacks are deployed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree


class Assignment(Struct, frozen=True):
    """A file with values of Terraform variables, or the value of one variable as text."""

    text: str
    """The value; or the file's path, relative to the working folder or absolute."""
    variable: str | None = None
    environment: str | None = None
    """The only environment that it holds in; None for all."""


class Variables(Struct, frozen=True):
    """What Terraform is told from outside of its root modules."""

    assignments: tuple[Assignment, ...] = ()
    """Later ones win over earlier ones, and all of them over a root's own files."""
    workspace: str = "default"
    process: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The values of ``TF_VAR_*``, by the name of the variable; everything else wins over them."""

    def of(self, environment: str) -> Variables:
        """Return what holds in an environment."""
        holding = (a for a in self.assignments if a.environment in (None, environment))
        return replace(self, assignments=tuple(holding))


class AwsEnvironment(Struct, frozen=True):
    """Where stacks are deployed, as far as the user says so."""

    region: str | None = None
    account: str | None = None
    partition: str | None = None


class Options(Struct, frozen=True):
    """What front ends are told; each takes what concerns it."""

    variables: Variables = Variables()
    parameters: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    """Values of CloudFormation parameters; None for one that a stack has already."""
    aws_environment: AwsEnvironment = AwsEnvironment()
    """Where CloudFormation stacks are deployed."""
    source: tuple[SourceTree, str] | None = None
    """The folder that plans were made from, so that findings point at it."""

    @property
    def environments(self) -> tuple[str, ...]:
        """The environments that are named, in order; each is evaluated by itself."""
        names = (a.environment for a in self.variables.assignments if a.environment is not None)
        return tuple(dict.fromkeys(names))

    def of(self, environment: str) -> Options:
        """Return what holds in an environment."""
        return replace(self, variables=self.variables.of(environment))

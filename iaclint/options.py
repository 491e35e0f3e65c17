"""The options of a run: variables, parameters, the environment of stacks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree


class Assignment(Struct, frozen=True):
    """A Terraform variable file, or the value of one variable as text."""

    text: str
    """The value, or the path of the file, absolute or relative to the working directory."""
    variable: str | None = None
    environment: str | None = None
    """The environment that it applies to; None for all."""


class Variables(Struct, frozen=True):
    """Input of Terraform from outside of the root modules."""

    assignments: tuple[Assignment, ...] = ()
    """Later ones take precedence, and all of them take precedence over files in the root module."""
    workspace: str | None = None
    """None where it is not given."""
    process: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The values of ``TF_VAR_*`` by variable name; everything else takes precedence."""
    assume_caller: bool = False
    """Whether resources exist that the defaults of a module that nothing calls leave out."""

    def of(self, environment: str) -> Variables:
        """Return the options for an environment; its workspace has the same name."""
        holding = (a for a in self.assignments if a.environment in (None, environment))
        workspace = self.workspace or environment or None
        return replace(self, assignments=tuple(holding), workspace=workspace)


class AwsEnvironment(Struct, frozen=True):
    """Where stacks are deployed, as far as it is given."""

    region: str | None = None
    account: str | None = None
    partition: str | None = None


class Options(Struct, frozen=True):
    """The options of all front ends; each reads its own."""

    variables: Variables = Variables()
    parameters: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    """Values of CloudFormation parameters; None for a previous value, which is unknown."""
    aws_environment: AwsEnvironment = AwsEnvironment()
    """Where CloudFormation stacks are deployed."""
    source: tuple[SourceTree, str] | None = None
    """The source folder of plans, for the places of findings."""

    @property
    def environments(self) -> tuple[str, ...]:
        """The named environments, in order; each is evaluated separately."""
        names = (a.environment for a in self.variables.assignments if a.environment is not None)
        return tuple(dict.fromkeys(names))

    def of(self, environment: str) -> Options:
        """Return the options for an environment."""
        return replace(self, variables=self.variables.of(environment))

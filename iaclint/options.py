"""The options of a run: variables, parameters, the environment of stacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from iaclint.files.globs import PathPattern

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.files.source_tree import SourceTree


class NamedFile(Struct, frozen=True):
    """A file that a configuration file names."""

    path: str
    """Relative to the folder of the template; it must be in the same tree."""
    place: Span
    """Where it is named."""


class Assignment(Struct, frozen=True):
    """A Terraform variable file, or the value of one variable as text."""

    text: str
    """The value, or the path of the file, absolute or relative to the working directory."""
    variable: str | None = None
    environment: str | None = None
    """The environment that it applies to; None for all."""
    place: Span | None = None
    """Where a configuration file names the variable file; then it is relative to the root module,
    and in the same tree."""


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
    parameter_files: tuple[NamedFile, ...] = ()
    """CloudFormation parameter files; ``parameters`` take precedence."""
    trusted_accounts: frozenset[str] = frozenset()
    """The AWS accounts that may have access."""
    roots: tuple[RootOptions, ...] = ()
    """Options of some roots; later ones take precedence, and all others over them."""
    environment: str = ""
    """The environment that these are for; empty for none."""
    stubs: tuple[str, ...] = ()
    """Folders of stubs, absolute or relative to the working directory."""
    selected: tuple[str, ...] = ()
    """The only environments to check, if there are any."""
    environments: tuple[str, ...] = ()
    """Environments to check even if nothing is given for them."""

    @property
    def known_accounts(self) -> frozenset[str]:
        """The AWS accounts that may have access, with the one of the stacks."""
        return self.trusted_accounts | {self.aws_environment.account or ""} - {""}

    def environments_of(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the environments of roots, in order; each is evaluated separately.

        ``paths`` are the real paths of all folders and files that can be roots.
        """
        paths = tuple(paths)
        names = [*self.environments, *(a.environment for a in self.variables.assignments)]
        for root in self.roots:
            if root.environment is not None and any(map(root.pattern.matches, paths)):
                names.append(root.environment)
        found = tuple(dict.fromkeys(name for name in names if name is not None))
        return tuple(name for name in found if not self.selected or name in self.selected)

    def unmatched(self, paths: Iterable[str], below: Collection[str]) -> Iterator[RootOptions]:
        """Yield the options whose pattern matches none of the real paths of roots.

        Only those of configuration files in the folders ``below`` or their subfolders count.
        """
        paths = tuple(paths)
        for root in self.roots:
            folder = f"{root.pattern.folder}/"
            is_below = any(folder.startswith(f"{top}/") for top in below)
            is_first = root.environment is None
            if is_first and is_below and not any(map(root.pattern.matches, paths)):
                yield root

    def configured_files(self, path: str) -> frozenset[str]:
        """Return the variable files of a root, given by its real path, in any environment."""
        found = (root.options.variables for root in self.roots if root.pattern.matches(path))
        return frozenset(a.text for variables in found for a in variables.assignments)

    def of(self, environment: str) -> Options:
        """Return the options for an environment."""
        return replace(self, environment=environment)

    def at(self, path: str) -> Options | None:
        """Return the options of a root, given by its real path, in the environment.

        None if it has environments of its own, and this is none of them.
        """
        found = [root for root in self.roots if root.pattern.matches(path)]
        own = {root.environment for root in found} - {None}
        if own and self.environment not in own:
            return None
        everywhere = {a.environment for a in self.variables.assignments}
        name = self.environment if self.environment in own | everywhere else ""
        lower = [root.options for root in found if root.environment in (None, name)]
        options = reduce(_override, [*lower, self], Options()) if lower else self
        return replace(options, variables=options.variables.of(name), environment=name)


class RootOptions(Struct, frozen=True):
    """Options of the roots that match a pattern, in one environment or all."""

    pattern: PathPattern
    options: Options
    environment: str | None = None
    """None for all."""
    place: Span | None = None
    """Where a configuration file has the pattern."""


def _override(lower: Options, upper: Options) -> Options:
    """Return options in which those of ``upper`` take precedence."""
    below, above = lower.variables, upper.variables
    places, here = lower.aws_environment, upper.aws_environment
    return replace(
        upper,
        variables=Variables(
            (*below.assignments, *above.assignments),
            above.workspace or below.workspace,
            above.process,
        ),
        parameters={**lower.parameters, **upper.parameters},
        parameter_files=(*lower.parameter_files, *upper.parameter_files),
        aws_environment=AwsEnvironment(
            here.region or places.region,
            here.account or places.account,
            here.partition or places.partition,
        ),
        trusted_accounts=lower.trusted_accounts | upper.trusted_accounts,
    )

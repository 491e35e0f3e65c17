"""Resources: the result of all front ends, and the input of all later stages.

Later stages know the language of a resource only from a mapping.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from iaclint.symbolic.values import Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span

Path: TypeAlias = tuple[str | int, ...]
"""The path of a value in a resource: names, and indices of lists."""


class Related(Struct, frozen=True):
    """A place related to a finding, with a caption."""

    caption: str
    span: Span


class Call(Struct, frozen=True):
    """A module call in the address of a resource: ``module.media``, and its place."""

    address: str
    span: Span


class PassedOn(Struct, frozen=True):
    """An attribute of a resource in the arguments of a module that is not loaded."""

    attribute: str
    """``id``; empty for the whole resource."""
    call: Call


class Body(Protocol):
    """The values of a resource, evaluated lazily."""

    def names(self) -> Collection[str]:
        """Return the names of all attributes and blocks that are set, or can be."""

    def get(self, name: str) -> Value:
        """Return an attribute, or the blocks of that name as a tuple of dicts.

        ``ABSENT`` if it is not set.
        """

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where the value at a path is written.

        If the path does not exist, this is the header of the deepest block on it, or of the
        resource. Indices are those in a world: in another one, a list can have more or fewer
        elements.
        """

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path comes from: defaults, arguments, locals."""


class Placement(Struct, frozen=True):
    """Where a resource is deployed, as far as the configuration distinguishes places."""

    account: Value = None
    region: Value = None
    partition: Value = None
    """The partition of AWS, or the unknown region that decides on it."""
    endpoint: Value = None
    """What stands for the endpoint that it is deployed through; None for that of the cloud."""


def _never(attribute: str) -> bool:
    return False


def _none_of(types: Container[str]) -> Iterable[Related]:
    return ()


class Resource(Struct, frozen=True, eq=False):
    """One resource that would be deployed, or that exists and is no longer managed."""

    language: str
    """The name of its language: ``terraform``."""
    type: str
    address: str
    """Its address: ``module.m["a"].aws_s3_bucket.this[0]``, ``Media``."""
    scope: str
    """The root or template that it is deployed with, in which its address is unique."""
    span: Span
    """Its header."""
    body: Body
    calls: tuple[Call, ...] = ()
    """The module calls, outermost first."""
    presence: Unknown | None = None
    """Whether it exists, if that is unknown."""
    placement: Callable[[], Placement] = Placement
    """Where it is deployed."""
    versions: Callable[[], tuple[str, ...]] = tuple
    """The version constraint of its provider: ``~> 5.0``."""
    not_created: Callable[[Container[str]], Iterable[Related]] = _none_of
    """Returns why resources of some types that refer to it are not created."""
    passed_on: Callable[[], tuple[PassedOn, ...]] = tuple
    """Returns what is passed on to modules that are not loaded: they may configure it."""
    restores: Callable[[str], bool] = _never
    """Returns whether an apply restores an attribute that differs: it is set, and not ignored."""
    root: str = ""
    """The path of the folder or file that it is deployed from, in its tree."""
    deployed_from: str = ""
    """The file of the root, as shown; empty for that of the outermost call, or of the header."""
    trusted_accounts: frozenset[str] = frozenset()
    """The AWS accounts that may have access to it."""
    unparsed: tuple[str, ...] = ()
    """The files deployed with it that cannot be parsed: they may configure it as well."""
    stub: str = ""
    """What the stub describes that it is from: ``terraform-aws-modules/s3-bucket/aws 4.x``."""
    blocker: str = ""
    """The symbol that makes all of it unknown; it is the first of ``unparsed``, too."""
    is_managed: bool = True
    """Whether it is managed after apply. If not, it stays as it is, and may configure others."""

    @property
    def is_unparsed(self) -> bool:
        """Whether nothing in it is certain, as where its own file cannot be parsed."""
        if self.blocker or not self.unparsed:
            return bool(self.blocker)
        spans = (self.span, *(call.span for call in self.calls))
        return any(s.file.display in self.unparsed for s in spans)

    @property
    def key(self) -> str:
        """Identifies it in a run."""
        return f"{self.scope}:{self.address}"


class Uncalled(Struct, frozen=True, eq=False):
    """What a module that nothing calls is for any caller."""

    variables: tuple[str, ...]
    """The symbols of its variables: ``var.acl``."""
    resources: Callable[[], tuple[Resource, ...]]
    """Return its resources with all variables unknown."""


class Root(Struct, frozen=True, eq=False):
    """A unit of deployment: a root module, a plan, a template."""

    scope: str
    """The scope of its resources."""
    path: str
    """The folder or file, as shown in reports."""
    language: str
    outputs: Body
    """Its outputs."""
    report_refusals: Callable[[], object] = tuple
    """Reports what deployment refuses although no resource or output depends on it."""
    uncalled: Uncalled | None = None
    """For a module that nothing calls; None for what is deployed as it is."""
    has_state: bool = False
    """Whether a state is kept for it, so that it is deployed whatever its folder is called."""


class Configuration(Struct, frozen=True):
    """The result of a front end."""

    resources: tuple[Resource, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0
    """The number of files read."""
    failed: int = 0
    """The number of files that could not be parsed."""
    not_loaded: tuple[str, ...] = ()
    """Addresses and sources of modules (or nested templates) that could not be read."""
    stubbed: tuple[str, ...] = ()
    """Addresses of module calls that a stub is used for, and what it describes."""
    remedy: str = ""
    """How to make them available, in one sentence."""
    not_applied: tuple[str, ...] = ()
    """Variable files that were found, but give no value."""
    not_applied_remedy: str = ""
    """How to apply them."""
    late_diagnostics: Callable[[], tuple[Diagnostic, ...]] = tuple
    """Diagnostics found later, when values are evaluated."""
    roots: tuple[Root, ...] = ()
    deployed: tuple[str, ...] = ()
    """The folders and files that the environment deploys, as ``Resource.root`` has them."""


class Evaluation(Struct, frozen=True):
    """An evaluated configuration, without verdicts."""

    roots: tuple[Root, ...]
    resources: tuple[Resource, ...]
    """Resources of all types."""
    diagnostics: Callable[[], tuple[Diagnostic, ...]]
    """Return the diagnostics, as far as values were evaluated."""

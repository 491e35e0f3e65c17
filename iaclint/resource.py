"""Resources: where every front end ends, and all that comes after it begins.

Nothing behind this module knows which language a resource was written in, other than by
data in a mapping.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from iaclint.symbolic.values import Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value inside of a resource: names, and indices into lists."""


class Related(Struct, frozen=True):
    """A place that had a part in a finding, and which part."""

    caption: str
    span: Span


class Call(Struct, frozen=True):
    """A module call that leads to a resource: ``module.media``, and where it is written."""

    address: str
    span: Span


class Body(Protocol):
    """What a resource is set to. Nothing is evaluated before it is asked for."""

    def names(self) -> Collection[str]:
        """Return the names of all attributes and blocks that are written, or may be."""

    def get(self, name: str) -> Value:
        """Return an attribute, or the blocks of that name as a tuple of dicts.

        ``ABSENT`` when nothing of that name is written.
        """

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where the value at a path is written.

        Where the path leads to nothing, this is the header of the deepest block that
        exists on the way, in the end the resource's own header. Indices count what there
        is in a world: a list may have an element more or less in another one.
        """

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path came from: defaults, arguments, locals."""


class Placement(Struct, frozen=True):
    """Where a resource is deployed to, as far as its configuration tells places apart."""

    account: Value = None
    region: Value = None


class Resource(Struct, frozen=True, eq=False):
    """One thing that would be deployed."""

    language: str
    """The name of the language that it is declared in: ``terraform``."""
    type: str
    address: str
    """As its users know it: ``module.m["a"].aws_s3_bucket.this[0]``, ``Media``."""
    scope: str
    """The root or template that it is deployed with; a name is unique in it."""
    span: Span
    """Its header."""
    body: Body
    calls: tuple[Call, ...] = ()
    """The module calls that lead to it, outermost first."""
    presence: Unknown | None = None
    """What decides whether it exists at all, where that is not known."""
    placement: Placement = Placement()
    versions: Callable[[], tuple[str, ...]] = tuple
    """What is said of the version of the provider that makes it: ``~> 5.0``."""

    @property
    def key(self) -> str:
        """What identifies it in a run."""
        return f"{self.scope}:{self.address}"


class Root(Struct, frozen=True, eq=False):
    """What is deployed by itself: a root module, a plan, a template."""

    scope: str
    """What its resources have as their scope."""
    path: str
    """The folder or file, as users are shown it."""
    language: str
    outputs: Body
    """What it hands out."""


class Configuration(Struct, frozen=True):
    """What a front end made of the files it was given."""

    resources: tuple[Resource, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0
    """How many files were read."""
    failed: int = 0
    """How many of them could not be parsed."""
    not_loaded: tuple[str, ...] = ()
    """Addresses and sources of modules (or nested templates) that could not be read."""
    late_diagnostics: Callable[[], tuple[Diagnostic, ...]] = tuple
    """What turned up since, while values were asked for."""
    roots: tuple[Root, ...] = ()


class Evaluation(Struct, frozen=True):
    """What is deployed, before any rule is checked."""

    roots: tuple[Root, ...]
    resources: tuple[Resource, ...]
    """Of all types."""
    diagnostics: Callable[[], tuple[Diagnostic, ...]]
    """Return what is wrong with the input, as far as values were asked for."""

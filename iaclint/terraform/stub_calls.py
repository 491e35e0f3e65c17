"""Places in the files of the user for what a stub contains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.diagnostics import Level
from iaclint.resource import Related
from iaclint.symbolic.worlds import ANYWHERE
from iaclint.terraform.config.stubs.store import Stub, is_stub
from iaclint.terraform.diagnostics import DiagnosticCollector

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span
    from iaclint.resource import Body, Path, Resource
    from iaclint.symbolic.values import Value
    from iaclint.symbolic.worlds import World


class StubCall:
    """A module call that a stub is evaluated for."""

    def __init__(self, stub: Stub, span: Span) -> None:
        self.stub = stub
        self.span = span

    def related(self, found: Iterable[Related]) -> tuple[Related, ...]:
        """Return the places outside of the stub; the call if there are none but in the stub."""
        every = tuple(found)
        outside = tuple(each for each in every if not is_stub(each.span.file.path))
        default = Related(f"default of {self.stub.label}", self.span)
        return outside or ((default,) if every else ())


class StubBody:
    """The body of a stub's resource: its places are arguments of the call, or the call."""

    def __init__(self, body: Body, call: StubCall) -> None:
        self._body = body
        self._call = call
        self._trails: dict[tuple[Path, World], tuple[Related, ...]] = {}

    def names(self) -> Collection[str]:
        """Return the names of all attributes and blocks that are set, or can be."""
        return self._body.names()

    def get(self, name: str) -> Value:
        """Return an attribute, or the blocks of that name."""
        return self._body.get(name)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return the argument of the call that gives the value at a path, else the call."""
        span = self._body.locate(path, world)
        if not is_stub(span.file.path):
            return span
        nearest = next(iter(self.trail(path, world)), None)
        return self._call.span if nearest is None else nearest.span

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path comes from, outside of the stub."""
        at = (path, world)
        if at not in self._trails:
            self._trails[at] = self._call.related(self._body.trail(path, world))
        return self._trails[at]


class StubDiagnostics(DiagnosticCollector):
    """Passes on what concerns the arguments of a call, and the errors inside of its stub."""

    def __init__(self, outer: DiagnosticCollector, call: StubCall) -> None:
        super().__init__()
        self._outer = outer
        self._call = call

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic; an error about a stub is one at the call, a warning is left out."""
        if diagnostic.span is None or not is_stub(diagnostic.span.file.path):
            self._outer.add(diagnostic)
        elif diagnostic.level is Level.ERROR:
            message = f"in the stub of {self._call.stub.label}: {diagnostic.message}"
            self._outer.add(replace(diagnostic, message=message, span=self._call.span))


def at_call(resource: Resource, call: StubCall) -> Resource:
    """Return a resource of a stub as one of the call."""
    stub = call.stub

    def not_created(types: Container[str]) -> Iterator[Related]:
        yield from call.related(resource.not_created(types))

    return replace(
        resource,
        span=call.span,
        body=StubBody(resource.body, call),
        not_created=not_created,
        stub=stub.note,
        blocker=stub.blocker,
        unparsed=(stub.blocker,) if stub.blocker else (),
    )

"""Plans to resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.plan.body import PlannedBody, header
from iaclint.plan.document import Change, Plan, read_plan
from iaclint.plan.planned import Planned
from iaclint.plan.planned_outputs import PlannedOutputs
from iaclint.plan.skimming import Part
from iaclint.plan.sources import Sources
from iaclint.resource import Configuration, Resource, Root

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from iaclint.files.source import SourceFile
    from iaclint.files.source_tree import SourceTree


def load_plans(
    sources: Sequence[SourceFile],
    wanted: Container[str],
    folder: tuple[SourceTree, str] | None = None,
) -> Configuration:
    """Load plans, each a scope of its own; keep the resources of the wanted types.

    ``folder`` is the root module that was planned, where it is given: findings then point
    there. What cannot be read is a diagnostic of the configuration.
    """
    resources: list[Resource] = []
    diagnostics: list[Diagnostic] = []
    written: list[Sources] = []
    roots: list[Root] = []
    failed = 0
    for source in sources:
        plan, found = read_plan(source)
        diagnostics += found
        if plan is None:
            failed += 1
            continue
        loader = _Loader(plan, Sources(*folder, plan) if folder else None)
        resources += loader.resources(wanted)
        diagnostics += loader.missing()
        roots.append(loader.root())
        written += [loader.sources] if loader.sources else []
    return Configuration(
        tuple(resources),
        tuple(diagnostics),
        len(sources) + sum(sources.modules for sources in written),
        failed + sum(sources.failed for sources in written),
        late_diagnostics=lambda: tuple(d for sources in written for d in sources.diagnostics()),
        roots=tuple(roots),
    )


class _Loader:
    """Makes one plan's resources."""

    def __init__(self, plan: Plan, sources: Sources | None) -> None:
        self._plan = plan
        self._planned = Planned(plan)
        self.sources = sources
        self._missing: list[Change] = []

    def resources(self, wanted: Container[str]) -> list[Resource]:
        """Return the planned resources of some types."""
        changes = self._plan.changes.values()
        return [self._resource(c) for c in changes if c.managed and c.type in wanted]

    def root(self) -> Root:
        """Return the plan as what is deployed by itself."""
        source, outputs = self._plan.source, self._plan.outputs
        body = PlannedOutputs(outputs or Part(source, {}, 0, 1))
        return Root(self._planned.scope, source.display, "terraform", body)

    def _resource(self, change: Change) -> Resource:
        written = self.sources.find(change) if self.sources else None
        if self.sources and written is None:
            self._missing.append(change)
        return Resource(
            language="terraform",
            type=change.type,
            address=change.address,
            scope=self._planned.scope,
            span=header(change) if written is None else written.header,
            body=PlannedBody(change, self._planned, written.body if written else None),
            calls=written.calls if written else (),
        )

    def missing(self) -> list[Diagnostic]:
        """Say which planned resources the sources do not have."""
        if not self._missing:
            return []
        first, *others = self._missing
        more = f" and {len(others)} more" if others else ""
        message = f"the sources have no block for {first.address}{more}"
        hint = "is this the folder, and the version of it, that was planned?"
        return [Diagnostic(Level.WARNING, "not-in-sources", message, header(first), hint)]

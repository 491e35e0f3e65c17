"""Load the resources of plans."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from iaclint.files.diagnostics import REACHED, Diagnostic, Level
from iaclint.files.faults import attempt
from iaclint.files.work import RUN
from iaclint.limits import MAX_DOCUMENT_RESOURCES
from iaclint.plan.aws_places import place
from iaclint.plan.body import PlannedBody
from iaclint.plan.change import Change
from iaclint.plan.document import Plan, read_plan
from iaclint.plan.parts import Part
from iaclint.plan.plan_index import PlanIndex
from iaclint.plan.planned_outputs import PlannedOutputs
from iaclint.plan.source_module import SourceModule
from iaclint.resource import Configuration, Placement, Resource, Root
from iaclint.symbolic.values import Identity, Unknown
from iaclint.terraform import azapi
from iaclint.terraform.google_projects import is_of_google, project_of
from iaclint.terraform.provider.attributes import is_of_aws
from iaclint.terraform.request_body import with_sensitive_body

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from iaclint.files.source import SourceFile
    from iaclint.files.source_tree import SourceTree
    from iaclint.plan.change import Change

_PROJECT: Final = Unknown("the project of the provider", Identity("provider/project", ""))
"""The project of all resources that do not say theirs."""


def load_plans(
    sources: Sequence[SourceFile],
    wanted: Container[str],
    folder: tuple[SourceTree, str] | None = None,
    trusted: Mapping[SourceFile, frozenset[str]] = MappingProxyType({}),
) -> Configuration:
    """Return the planned resources of the wanted types; each plan has its own scope.

    ``folder`` is the planned root module, if available: findings then point to its source.
    ``trusted`` has the AWS accounts that may have access to the resources of a plan.
    Errors become diagnostics of the configuration.
    """
    resources: list[Resource] = []
    diagnostics: list[Diagnostic] = []
    modules: list[SourceModule] = []
    roots: list[Root] = []
    failed = 0
    incomplete: list[str] = []
    for source in sources:
        plan, found = attempt(partial(read_plan, source), diagnostics.append, source.display) or (
            None,
            (),
        )
        diagnostics += found
        if plan is None:
            failed += 1
            continue
        incomplete += [f"{source.display} (incomplete plan)"] if plan.gap else []
        sources_of = SourceModule(*folder, plan) if folder else None
        loader = _Loader(plan, sources_of, trusted.get(source, frozenset()))
        load = partial(loader.resources, wanted)
        resources += attempt(load, diagnostics.append, source.display) or ()
        diagnostics += loader.missing()
        roots.append(loader.root())
        modules += [loader.sources] if loader.sources else []
    return Configuration(
        tuple(resources),
        tuple(diagnostics),
        len(sources) + sum(module.files for module in modules),
        failed + sum(module.failed for module in modules),
        tuple(incomplete),
        late_diagnostics=lambda: tuple(d for module in modules for d in module.diagnostics()),
        roots=tuple(roots),
        deployed=tuple(source.path for source in sources),
    )


class _Loader:
    """Creates the resources of one plan."""

    def __init__(
        self, plan: Plan, sources: SourceModule | None, trusted: frozenset[str] = frozenset()
    ) -> None:
        self._plan = plan
        self._trusted = trusted
        self._index = PlanIndex(plan)
        self.sources = sources
        self._missing: list[Change] = []
        self._left_out: Change | None = None

    def resources(self, wanted: Container[str]) -> list[Resource]:
        """Return the planned resources of the wanted types."""
        changes = self._plan.changes.values()
        typed = ((change, self._type(change)) for change in changes if change.managed)
        found = [(change, kind) for change, kind in typed if kind in wanted]
        kept = [each for each in found[:MAX_DOCUMENT_RESOURCES] if RUN.draw_resource()]
        if len(kept) < len(found):
            self._left_out = found[len(kept)][0]
        return [self._resource(change, kind) for change, kind in kept]

    def root(self) -> Root:
        """Return the plan as a root."""
        source, outputs = self._plan.source, self._plan.outputs
        body = PlannedOutputs(outputs or Part(source, {}, 0, 1))
        return Root(self._index.scope, source.display, "terraform", body)

    def _type(self, change: Change) -> str:
        if change.type not in azapi.TYPES:
            return change.type
        return azapi.full_type(change.type, PlannedBody(change, self._index, None))

    def _resource(self, change: Change, kind: str) -> Resource:
        written = self.sources.find(change) if self.sources else None
        if self.sources and written is None and not change.is_forgotten:
            self._missing.append(change)
        body = PlannedBody(change, self._index, written.body if written else None)
        return Resource(
            language="terraform",
            type=kind,
            address=change.address,
            scope=self._index.scope,
            span=change.span if written is None else written.header,
            body=with_sensitive_body(change.type, body),
            calls=written.calls if written else (),
            presence=azapi.presence_of(change.type, body),
            placement=partial(self._place, change, body),
            root=self._plan.source.path,
            trusted_accounts=self._trusted,
            is_managed=not change.is_forgotten,
        )

    def _place(self, change: Change, body: PlannedBody) -> Placement:
        """Return the Google Cloud project of a resource, or its AWS account."""
        if is_of_google(change.type):
            return Placement(project_of(change.type, body.get, _PROJECT))
        return place(self._plan, change, body) if is_of_aws(change.type) else Placement()

    def missing(self) -> list[Diagnostic]:
        """Return what the source does not have, and what a limit leaves out."""
        return [*self._not_in_sources(), *self._limited()]

    def _limited(self) -> Iterator[Diagnostic]:
        if self._left_out is not None:
            place = self._left_out.span
            message = f"more than {MAX_DOCUMENT_RESOURCES:,} resources: the others are not checked"
            yield Diagnostic(Level.ERROR, REACHED, message, place)

    def _not_in_sources(self) -> list[Diagnostic]:
        """Return a warning if the source does not have all planned resources."""
        if not self._missing:
            return []
        first, *others = self._missing
        more = f" and {len(others)} more" if others else ""
        message = f"the source has no block for {first.address}{more}"
        hint = "check that this is the planned root module, at the planned version"
        return [Diagnostic(Level.WARNING, "not-in-sources", message, first.span, hint)]

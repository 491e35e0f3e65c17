"""Templates that are texts in resources of another language."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.embedded.partial_json import template_text
from iaclint.cloudformation.eval.context import Deployment
from iaclint.cloudformation.loader import StackLoader, late_diagnostics
from iaclint.cloudformation.options import Options
from iaclint.cloudformation.stacks.hierarchy import Stacks
from iaclint.cloudformation.stacks.inline_templates import template_at
from iaclint.cloudformation.stacks.partial_templates import with_parameters
from iaclint.cloudformation.template.documents import DocumentReader
from iaclint.cloudformation.trace.stack_outputs import root_of
from iaclint.files.diagnostics import REACHED, Diagnostic, Level
from iaclint.files.faults import attempt
from iaclint.files.source import SourceFile, Span
from iaclint.files.work import RUN, STEPS_MESSAGE
from iaclint.limits import MAX_TEMPLATE_BODY
from iaclint.resource import Call, Configuration, Resource, Root
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.unsettled import unsettled_cause
from iaclint.symbolic.values import PartialString, Unknown, Value
from iaclint.symbolic.worlds import both

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from iaclint.cloudformation.embedded.stack_set_values import Values
    from iaclint.cloudformation.eval.context import Stack
    from iaclint.cloudformation.template.documents import Document


class EmbeddedTemplate(Struct, frozen=True, eq=False):
    """A template in a resource of another language, which deploys it."""

    resource: Resource
    place: Span
    """Where the text is written."""
    text: Value
    parameters: Values
    is_stack_set: bool = False
    number: int = 0
    """Which one it is of those that a stack set deploys with other values."""

    @property
    def label(self) -> str:
        """How coverage lists it if it is not loaded."""
        return f"{self.resource.address} (template_body)"


def load_embedded(
    templates: Iterable[EmbeddedTemplate],
    files: Mapping[str, Sequence[SourceFile]],
    wanted: Container[str],
) -> Configuration:
    """Return the resources that embedded templates deploy; each template has its own scope.

    ``files`` has the templates that are files of the run, by text: places in them are exact. Of
    several with one text, it is the one nearest to where the text is written.
    """
    loader = _EmbeddedLoader(files, wanted)
    for template in templates:
        place = template.resource.address
        attempt(partial(loader.load, template), loader.diagnostics.append, place)
    return Configuration(
        tuple(loader.resources),
        (*loader.diagnostics, *loader.stacks.diagnostics),
        not_loaded=(*loader.not_loaded, *loader.stacks.not_loaded),
        roots=tuple(loader.roots),
        late_diagnostics=lambda: tuple(late_diagnostics(loader.opened, loader.resources)),
    )


class _EmbeddedLoader:
    def __init__(self, files: Mapping[str, Sequence[SourceFile]], wanted: Container[str]) -> None:
        self.resources: list[Resource] = []
        self.diagnostics: list[Diagnostic] = []
        self.not_loaded: list[str] = []
        self.roots: list[Root] = []
        self.opened: list[Stack] = []
        self._files = files
        self._wanted = wanted
        self._reader = DocumentReader((), {})
        self._documents: dict[tuple[Span, str], Document] = {}
        self.stacks = Stacks(self._reader, wanted)

    def load(self, template: EmbeddedTemplate) -> None:
        """Load the resources of a template, and of the stacks nested in it."""
        found = template_text(template.text)
        if found is None:
            self._tell_unknown(template)
            return
        text, added = found
        if len(text) > MAX_TEMPLATE_BODY:
            message = f"a template of more than {MAX_TEMPLATE_BODY:,} characters is not evaluated"
            self._leave_out(template, Level.ERROR, REACHED, message)
            return
        if not RUN.draw(len(text)):
            self._leave_out(template, Level.ERROR, REACHED, STEPS_MESSAGE)
            return
        document: Document | None = self._document(template, text)
        if document is not None and isinstance(template.text, PartialString):
            document = with_parameters(document, added)
        if document is None:
            self._tell_unknown(template)
            return
        if not document.is_template:
            self.diagnostics += document.diagnostics
            self._leave_out(template, Level.WARNING, "template-not-found", "not a template")
            return
        for stack in self.stacks.with_nested(self._stack(template, document, added)):
            loader = StackLoader(stack, self._wanted)
            self.resources += (_deployed_by(template.resource, r) for r in loader.resources())
            self.diagnostics += loader.diagnostics
            self.roots.append(root_of(stack))
            self.opened.append(stack)

    def _tell_unknown(self, template: EmbeddedTemplate) -> None:
        """Note a template that is unknown, an error if no input settles it."""
        cause = next(filter(None, map(unsettled_cause, symbols(template.text))), None)
        if cause is None:
            self.not_loaded.append(template.label)
            return
        message = f"no input can settle {cause}"
        self._leave_out(template, Level.ERROR, "template-not-found", message)

    def _leave_out(self, template: EmbeddedTemplate, level: Level, code: str, message: str) -> None:
        text = f"{template.resource.address}: {message}"
        self.diagnostics.append(Diagnostic(level, code, text, template.place.first_line()))
        self.not_loaded.append(template.label)

    def _document(self, template: EmbeddedTemplate, text: str) -> Document:
        files = self._files.get(text, ())
        if files and RUN.draw(len(files)):
            return self._reader.document(min(files, key=partial(_distance, template.place)))
        key = template.place, text
        if key not in self._documents:
            self._documents[key] = template_at(template.place, text, self._reader)
        return self._documents[key]

    def _stack(
        self, template: EmbeddedTemplate, document: Document, added: Mapping[str, Value]
    ) -> Stack:
        resource = template.resource
        prefix = f"{resource.address}/"
        deployment = Deployment(
            scope=f"{resource.scope}:{prefix}{template.number or ''}",
            prefix=prefix,
            calls=(*resource.calls, Call(resource.address, resource.span)),
            presence=both(resource.presence, template.parameters.presence),
            other_stacks=self.stacks,
            is_stack_instance=template.is_stack_set,
        )
        values = template.parameters
        cause = None if values.cause is None else Unknown(values.cause.symbol)
        unknown = dict.fromkeys(document.section("Parameters") if values.is_open else (), cause)
        options = Options({**unknown, **values.given, **added})
        return self.stacks.stack(document, options, deployment)


def _distance(place: Span, file: SourceFile) -> int:
    """Return how many folders are between a place and a file."""
    path = posixpath.relpath(file.path, posixpath.dirname(place.file.path) or ".")
    return path.count("/")


def _deployed_by(outer: Resource, resource: Resource) -> Resource:
    return replace(resource, root=outer.root, trusted_accounts=outer.trusted_accounts)

"""The stacks of a run: root stacks and the stacks nested in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from iaclint.cloudformation.checks.rules import check_rules
from iaclint.cloudformation.eval.context import Argument, Deployment, Stack
from iaclint.cloudformation.eval.evaluator import Evaluator
from iaclint.cloudformation.stacks.exports import Exports
from iaclint.cloudformation.stacks.inline_templates import inline_template
from iaclint.cloudformation.stacks.nested_stacks import (
    check_arguments,
    existence,
    nested_stack_arguments,
    template_location,
    unsettled_location,
)
from iaclint.cloudformation.stacks.partial_templates import marked_text, with_parameters
from iaclint.cloudformation.stacks.stack_set_values import stack_set_arguments
from iaclint.cloudformation.stacks.stack_sets import (
    stack_instance_options,
    template_body,
)
from iaclint.cloudformation.template.cdk_metadata import NONE, cdk_artifacts
from iaclint.cloudformation.template.documents import Document, DocumentReader
from iaclint.cloudformation.template.locations import NESTED_STACK_TYPES, STACK_SET, local_path
from iaclint.cloudformation.template.template import (
    Template,
    type_of,
)
from iaclint.cloudformation.transforms.transform_pipeline import apply_transforms
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.escapes import unescaped
from iaclint.files.source import Span
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_STACK_DEPTH, MAX_STACKS
from iaclint.resource import Call
from iaclint.symbolic.values import Unknown, Value
from iaclint.symbolic.worlds import both
from iaclint.syntax.tree import Scalar

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from iaclint.cloudformation.eval.context import Frame
    from iaclint.cloudformation.options import Options
    from iaclint.syntax.tree import Entry

_Found: TypeAlias = tuple[Document, dict[str, Scalar]]


class Stacks:
    """Creates the stacks of a run, each once (see ``OtherStacks``)."""

    def __init__(self, reader: DocumentReader, wanted: Container[str] | None = None) -> None:
        self.diagnostics: dict[Diagnostic, None] = {}
        self.not_loaded: dict[str, None] = {}
        self._reader = reader
        self._wanted = wanted
        self._exports = Exports()
        self._templates: dict[Document, Template] = {}
        self._nested: dict[tuple[Stack, str], Sequence[Stack]] = {}
        self._count = 0

    def roots(self, document: Document, given: Options) -> Iterator[Stack]:
        """Yield the root stacks of a template, with the options that the user gives.

        A template has one, or one for each artifact of a cloud assembly that deploys it.
        """
        display = document.source.display
        for number, artifact in enumerate(cdk_artifacts(document.source, self._reader) or [NONE]):
            if number and not self._has_room(Span(document.source, 0, 0)):
                return
            deployment = Deployment(
                f"{display}:{number}" if number else display,
                document.source,
                other_stacks=self,
                name=artifact.name,
            )
            options = replace(
                given,
                parameters={**artifact.parameters, **given.parameters},
                account=given.account or artifact.account,
                region=given.region or artifact.region,
            )
            yield self.stack(document, options, deployment)

    def stack(self, document: Document, options: Options, deployment: Deployment) -> Stack:
        """Return the stack of a template in a deployment."""
        template = self._templates.get(document)
        if template is None:
            template, found = apply_transforms(
                document, self._reader, options, deployment, self._wanted
            )
            self.diagnostics |= dict.fromkeys((*document.diagnostics, *found))
            for left_out in template.not_expanded:
                self.not_loaded[f"{deployment.prefix}{left_out}"] = None
        if b"Transform" not in unescaped(document.source.data):
            self._templates[document] = template  # independent of parameters
        stack = Evaluator(template, options, deployment)
        self.diagnostics |= dict.fromkeys(check_rules(stack))
        if not deployment.is_stack_instance:
            self._exports.add(stack)
        return stack

    def with_nested(self, stack: Stack) -> Iterator[Stack]:
        """Yield a stack and all stacks nested in it."""
        yield stack
        for name, entry in stack.template.resources.items():
            if type_of(entry) in NESTED_STACK_TYPES:
                for nested in self._made(stack, name):
                    yield from self.with_nested(nested)

    def exported(self, name: str) -> tuple[Stack, str] | None:
        """Return the stack and the output that export a name; None unless there is exactly one."""
        return self._exports.find(name)

    def nested(self, stack: Stack, name: str) -> Stack | None:
        """Return the nested stack of a resource; None if it is unknown."""
        return next(iter(self._made(stack, name)), None)

    def _made(self, stack: Stack, name: str) -> Sequence[Stack]:
        """Return the nested stack of a resource, or those that a stack set has."""
        key = stack, name
        if key not in self._nested:
            self._nested[key] = ()  # until it is created: its creation may refer to itself
            self._nested[key] = tuple(self._nest(stack, name))
        return self._nested[key]

    def _nest(self, outer: Stack, name: str) -> Iterator[Stack]:
        entry = outer.template.resources[name]
        frame, presence = existence(outer, entry)
        if type_of(entry) not in NESTED_STACK_TYPES or presence is False:
            return
        found = self._find(outer, name, frame)
        if found is None:
            return
        document, unknown = found
        caller = outer.address(name)
        values = self._arguments(entry, frame, caller, document)
        filled = {
            mark: Argument(node, frame, node.span.first_line(), caller)
            for mark, node in unknown.items()
        }
        for number, given in enumerate(values):
            arguments = {**given, **filled}
            if number and not self._has_room(entry.key.span):
                return
            deployment = self._deployment(outer, name, presence, arguments, number)
            is_set = type_of(entry) == STACK_SET
            options = stack_instance_options(outer.options) if is_set else outer.options
            stack = self.stack(document, options, deployment)
            for diagnostic in check_arguments(stack, entry, arguments):
                self._add(diagnostic)
            yield stack

    def _arguments(
        self, entry: Entry, frame: Frame, caller: str, document: Document
    ) -> Iterator[dict[str, Argument]]:
        """Yield the values of parameters, for a stack set all that its instances have."""
        declared = document.section("Parameters")
        if type_of(entry) == STACK_SET:
            yield from stack_set_arguments(entry, frame, caller, declared)
        else:
            yield nested_stack_arguments(entry, frame, caller, declared)

    def _deployment(
        self,
        outer: Stack,
        name: str,
        presence: bool | Unknown,
        arguments: dict[str, Argument],
        number: int,
    ) -> Deployment:
        entry = outer.template.resources[name]
        is_set = type_of(entry) == STACK_SET
        prefix = f"{outer.deployment.prefix}{name}/"
        return Deployment(
            scope=f"{outer.scope}:{prefix}{number or ''}" if is_set else outer.scope,
            root=outer.deployment.root,
            prefix=prefix,
            calls=(*outer.deployment.calls, Call(outer.address(name), entry.key.span)),
            arguments=arguments,
            presence=both(
                outer.deployment.presence, presence if isinstance(presence, Unknown) else None
            ),
            other_stacks=self,
            is_stack_instance=is_set or outer.deployment.is_stack_instance,
        )

    def _find(self, outer: Stack, name: str, frame: Frame) -> _Found | None:
        """Return the template of a nested stack: another file, or inline.

        The values that an inline template has in the place of marks are parameters.
        """
        entry = outer.template.resources[name]
        body = template_body(entry, frame) if type_of(entry) == STACK_SET else None
        if body is None:
            node, location = template_location(entry, frame)
            loaded = self._load(outer, name, location, node.span)
            return None if loaded is None else (loaded, {})
        node, parts = body
        marked = marked_text(parts) if any(isinstance(part, str) for part in parts) else None
        text, holes = marked or ("", {})
        document = None if marked is None else inline_template(node, text, self._reader)
        filled = None if document is None else with_parameters(document, holes)
        if filled is None or (holes and not filled.is_template):
            self.not_loaded[f"{outer.address(name)} (TemplateBody)"] = None
            return None
        if not self._is_sound(filled, outer, name, node.span):
            return None
        place = node.file, node.start_byte, node.end_byte
        return filled, {mark: Scalar(value, "", *place) for mark, value in holes.items()}

    def _load(self, outer: Stack, name: str, location: Value, span: Span) -> Document | None:
        path = local_path(location)
        label = f"{outer.address(name)} ({location})" if isinstance(location, str) else ""
        if path is None:
            self.not_loaded[label or outer.address(name)] = None
            cause = unsettled_location(location)
            if cause is not None:
                message = f"{outer.address(name)}: no input can settle {cause}"
                self._warn("template-not-found", message, span, Level.ERROR)
            return None
        try:
            document = self._reader.relative_document(outer.template.source, path)
        except Unreadable as error:
            self.not_loaded[label] = None
            level = Level.ERROR if error.is_refused else Level.WARNING
            self._warn("template-not-found", f"{outer.address(name)}: {error}", span, level)
            return None
        return document if self._is_sound(document, outer, name, span) else None

    def _is_sound(self, document: Document, outer: Stack, name: str, span: Span) -> bool:
        address = outer.address(name)
        above = {call.span.file for call in outer.deployment.calls} | {outer.template.source}
        if not document.is_template:
            self.diagnostics |= dict.fromkeys(document.diagnostics)
            self._warn("template-not-found", f"{address}: not a template", span)
        elif document.source in above:
            self._warn(
                "template-cycle", f"circular reference: {address} nests its own template", span
            )
        elif len(outer.deployment.calls) >= MAX_STACK_DEPTH:
            message = f"{address} is nested deeper than {MAX_STACK_DEPTH} stacks"
            self._warn("too-many-stacks", message, span, Level.ERROR)
        elif self._has_room(span):
            return True
        self.not_loaded[f"{address} ({document.source.path})"] = None
        return False

    def _has_room(self, span: Span) -> bool:
        """Return whether one more stack is evaluated, and count it."""
        if self._count >= MAX_STACKS:
            message = f"no more than {MAX_STACKS} nested stacks are evaluated"
            self._warn("too-many-stacks", message, span, Level.ERROR)
            return False
        self._count += 1
        return True

    def _warn(self, code: str, message: str, span: Span, level: Level = Level.WARNING) -> None:
        self._add(Diagnostic(level, code, message, span.first_line()))

    def _add(self, diagnostic: Diagnostic) -> None:
        self.diagnostics[diagnostic] = None

"""The stacks of a run: those deployed on their own, and what is nested in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.checks.rules import check_rules
from iaclint.cloudformation.eval.context import Argument, Deployment, Stack
from iaclint.cloudformation.eval.evaluator import Evaluator, unwritten_keys
from iaclint.cloudformation.stacks.exports import Exports
from iaclint.cloudformation.stacks.inline import inline_document
from iaclint.cloudformation.stacks.stack_sets import body_of, elsewhere, set_arguments
from iaclint.cloudformation.template.calls import as_call, literal
from iaclint.cloudformation.template.cdk_metadata import ASSET, artifact_of, metadata
from iaclint.cloudformation.template.documents import Document, Library
from iaclint.cloudformation.template.locations import NESTING, STACK_SET, local_path
from iaclint.cloudformation.template.parameters import default_node
from iaclint.cloudformation.template.template import (
    Template,
    problem,
    type_of,
    written_property,
)
from iaclint.cloudformation.transforms.transform_pipeline import prepare
from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_STACK_DEPTH, MAX_STACKS
from iaclint.resource import Call
from iaclint.symbolic.values import Unknown, Value
from iaclint.symbolic.worlds import both
from iaclint.syntax.tree import Entry, Mapping

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from iaclint.cloudformation.eval.context import Frame
    from iaclint.cloudformation.options import Options
    from iaclint.files.source import Span
    from iaclint.syntax.tree import Node


class Stacks:
    """Makes stacks, each once (see ``iaclint.cloudformation.eval.context.Neighbours``)."""

    def __init__(
        self, library: Library, options: Options, wanted: Container[str] | None = None
    ) -> None:
        self.diagnostics: dict[Diagnostic, None] = {}
        self.not_loaded: dict[str, None] = {}
        self._library = library
        self._options = options
        self._wanted = wanted
        self._exports = Exports()
        self._templates: dict[Document, Template] = {}
        self._nested: dict[tuple[Stack, str], Stack | None] = {}
        self._count = 0

    def root(self, document: Document) -> Stack:
        """Return the stack of a template that is deployed on its own."""
        artifact = artifact_of(document.source, self._library)
        deployment = Deployment(document.source.display, neighbours=self, name=artifact.name)
        options = replace(
            self._options,
            parameters={**artifact.parameters, **self._options.parameters},
            account=self._options.account or artifact.account,
            region=self._options.region or artifact.region,
        )
        return self._stack(document, options, deployment)

    def _stack(self, document: Document, options: Options, deployment: Deployment) -> Stack:
        template = self._templates.get(document)
        if template is None:
            template, found = prepare(document, self._library, options, deployment, self._wanted)
            self.diagnostics |= dict.fromkeys((*document.diagnostics, *found))
        if b"Transform" not in document.source.data:
            self._templates[document] = template  # the same, whatever it is given
        stack = Evaluator(template, options, deployment)
        self.diagnostics |= dict.fromkeys(check_rules(stack))
        if not deployment.is_elsewhere:
            self._exports.add(stack)
        return stack

    def with_nested(self, stack: Stack) -> Iterator[Stack]:
        """Yield a stack, and all that are nested in it."""
        yield stack
        for name, entry in stack.template.resources.items():
            if type_of(entry) in NESTING:
                nested = self.nested(stack, name)
                if nested is not None:
                    yield from self.with_nested(nested)

    def exported(self, name: str) -> tuple[Stack, str] | None:
        """Return the stack that exports a name, and its output; None unless there is one."""
        return self._exports.find(name)

    def nested(self, stack: Stack, name: str) -> Stack | None:
        """Return the stack that a resource of a template nests; None where it is not known."""
        key = stack, name
        if key not in self._nested:
            self._nested[key] = None  # as long as it is not made: it may ask for itself
            self._nested[key] = self._nest(stack, name)
        return self._nested[key]

    def _nest(self, outer: Stack, name: str) -> Stack | None:
        entry = outer.template.resources[name]
        frame, presence = _existence(outer, entry)
        kind = type_of(entry)
        if kind not in NESTING or presence is False:
            return None
        is_set = kind == STACK_SET
        document = self._find(outer, name, frame)
        if document is None:
            return None
        call = Call(outer.address(name), entry.key.span)
        arguments = (set_arguments if is_set else _arguments)(entry, frame, call.address)
        if arguments is None:
            self.not_loaded[f"{call.address} ({document.source.path})"] = None
            return None
        prefix = f"{outer.deployment.prefix}{name}/"
        certain = None if presence is True else presence
        deployment = Deployment(
            scope=f"{outer.scope}:{prefix}" if is_set else outer.scope,
            prefix=prefix,
            calls=(*outer.deployment.calls, call),
            arguments=arguments,
            presence=both(outer.deployment.presence, certain),
            neighbours=self,
            is_elsewhere=is_set or outer.deployment.is_elsewhere,
        )
        options = elsewhere(outer.options) if is_set else outer.options
        stack = self._stack(document, options, deployment)
        self._check_arguments(stack, entry, arguments)
        return stack

    def _find(self, outer: Stack, name: str, frame: Frame) -> Document | None:
        """Return the template that a resource nests: another file, or a text in this one."""
        entry = outer.template.resources[name]
        body = body_of(entry, frame) if type_of(entry) == STACK_SET else None
        if body is None:
            node, location = _template_location(entry, frame)
            return self._load(outer, name, location, node.span)
        node, text = body
        if not isinstance(text, str):
            self.not_loaded[f"{outer.address(name)} (TemplateBody)"] = None
            return None
        document = inline_document(node, text, self._library)
        return document if self._is_sound(document, outer, name, node.span) else None

    def _load(self, outer: Stack, name: str, location: object, span: Span) -> Document | None:
        path = local_path(location)
        told = f"{outer.address(name)} ({location})" if isinstance(location, str) else ""
        if path is None:
            self.not_loaded[told or outer.address(name)] = None
            return None
        try:
            document = self._library.beside(outer.template.source, path)
        except Unreadable as error:
            self.not_loaded[told] = None
            self._warn("template-not-found", f"{outer.address(name)}: {error}", span)
            return None
        return document if self._is_sound(document, outer, name, span) else None

    def _is_sound(self, document: Document, outer: Stack, name: str, span: Span) -> bool:
        address = outer.address(name)
        above = {call.span.file for call in outer.deployment.calls} | {outer.template.source}
        if not document.is_template:
            self.diagnostics |= dict.fromkeys(document.diagnostics)
            self._warn("template-not-found", f"{address}: this is no template", span)
        elif document.source in above:
            self._warn("template-cycle", f"{address} nests itself", span)
        elif len(outer.deployment.calls) >= MAX_STACK_DEPTH:
            message = f"{address} is nested deeper than {MAX_STACK_DEPTH} stacks"
            self._warn("too-many-stacks", message, span)
        elif self._count >= MAX_STACKS:
            message = f"no more than {MAX_STACKS} nested stacks are evaluated"
            self._warn("too-many-stacks", message, span)
        else:
            self._count += 1
            return True
        self.not_loaded[f"{address} ({document.source.path})"] = None
        return False

    def _check_arguments(self, stack: Stack, entry: Entry, arguments: dict[str, Argument]) -> None:
        """Say what CloudFormation would refuse."""
        declared, path = stack.template.parameters, stack.template.source.display
        for name, argument in arguments.items():
            if name not in declared:
                message = f"the template {path} has no parameter '{name}'"
                hint = did_you_mean(name, declared)
                self._add(problem(argument.span, message, hint, "undefined-reference"))
        for name, parameter in declared.items():
            if name not in arguments and default_node(parameter.value) is None:
                message = f"the template {path} needs a value for its parameter '{name}'"
                self._add(problem(entry.key.span, message, code="missing-parameter"))

    def _warn(self, code: str, message: str, span: Span) -> None:
        self._add(Diagnostic(Level.WARNING, code, message, span.first_line()))

    def _add(self, diagnostic: Diagnostic) -> None:
        self.diagnostics[diagnostic] = None


def _existence(outer: Stack, entry: Entry) -> tuple[Frame, bool | Unknown]:
    """Return where a resource is evaluated, and whether it exists."""
    frame = outer.frame()
    written = entry.value.get("Condition") if isinstance(entry.value, Mapping) else None
    condition = literal(written) if written is not None else None
    if condition is None:
        return frame, True
    return frame.assuming(condition, True), frame.condition(condition)


def _arguments(entry: Entry, frame: Frame, caller: str) -> dict[str, Argument] | None:
    """Return what a nested stack's parameters are given, None where that is not written out."""
    given = written_property(entry, "Parameters")
    if given is None:
        return {}
    if not isinstance(given, Mapping) or as_call(given) or unwritten_keys(given):
        return None
    return {
        name: Argument(item.value, frame, item.key.span, caller)
        for name, item in given.entries.items()
    }


def _template_location(entry: Entry, frame: Frame) -> tuple[Node, Value]:
    """Return where the template of a nested stack is said to be, as written and as a value."""
    node = written_property(entry, "TemplateURL")
    if node is None:
        return entry.key, Unknown("TemplateURL")
    asset = metadata(entry.value, ASSET)
    value = frame.value(node) if asset is None else asset
    # A location that depends on a condition is none that could be read.
    return node, value if isinstance(value, str) else Unknown("TemplateURL")

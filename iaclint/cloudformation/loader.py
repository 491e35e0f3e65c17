"""Load the resources of templates."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.cloudformation.checks.allowed_values import refuse_disallowed
from iaclint.cloudformation.options import Options
from iaclint.cloudformation.stacks.hierarchy import Stacks
from iaclint.cloudformation.stacks.roots import find_roots
from iaclint.cloudformation.template.documents import DocumentReader
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.template import TRANSFORM, template_error, type_of
from iaclint.cloudformation.trace.body import ResourceBody
from iaclint.cloudformation.trace.left_out import names_in, not_created
from iaclint.cloudformation.trace.stack_outputs import root_of
from iaclint.cloudformation.transforms.foreach_unknown import FOREACH, unknown_parts
from iaclint.files.diagnostics import REACHED, Diagnostic, Level, did_you_mean
from iaclint.files.faults import attempt
from iaclint.files.work import OUT_OF_STEPS, RUN, STEPS_MESSAGE
from iaclint.limits import MAX_DOCUMENT_RESOURCES
from iaclint.resource import Configuration, Related, Resource, Uncalled
from iaclint.symbolic.values import Unknown
from iaclint.symbolic.worlds import both
from iaclint.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from iaclint.cloudformation.eval.context import Stack
    from iaclint.cloudformation.stacks.callers import Callers
    from iaclint.cloudformation.template.documents import Document
    from iaclint.files.source import SourceFile
    from iaclint.files.source_tree import SourceTree
    from iaclint.syntax.tree import Entry

_KNOWN_KEYS: Final = (
    "Type",
    "Properties",
    "Condition",
    "DependsOn",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "UpdatePolicy",
    "CreationPolicy",
    "Metadata",
    "Description",
    "Version",
)
"""The attributes of a resource (documentation page "Resource attribute reference")."""


def load_templates(
    sources: Sequence[SourceFile],
    options: Options | None = None,
    trees: Mapping[SourceFile, SourceTree] = MappingProxyType({}),
    wanted: Container[str] | None = None,
    own: Mapping[SourceFile, Options] | None = None,
    callers: Callers | None = None,
    manifests: Mapping[SourceFile, Sequence[SourceFile]] = MappingProxyType({}),
) -> Configuration:
    """Return the resources that templates would deploy; each root template has its own scope.

    ``trees`` maps a source to the folder in which the files it refers to may be read: nested
    templates and included files. Only resources of the ``wanted`` types are returned (None:
    all). A nested template is evaluated as part of its parent. Values are evaluated lazily.
    Errors in a template become diagnostics; a file that is not a template is ignored.
    ``own`` has the options of each template that is deployed (None: all, with ``options``).
    ``callers`` are the templates that are not loaded, but may nest these. ``manifests`` are those
    of the CDK that lead to templates.

    Raises ``InputError`` for a parameter value that a template does not allow.
    """
    given = dict.fromkeys(sources, options or Options()) if own is None else own
    reader = DocumentReader(sources, trees, manifests)
    templates = [source for source in sources if reader.document(source).is_template]
    stacks = Stacks(reader, wanted)
    roots = [source for source in find_roots(reader, templates) if source in given]
    faults: list[Diagnostic] = []
    opened = (
        attempt(
            partial(_opened, stacks, reader.document(source), given[source]),
            faults.append,
            source.display,
        )
        for source in roots
    )
    made = [stack for found in opened for stack in found or ()]
    # A base revision may not allow a value yet.
    at_base = {source for source, tree in trees.items() if tree.work is not None}
    refuse_disallowed((root for root in made if root.template.source not in at_base), given)
    every = [
        stack
        for root in made
        for stack in attempt(
            partial(_listed, stacks, root), faults.append, root.template.source.display
        )
        or [root]
    ]
    loaders = [StackLoader(stack, wanted) for stack in every]
    resources = [
        resource
        for loader in loaders
        for resource in attempt(loader.resources, faults.append, loader.display) or ()
    ]
    uncalled = {
        root.scope: _uncalled(root, reader, given[root.template.source], wanted)
        for root in made
        if callers is not None and _is_open(root, given[root.template.source], callers)
    }
    by_scope = {stack.scope: root_of(stack, uncalled.get(stack.scope)) for stack in every[::-1]}
    failed = [document for document in reader.documents if document.failed]
    diagnostics = dict.fromkeys(d for document in failed for d in document.diagnostics)
    diagnostics |= stacks.diagnostics
    diagnostics |= dict.fromkeys(d for loader in loaders for d in loader.diagnostics)
    diagnostics |= dict.fromkeys((*faults, *_check_parameters(given, made)))
    return Configuration(
        tuple(resources),
        tuple(diagnostics),
        len(reader.documents),
        len(failed),
        tuple(stacks.not_loaded),
        # The template of a stack set is deployed on its own, in other accounts and regions.
        roots=tuple(by_scope.values())[::-1],
        deployed=tuple(source.path for source in roots),
        late_diagnostics=lambda: tuple(late_diagnostics(every, resources)),
    )


def late_diagnostics(
    stacks: Iterable[Stack], resources: Iterable[Resource]
) -> Iterator[Diagnostic]:
    """Yield what is found while values are evaluated."""
    for stack in stacks:
        if stack.out_of_steps is not None:
            place, blocks = stack.out_of_steps, (OUT_OF_STEPS,)
            yield Diagnostic(Level.ERROR, REACHED, STEPS_MESSAGE, place, blocks=blocks)
    for body in (resource.body for resource in resources):
        if isinstance(body, ResourceBody):
            yield from body.diagnostics()


def _opened(stacks: Stacks, document: Document, given: Options) -> list[Stack]:
    return list(stacks.roots(document, given))


def _listed(stacks: Stacks, root: Stack) -> list[Stack]:
    return list(stacks.with_nested(root))


def _is_open(root: Stack, given: Options, callers: Callers) -> bool:
    """Return whether the parameters of a root stack are those that a parent passes."""
    parameters = root.template.parameters
    if not parameters or any(name in given.parameters for name in parameters):
        return False
    return callers.nest(root.template.source)


def _uncalled(
    root: Stack, reader: DocumentReader, given: Options, wanted: Container[str] | None
) -> Uncalled:
    """Return what a template is for any parent: with all of its parameters unknown."""
    template = root.template

    def resources() -> tuple[Resource, ...]:
        stacks = Stacks(reader, wanted)
        options = replace(given, parameters=dict.fromkeys(template.parameters))
        opened = stacks.roots(reader.document(template.source), options)
        every = (stack for root_stack in opened for stack in stacks.with_nested(root_stack))
        loaders = (StackLoader(stack, wanted) for stack in every)
        return tuple(resource for loader in loaders for resource in loader.resources())

    parameters = (f"parameter {name}" for name in template.parameters)
    conditions = (f"condition {name}" for name in template.conditions)
    return Uncalled((*parameters, *conditions), resources)


def _check_parameters(
    given: Mapping[SourceFile, Options], roots: Sequence[Stack]
) -> Iterator[Diagnostic]:
    """Yield a warning for each parameter value that no template declares."""
    declared = {name for root in roots for name in root.template.parameters}
    values = (given[root.template.source].parameters for root in roots)
    for name in dict.fromkeys(name for parameters in values for name in parameters):
        if name not in declared:
            message = f"a value is given for the parameter '{name}', which no template declares"
            hint = did_you_mean(name, declared)
            yield Diagnostic(Level.WARNING, "undeclared-parameter", message, None, hint)


class StackLoader:
    """Creates the resources of one stack."""

    def __init__(self, stack: Stack, wanted: Container[str] | None) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._stack = stack
        self._wanted = wanted
        self._template = stack.template
        self.display = stack.template.source.display
        self._left_out: dict[str, list[tuple[str, Entry, str]]] = {}
        """What has a false condition, by the names it uses: its own, and the condition."""

    def resources(self) -> list[Resource]:
        """Return the resources that exist or may exist; collect diagnostics."""
        entries = list(self._template.resources.items())
        if len(entries) > MAX_DOCUMENT_RESOURCES:
            message = f"more than {MAX_DOCUMENT_RESOURCES:,} resources: the others are not checked"
            self._limit(message, entries[MAX_DOCUMENT_RESOURCES][1])
        made = (self._resource(*entry) for entry in entries[:MAX_DOCUMENT_RESOURCES])
        return [resource for resource in made if resource is not None]

    def _resource(self, name: str, entry: Entry) -> Resource | None:
        if name.startswith(FOREACH):
            return None  # the transform has reported it
        if name == TRANSFORM:
            return None  # reported with the transforms of the template
        if name == tree.MERGE:
            self._skip(f"the output of {name}", entry)
            return None
        node = entry.value
        if not isinstance(node, tree.Mapping) or node.tag is not None:
            self._report(entry, f"resource {name} must be a mapping with a Type")
            return None
        self._check_keys(node)
        properties = node.get("Properties")
        if isinstance(properties, tree.Sequence) and properties.tag is None:
            self._report(node.entries["Properties"], f"Properties of {name} must be a mapping")
        kind = literal_text(node.entries["Type"].value) if "Type" in node.entries else None
        if not kind and self._template.is_partial:
            self._skip(f"resource {name}", entry)
        elif not kind:
            self._report(entry, f"resource {name} has no Type")
        elif "::" not in kind:
            self._report(node.entries["Type"], f"the Type of {name} must be a resource type")
        elif self._wanted is None or kind in self._wanted:
            if RUN.draw_resource():
                return self._existing(name, kind, entry, node)
            self._limit(STEPS_MESSAGE, entry)
        return None

    def _existing(self, name: str, kind: str, entry: Entry, node: tree.Mapping) -> Resource | None:
        written = node.get("Condition")
        condition = literal_text(written) if written is not None else None
        frame = self._stack.frame()
        presence: Unknown | bool = True
        if condition is not None:
            presence = frame.condition(condition)
            if presence is False:
                for used in frozenset(names_in(node)):
                    self._left_out.setdefault(used, []).append((name, entry, condition))
                return None
            frame = frame.assuming(condition, True)
        present = both(self._iterated(name), presence if isinstance(presence, Unknown) else None)
        calls, root = self._stack.deployment.calls, self._stack.deployment.root
        return Resource(
            language="cloudformation",
            type=kind,
            address=self._stack.address(name),
            scope=self._stack.scope,
            span=entry.key.span,
            body=ResourceBody(entry, frame, condition),
            calls=calls,
            presence=both(self._stack.deployment.presence, present),
            not_created=partial(self._not_created, name),
            root=(root or (calls[0].span if calls else entry.key.span).file).path,
            deployed_from="" if root is None else root.display,
            trusted_accounts=self._stack.options.known_accounts,
        )

    def _iterated(self, name: str) -> Unknown | None:
        """Return what decides whether a loop whose list is not known has iterations."""
        loops = [part for part in unknown_parts(name) if part in self._template.may_be_empty]
        if not loops:
            return None
        symbol = f"the list of ${{{loops[0]}}}"
        return Unknown(symbol, self._stack.identity(symbol))

    def _not_created(self, name: str, types: Container[str]) -> Iterator[Related]:
        """Yield why resources of some types that refer to another one are left out."""
        for own, entry, condition in self._left_out.get(name, ()):
            if type_of(entry) in types:
                yield from not_created(self._stack.address(own), condition, self._stack.frame())

    def _check_keys(self, node: tree.Mapping) -> None:
        if self._template.is_partial:
            return
        for key, entry in node.entries.items():
            if key not in _KNOWN_KEYS:
                hint = did_you_mean(key, _KNOWN_KEYS)
                message = f"unknown resource attribute '{key}'"
                self.diagnostics.append(template_error(entry.key.span, message, hint))

    def _skip(self, what: str, entry: Entry) -> None:
        message = f"{what} is not checked: it is known only at deployment"
        diagnostic = Diagnostic(Level.WARNING, "not-expanded", message, entry.key.span)
        self.diagnostics.append(diagnostic)

    def _limit(self, message: str, entry: Entry) -> None:
        """Report what a limit leaves out, once."""
        if not any(d.message == message for d in self.diagnostics):
            self.diagnostics.append(Diagnostic(Level.ERROR, REACHED, message, entry.key.span))

    def _report(self, entry: Entry, message: str) -> None:
        self.diagnostics.append(template_error(entry.key.span, message))

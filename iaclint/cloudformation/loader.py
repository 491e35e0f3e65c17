"""Templates to resources."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.options import Options
from iaclint.cloudformation.stacks.nesting import Stacks
from iaclint.cloudformation.stacks.roots import find_roots
from iaclint.cloudformation.template.calls import literal
from iaclint.cloudformation.template.documents import Library
from iaclint.cloudformation.template.template import problem
from iaclint.cloudformation.trace.body import ResourceBody
from iaclint.cloudformation.trace.stack_outputs import root_of
from iaclint.cloudformation.transforms.loops import LOOP
from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.resource import Configuration, Resource
from iaclint.symbolic.worlds import both
from iaclint.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from iaclint.cloudformation.eval.context import Stack
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
"""What a resource may hold (documentation page "Resource attribute reference")."""


def load_templates(
    sources: Sequence[SourceFile],
    options: Options | None = None,
    trees: Mapping[SourceFile, SourceTree] = MappingProxyType({}),
    wanted: Container[str] | None = None,
) -> Configuration:
    """Load templates, each a scope of its own; keep the resources of the wanted types, or all.

    ``trees`` says in which tree other files may be read: nested templates, includes. A nested
    template is checked as part of the one that nests it. What is wrong with a template is a
    diagnostic; a file that is no template after all is ignored.
    """
    options = options or Options()
    library = Library(sources, trees)
    templates = [source for source in sources if library.document(source).is_template]
    stacks = Stacks(library, options, wanted)
    made = [stacks.root(library.document(source)) for source in find_roots(library, templates)]
    every = [stack for root in made for stack in stacks.with_nested(root)]
    loaders = [_Loader(stack, wanted) for stack in every]
    resources = [resource for loader in loaders for resource in loader.resources()]
    failed = [document for document in library.documents if document.failed]
    diagnostics = dict.fromkeys(d for document in failed for d in document.diagnostics)
    diagnostics |= stacks.diagnostics
    diagnostics |= dict.fromkeys(d for loader in loaders for d in loader.diagnostics)
    diagnostics |= dict.fromkeys(_check_parameters(options, made))
    return Configuration(
        tuple(resources),
        tuple(diagnostics),
        len(library.documents),
        len(failed),
        tuple(stacks.not_loaded),
        # The template of a stack set is deployed by itself, elsewhere.
        roots=tuple(map(root_of, {stack.scope: stack for stack in reversed(every)}.values()))[::-1],
    )


def _check_parameters(options: Options, roots: Sequence[Stack]) -> Iterator[Diagnostic]:
    """Warn of values that no template asks for."""
    declared = {name for root in roots for name in root.template.parameters}
    for name in options.parameters:
        if name not in declared:
            message = f"no template has the parameter '{name}', which is given a value"
            hint = did_you_mean(name, declared)
            yield Diagnostic(Level.WARNING, "undeclared-parameter", message, None, hint)


class _Loader:
    """Makes the resources of one stack."""

    def __init__(self, stack: Stack, wanted: Container[str] | None) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._stack = stack
        self._wanted = wanted
        self._template = stack.template

    def resources(self) -> list[Resource]:
        """Return the resources that exist, or may exist; gathers diagnostics."""
        entries = self._template.resources.items()
        made = [self._resource(name, entry) for name, entry in entries]
        return [resource for resource in made if resource is not None]

    def _resource(self, name: str, entry: Entry) -> Resource | None:
        if name.startswith(LOOP):
            return None  # the one who could not write it out has said so
        if name == "Fn::Transform":
            self._skip(f"what {name} makes", entry)
            return None
        node = entry.value
        if not isinstance(node, tree.Mapping) or node.tag is not None:
            self._say(entry, f"the resource {name} must be a mapping with a Type")
            return None
        self._check_keys(node)
        properties = node.get("Properties")
        if isinstance(properties, tree.Sequence) and properties.tag is None:
            self._say(node.entries["Properties"], f"the Properties of {name} must be a mapping")
        kind = literal(node.entries["Type"].value) if "Type" in node.entries else None
        if not kind and self._template.is_open:
            self._skip(f"what becomes of {name}", entry)
        elif not kind:
            self._say(entry, f"the resource {name} has no Type")
        elif self._wanted is None or kind in self._wanted:
            return self._existing(name, kind, entry, node)
        return None

    def _existing(self, name: str, kind: str, entry: Entry, node: tree.Mapping) -> Resource | None:
        written = node.get("Condition")
        condition = literal(written) if written is not None else None
        frame = self._stack.frame()
        presence = True if condition is None else frame.condition(condition)
        if presence is False:
            return None
        if condition is not None:
            frame = frame.assuming(condition, True)
        return Resource(
            language="cloudformation",
            type=kind,
            address=self._stack.address(name),
            scope=self._stack.scope,
            span=entry.key.span,
            body=ResourceBody(entry, frame, condition),
            calls=self._stack.deployment.calls,
            presence=both(self._stack.deployment.presence, None if presence is True else presence),
        )

    def _check_keys(self, node: tree.Mapping) -> None:
        if self._template.is_open:
            return
        for key, entry in node.entries.items():
            if key not in _KNOWN_KEYS:
                hint = did_you_mean(key, _KNOWN_KEYS)
                message = f"a resource has no '{key}' beside its Type"
                self.diagnostics.append(problem(entry.key.span, message, hint))

    def _skip(self, what: str, entry: Entry) -> None:
        message = f"{what} is not judged: it is only known at deployment"
        diagnostic = Diagnostic(Level.WARNING, "not-expanded", message, entry.key.span)
        self.diagnostics.append(diagnostic)

    def _say(self, entry: Entry, message: str) -> None:
        self.diagnostics.append(problem(entry.key.span, message))

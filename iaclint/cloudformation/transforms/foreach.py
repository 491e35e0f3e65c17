"""``Fn::ForEach``: loops are expanded, as by the transform AWS::LanguageExtensions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.cloudformation.eval.evaluator import Evaluator
from iaclint.cloudformation.eval.pseudo_parameters import PSEUDO_PARAMETERS
from iaclint.cloudformation.template.function_calls import as_function_call, literal_text
from iaclint.cloudformation.template.template import template_error
from iaclint.cloudformation.transforms.foreach_iteration import Budget, Substitution, TooLarge
from iaclint.cloudformation.transforms.foreach_unknown import FOREACH, has_element, with_unknown
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import Value
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.eval.context import Deployment
    from iaclint.cloudformation.options import Options
    from iaclint.cloudformation.template.template import Template

LANGUAGE_EXTENSIONS: Final = "AWS::LanguageExtensions"


def expand_foreach(
    template: Template, options: Options, deployment: Deployment
) -> tuple[Template, list[Diagnostic]]:
    """Return a template with its loops expanded, and diagnostics for those that cannot be.

    If the list of a loop is not known, a loop in a section is expanded once for all iterations,
    and one in a resource is kept: its output is unknown.
    """
    if FOREACH.encode() not in template.source.data:
        return template, []
    expander = _Expander(template, options, deployment)
    expanded = replace(
        template,
        conditions=expander.entries(template.conditions),
        resources=expander.entries(template.resources),
        outputs=expander.entries(template.outputs),
    )
    # An undeclared name may come from a loop that could not be expanded.
    is_partial = template.is_partial or expander.has_unexpanded
    may_be_empty = frozenset(expander.may_be_empty)
    expanded = replace(expanded, is_partial=is_partial, may_be_empty=may_be_empty)
    return expanded, expander.diagnostics


class _Expander:
    """Expands loops, outer ones first."""

    def __init__(self, template: Template, options: Options, deployment: Deployment) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.has_unexpanded = False
        self.may_be_empty: set[str] = set()
        """The identifiers of loops whose list is not known, and that may have no iterations."""
        self._is_optional = False
        self._enabled = LANGUAGE_EXTENSIONS in template.transforms
        self._template = template
        self._frame = Evaluator(template, options, deployment).frame()
        self._budget = Budget()
        self._is_inside = False
        self._unknown: set[str] = set()
        """The identifiers of loops whose list is not known."""
        self._reported: set[str] = set()

    def entries(
        self, entries: MappingABC[str, Entry], *, in_section: bool = True
    ) -> dict[str, Entry]:
        """Return the entries of a mapping, with its loops expanded."""
        result: dict[str, Entry] = {}
        for name, entry in entries.items():
            is_loop = name.startswith(FOREACH)
            made = (
                self._expand(name, entry, in_section=in_section)
                if is_loop
                else [self._entry(entry)]
            )
            for new in made:
                if new.key.text in result and name not in self._reported:
                    self._reported.add(name)
                    message = f"{name} produces duplicate key '{new.key.text}'"
                    self.diagnostics.append(template_error(entry.key.span, message))
                result[new.key.text] = new
        return result

    def _entry(self, entry: Entry) -> Entry:
        value = self._node(entry.value)
        return entry if value is entry.value else Entry(entry.key, value)

    def _node(self, node: Node) -> Node:
        if isinstance(node, Scalar):
            return node
        if isinstance(node, Sequence):
            items = tuple([self._node(item) for item in node.items])
            same = all(new is old for new, old in zip(items, node.items, strict=True))
            extent = node.file, node.start_byte, node.end_byte, node.tag
            return node if same else Sequence(items, *extent)
        entries = self.entries(node.entries, in_section=False)
        if entries.keys() == node.entries.keys() and all(
            entry is node.entries[key] for key, entry in entries.items()
        ):
            return node
        return Mapping(entries, node.file, node.start_byte, node.end_byte, node.tag)

    def _expand(self, name: str, entry: Entry, *, in_section: bool) -> list[Entry]:
        """Return the entries that a loop produces; the loop itself if they are unknown."""
        is_outermost, self._is_inside = not self._is_inside, True
        try:
            return self._iterations(name, entry, in_section=in_section)
        except TooLarge:
            if not is_outermost:
                raise
            message = f"{name} produces too many entries to be checked"
            return self._keep(entry, message, Level.ERROR, "loop-too-large")
        finally:
            self._is_inside = not is_outermost

    def _iterations(self, name: str, entry: Entry, *, in_section: bool) -> list[Entry]:
        parts = entry.value.items if isinstance(entry.value, Sequence) else ()
        identifier = literal_text(parts[0]) if len(parts) == 3 else None
        if identifier is None or not isinstance(parts[2], Mapping):
            message = f"{name} takes a list of an identifier, a list of values, and a mapping"
            return self._keep(entry, message, Level.ERROR, "malformed-function")
        if not self._enabled:
            self._report_transform(name, entry)
        items = self._frame.value(parts[1])
        if _is_plain_list(items):
            assert isinstance(items, tuple)
            return self._each(identifier, items, parts[2], in_section=in_section)
        self._keep(entry, *self._problem(name, parts[1], items))
        if not in_section:
            return [entry]
        self._unknown.add(identifier)
        with self._once(identifier, items):
            return list(self.entries(with_unknown(parts[2], identifier)).values())

    @contextmanager
    def _once(self, identifier: str, items: Value) -> Iterator[None]:
        """Note whether a loop, or one around it, may be empty while its body is expanded once."""
        around = self._is_optional
        self._is_optional = around or not has_element(items)
        if self._is_optional:
            self.may_be_empty.add(identifier)
        try:
            yield
        finally:
            self._is_optional = around

    def _each(
        self, identifier: str, items: tuple[Value, ...], body: Mapping, *, in_section: bool
    ) -> list[Entry]:
        made: list[Entry] = []
        for item in items:
            substitution = Substitution(identifier, item, self._budget)
            entries = {e.key.text: e for e in map(substitution.entry, body.entries.values())}
            made.extend(self.entries(entries, in_section=in_section).values())
        return made

    def _problem(self, name: str, node: Node, items: Value) -> tuple[str, Level, str]:
        """Return why a list is not known."""
        call = as_function_call(node)
        written = literal_text(call.argument) if call is not None and call.name == "Ref" else None
        if written is not None and not self._is_declared(written):
            return f"undefined parameter '{written}'", Level.ERROR, "undefined-reference"
        blocking = symbols(items)
        if not blocking:
            return f"{name} takes a list of strings", Level.ERROR, "malformed-function"
        message = f"{name} is not expanded: its list depends on {blocking[0]}"
        return message, Level.WARNING, "not-expanded"

    def _is_declared(self, name: str) -> bool:
        declared = (self._template.parameters, PSEUDO_PARAMETERS, self._unknown)
        return self._template.is_partial or any(name in names for names in declared)

    def _report_transform(self, name: str, entry: Entry) -> None:
        """Report a loop that CloudFormation rejects unless a macro expands it."""
        has_macro = any(not other.startswith("AWS::") for other in self._template.transforms)
        level = Level.WARNING if has_macro else Level.ERROR
        message = f"{name} is not expanded without the transform {LANGUAGE_EXTENSIONS}"
        hint = f"Fn::ForEach requires 'Transform: {LANGUAGE_EXTENSIONS}'"
        self._report(Diagnostic(level, "not-expanded", message, entry.key.span, hint))

    def _keep(self, entry: Entry, message: str, level: Level, code: str) -> list[Entry]:
        self.has_unexpanded = True
        self._report(Diagnostic(level, code, message, entry.key.span))
        return [entry]

    def _report(self, diagnostic: Diagnostic) -> None:
        """Report a problem, once for all iterations of an outer loop."""
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)


def _is_plain_list(value: Value) -> bool:
    return isinstance(value, tuple) and all(isinstance(v, (str, int, float)) for v in value)

"""Undefined names and invalid function calls in a template.

The whole template is checked, even the resources that no rule reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.cloudformation.checks.dependency_cycles import find_cycles
from iaclint.cloudformation.checks.lookups import LookupProblem, missing_element, missing_key
from iaclint.cloudformation.eval.intrinsics import INTRINSICS, MalformedCall
from iaclint.cloudformation.eval.intrinsics.strings import VARIABLE, sub_arguments
from iaclint.cloudformation.eval.pseudo_parameters import PSEUDO_PARAMETERS
from iaclint.cloudformation.template.function_calls import (
    RAIN_PREFIX,
    FunctionCall,
    as_condition_call,
    as_function_call,
    literal_text,
)
from iaclint.cloudformation.template.template import template_error
from iaclint.files.diagnostics import did_you_mean
from iaclint.files.source import Span
from iaclint.limits import MAX_HINT_NAMES, MAX_HINTS
from iaclint.syntax.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from iaclint.cloudformation.template.template import Template
    from iaclint.files.diagnostics import Diagnostic

_OPERATORS = ("And", "Not", "Or")
_NOT_IN_CONDITIONS = ("Contains", "EachMemberEquals", "EachMemberIn", "ImportValue")
_TEXTS = ("Base64", "GetAZs", "Join", "Ref", "Select", "Split", "Sub")
_EVALUATED = ("Properties", "UpdatePolicy", "CreationPolicy", "DeletionPolicy")
_RULES_ONLY = ("RefAll", "ValueOf", "ValueOfAll")


class Checked(Struct, frozen=True):
    """What a check finds in a template."""

    diagnostics: tuple[Diagnostic, ...]
    undefined: frozenset[str]
    """The names that it refers to and does not declare; empty for a partial template."""


def check(template: Template) -> Checked:
    """Check the names and functions in a template."""
    checker = _Checker(template)
    checker.check_conditions()
    checker.check_types()
    uses = {
        name: checker.check_declaration(entry.value)
        for name, entry in template.resources.items()
        if isinstance(entry.value, Mapping)
    }
    for entry in template.outputs.values():
        if isinstance(entry.value, Mapping):
            checker.check_declaration(entry.value)
    cycles = find_cycles(template, {} if template.is_partial else uses)
    return Checked((*checker.diagnostics, *cycles), frozenset(checker.undefined))


class _Checker:
    """Visits the values of a template."""

    def __init__(self, template: Template) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._template = template
        self._names = {*template.parameters, *template.resources, *PSEUDO_PARAMETERS}
        self._special = {
            "Ref": self._check_ref,
            "GetAtt": self._check_get_attribute,
            "Sub": self._check_sub,
            "If": self._check_if,
            "Condition": self._check_condition,
            "Equals": self._check_equals,
            "FindInMap": self._check_find_in_map,
            "Select": self._check_select,
        }
        self.undefined: set[str] = set()
        self._uses: set[str] = set()
        self._branches = 0
        """How many ``Fn::If`` enclose the visited node."""
        self._is_condition = False

    def check_conditions(self) -> None:
        """Check the Conditions section; what transforms add to it is not known."""
        self._is_condition = True
        for name, entry in self._template.conditions.items():
            if not name.startswith("Fn::"):
                self._check_condition_value(entry.value)
        self._is_condition = False

    def _check_condition_value(self, node: Node) -> None:
        call = as_condition_call(node)
        if call is not None and call.name in _TEXTS:
            message = f"{call.written_name} is not a condition, compare its value with Fn::Equals"
            self._report(_start(call), message)
        self.check_operand(node)

    def check_declaration(self, node: Mapping) -> set[str]:
        """Check a resource or an output; return the resources it always depends on."""
        self._uses = set()
        for key, entry in node.entries.items():
            if key in _EVALUATED or key in ("Value", "Export"):
                self.check(entry.value)
        condition = node.get("Condition")
        if condition is not None:
            self._check_condition_name(condition)
        for name in _texts(node.get("DependsOn")):
            self._check_name(name.text, name, self._template.resources, "resource")
            self._use(name.text, name)
        return self._uses

    def _use(self, name: str, node: Node) -> None:
        if self._is_condition and name in self._template.resources:
            message = f"a condition cannot refer to a resource: '{name}'"
            self._report(node.span.first_line(), message)
        if not self._branches and name in self._template.resources:
            self._uses.add(name)

    def check(self, node: Node) -> None:
        """Check a value and the values inside it."""
        if isinstance(node, Scalar) and node.tag is None:
            return
        call = as_function_call(node)
        if call is not None:
            self._check_call(call)
        elif isinstance(node, Mapping):
            for key, entry in node.entries.items():
                if key.startswith("Fn::") and key[4:] in INTRINSICS and key != "Fn::Transform":
                    self._report(entry.key.span, f"{key} must be the only key of its mapping")
                if not isinstance(entry.value, Scalar) or entry.value.tag is not None:
                    self.check(entry.value)
        elif isinstance(node, Sequence):
            for item in node.items:
                self.check(item)

    def check_operand(self, node: Node) -> None:
        """Check a value where a condition is expected."""
        call = as_condition_call(node)
        if call is not None:
            self._check_call(call)
        else:
            message = "a condition must be a single function, such as Fn::Equals"
            self._report(node.span.first_line(), message)

    def _check_call(self, call: FunctionCall) -> None:
        if self._is_condition and call.name in _NOT_IN_CONDITIONS:
            self._report(_start(call), f"a condition cannot use {call.written_name}")
        intrinsic = INTRINSICS.get(call.name)
        if intrinsic is None:
            return self._check_unknown(call)
        argument = call.argument
        error = intrinsic.argument_error(argument)
        if error is not None:
            return self._report(_start(call), f"{call.written_name} {error}")
        check = self._special.get(call.name)
        if check is not None:
            check(call, argument)
        if call.name in _OPERATORS and isinstance(argument, Sequence):
            for item in argument.items:
                self.check_operand(item)
        elif call.name != "Transform":
            self._branches += call.name == "If"
            self.check(argument)
            self._branches -= call.name == "If"

    def check_types(self) -> None:
        """Check the types of resources for tags that even the template of a macro cannot have."""
        for entry in self._template.resources.values():
            node = entry.value.get("Type") if isinstance(entry.value, Mapping) else None
            call = as_function_call(node) if node is not None and node.tag is not None else None
            if call and call.name not in INTRINSICS and not call.name.startswith(RAIN_PREFIX):
                self._report_unknown(call)

    def _check_unknown(self, call: FunctionCall) -> None:
        if call.name not in _RULES_ONLY and not self._template.is_partial:
            self._report_unknown(call)

    def _report_unknown(self, call: FunctionCall) -> None:
        prefix = call.written_name[: -len(call.name)] if call.name else call.written_name
        known = [
            name if name == "Ref" and prefix == "Fn::" else prefix + name for name in INTRINSICS
        ]
        hint = did_you_mean(call.written_name, known)
        message = f"unknown function {call.written_name}"
        span = _start(call)
        self.diagnostics.append(template_error(span, message, hint, "unknown-function"))

    def _check_ref(self, call: FunctionCall, argument: Node) -> None:
        name = literal_text(argument)
        if name is None:
            if isinstance(argument, Sequence) or "AWS::LanguageExtensions" not in self._transforms:
                self._report(_start(call), f"{call.written_name} takes a name")
        else:
            self._check_name(name, argument, self._names, "parameter or resource")
            self._use(name, call.node)

    def _check_get_attribute(self, call: FunctionCall, argument: Node) -> None:
        place = argument
        if isinstance(argument, Sequence) and argument.items:
            place = argument.items[0]
            name = literal_text(place)
        else:
            name, dot, _ = (literal_text(argument) or "").partition(".")
            if not dot:
                message = f"{call.written_name} takes a resource and an attribute: Name.Attribute"
                return self._report(_start(call), message)
        if name is not None:
            self._check_name(name, place, self._template.resources, "resource")
            self._use(name, call.node)

    def _check_sub(self, call: FunctionCall, argument: Node) -> None:
        try:
            text, variables = sub_arguments(argument)
        except MalformedCall:
            message = f"{call.written_name} takes a string, or a list of a string and a mapping"
            return None if self._template.is_partial else self._report(_start(call), message)
        own = variables.entries if variables is not None else {}
        for match in VARIABLE.finditer(text):
            name = match[1]
            if name in own or name.startswith("!"):
                continue
            resource, dot, _ = name.partition(".")
            known: Collection[str] = self._template.resources if dot else self._names
            noun = "resource" if dot else "parameter or resource"
            self._check_name(resource, call.node, known, noun, match[0])
            self._use(resource, call.node)

    def _check_if(self, call: FunctionCall, argument: Node) -> None:
        assert isinstance(argument, Sequence)
        self._check_condition_name(argument.items[0])

    def _check_condition(self, call: FunctionCall, argument: Node) -> None:
        self._check_condition_name(argument)

    def _check_condition_name(self, node: Node) -> None:
        name = literal_text(node)
        if name is None:
            return self._report(node.span.first_line(), "expected the name of a condition")
        self._check_name(name, node, self._template.conditions, "condition")

    def _check_equals(self, call: FunctionCall, argument: Node) -> None:
        assert isinstance(argument, Sequence)
        if any(not _is_comparable(item) for item in argument.items):
            self._report(_start(call), f"{call.written_name} compares two strings")

    def _check_find_in_map(self, call: FunctionCall, argument: Node) -> None:
        assert isinstance(argument, Sequence)
        name = literal_text(argument.items[0])
        if name is not None and len(argument.items) == 3:
            self._check_name(name, argument.items[0], self._template.mappings, "mapping")
            self._report_lookup(missing_key(self._template.mappings, argument.items))

    def _check_select(self, call: FunctionCall, argument: Node) -> None:
        assert isinstance(argument, Sequence)
        self._report_lookup(missing_element(argument.items))

    def _report_lookup(self, error: LookupProblem | None) -> None:
        if error is not None and not self._template.is_partial:
            self.diagnostics.append(
                template_error(error.span, error.message, error.hint, "finds-nothing")
            )

    @property
    def _transforms(self) -> tuple[str, ...]:
        return self._template.transforms

    def _check_name(
        self, name: str, node: Node, known: Collection[str], noun: str, written: str = ""
    ) -> None:
        """Check a name that a node refers to; ``written`` is its variable in a string."""
        if name in known or self._template.is_partial:
            return
        self.undefined.add(name)
        message = f"undefined {noun} '{name}'"
        cheap = len(self.diagnostics) < MAX_HINTS and len(known) < MAX_HINT_NAMES
        hint = did_you_mean(name, known) if cheap else None
        span = _variable_span(node.span, written) if written else node.span.first_line()
        self.diagnostics.append(template_error(span, message, hint, "undefined-reference"))

    def _report(self, span: Span, message: str) -> None:
        self.diagnostics.append(template_error(span, message, code="malformed-function"))


def _is_comparable(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.tag is not None or node.value is not None
    return as_function_call(node) is not None


def _start(call: FunctionCall) -> Span:
    """Return the first line of a call, to which diagnostics point."""
    return call.node.span.first_line()


def _variable_span(span: Span, written: str) -> Span:
    """Return the span of a variable in the string of ``Fn::Sub``, else of its first line."""
    at = span.file.data.find(written.encode(), span.start_byte, span.end_byte)
    return span.first_line() if at == -1 else Span(span.file, at, at + len(written.encode()))


def _texts(node: Node | None) -> list[Scalar]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item for item in items if isinstance(item, Scalar)]

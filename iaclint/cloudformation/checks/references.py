"""What is wrong with a template: names that lead nowhere, functions that are none.

All of it is looked at once, whatever the rules ask for later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.checks.dependency_cycles import find_circles
from iaclint.cloudformation.checks.lookups import Fault, missing_element, missing_key
from iaclint.cloudformation.eval.intrinsics import INTRINSICS, Malformed
from iaclint.cloudformation.eval.intrinsics.strings import VARIABLE, sub_arguments
from iaclint.cloudformation.eval.pseudo_parameters import PSEUDO_PARAMETERS
from iaclint.cloudformation.template.calls import (
    Call,
    as_call,
    as_operand,
    literal,
)
from iaclint.cloudformation.template.template import problem
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
_EVALUATED = ("Properties", "UpdatePolicy", "CreationPolicy", "DeletionPolicy")
_RULES_ONLY = ("EachMemberEquals", "EachMemberIn", "RefAll", "ValueOf", "ValueOfAll")


def check(template: Template) -> list[Diagnostic]:
    """Return what is wrong with the names and functions in a template."""
    checker = _Checker(template)
    for entry in template.conditions.values():
        checker.check_operand(entry.value)
    uses = {
        name: checker.check_declaration(entry.value)
        for name, entry in template.resources.items()
        if isinstance(entry.value, Mapping)
    }
    for entry in template.outputs.values():
        if isinstance(entry.value, Mapping):
            checker.check_declaration(entry.value)
    return [*checker.diagnostics, *find_circles(template, {} if template.is_open else uses)]


class _Checker:
    """Walks the values of a template."""

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
            "FindInMap": self._check_find_in_map,
            "Select": self._check_select,
        }
        self._uses: set[str] = set()
        self._branches = 0
        """How many branches of ``Fn::If`` the walk is in."""

    def check_declaration(self, node: Mapping) -> set[str]:
        """Check a resource or an output; return the resources that it needs in every case."""
        self._uses = set()
        for key, entry in node.entries.items():
            if key in _EVALUATED or key in ("Value", "Export"):
                self.check(entry.value)
        condition = node.get("Condition")
        if condition is not None:
            self._check_condition_name(condition)
        for name in _texts(node.get("DependsOn")):
            self._check_name(name.text, name, self._template.resources, "resource")
            self._use(name.text)
        return self._uses

    def _use(self, name: str) -> None:
        if not self._branches and name in self._template.resources:
            self._uses.add(name)

    def check(self, node: Node) -> None:
        """Check a value and all inside of it."""
        if isinstance(node, Scalar) and node.tag is None:
            return
        call = as_call(node)
        if call is not None:
            self._check_call(call)
        elif isinstance(node, Mapping):
            for key, entry in node.entries.items():
                if key.startswith("Fn::") and key[4:] in INTRINSICS and key != "Fn::Transform":
                    self._say(entry.key.span, f"{key} must be the only key of its mapping")
                if not isinstance(entry.value, Scalar) or entry.value.tag is not None:
                    self.check(entry.value)
        elif isinstance(node, Sequence):
            for item in node.items:
                self.check(item)

    def check_operand(self, node: Node) -> None:
        """Check a value where a condition is expected."""
        call = as_operand(node)
        if call is not None:
            self._check_call(call)

    def _check_call(self, call: Call) -> None:
        intrinsic = INTRINSICS.get(call.name)
        if intrinsic is None:
            return self._check_unknown(call)
        argument = call.argument
        fault = intrinsic.fault(argument)
        if fault is not None:
            return self._say(_start(call), f"{call.spelled} {fault}")
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

    def _check_unknown(self, call: Call) -> None:
        if call.name in _RULES_ONLY or self._template.is_open:
            return
        prefix = call.spelled[: -len(call.name)] if call.name else call.spelled
        known = [
            name if name == "Ref" and prefix == "Fn::" else prefix + name for name in INTRINSICS
        ]
        hint = did_you_mean(call.spelled, known)
        message = f"there is no function {call.spelled}"
        span = _start(call)
        self.diagnostics.append(problem(span, message, hint, "unknown-function"))

    def _check_ref(self, call: Call, argument: Node) -> None:
        name = literal(argument)
        if name is None:
            if isinstance(argument, Sequence) or "AWS::LanguageExtensions" not in self._transforms:
                self._say(_start(call), f"{call.spelled} takes a name")
        else:
            self._check_name(name, argument, self._names, "parameter or resource")
            self._use(name)

    def _check_get_attribute(self, call: Call, argument: Node) -> None:
        place = argument
        if isinstance(argument, Sequence) and argument.items:
            place = argument.items[0]
            name = literal(place)
        else:
            name, dot, _ = (literal(argument) or "").partition(".")
            if not dot:
                message = f"{call.spelled} takes a resource and an attribute: Name.Attribute"
                return self._say(_start(call), message)
        if name is not None:
            self._check_name(name, place, self._template.resources, "resource")
            self._use(name)

    def _check_sub(self, call: Call, argument: Node) -> None:
        try:
            text, variables = sub_arguments(argument)
        except Malformed:
            message = f"{call.spelled} takes a text, or a list of a text and a mapping"
            return None if self._template.is_open else self._say(_start(call), message)
        own = variables.entries if variables is not None else {}
        for match in VARIABLE.finditer(text):
            name = match[1]
            if name in own or name.startswith("!"):
                continue
            resource, dot, _ = name.partition(".")
            known: Collection[str] = self._template.resources if dot else self._names
            noun = "resource" if dot else "parameter or resource"
            self._check_name(resource, call.node, known, noun, match[0])
            self._use(resource)

    def _check_if(self, call: Call, argument: Node) -> None:
        assert isinstance(argument, Sequence)
        self._check_condition_name(argument.items[0])

    def _check_condition(self, call: Call, argument: Node) -> None:
        self._check_condition_name(argument)

    def _check_condition_name(self, node: Node) -> None:
        name = literal(node)
        if name is None:
            return self._say(node.span.first_line(), "the name of a condition is expected here")
        self._check_name(name, node, self._template.conditions, "condition")

    def _check_find_in_map(self, call: Call, argument: Node) -> None:
        assert isinstance(argument, Sequence)
        name = literal(argument.items[0])
        if name is not None and len(argument.items) == 3:
            self._check_name(name, argument.items[0], self._template.mappings, "mapping")
            self._tell(missing_key(self._template.mappings, argument.items))

    def _check_select(self, call: Call, argument: Node) -> None:
        assert isinstance(argument, Sequence)
        self._tell(missing_element(argument.items))

    def _tell(self, fault: Fault | None) -> None:
        if fault is not None and not self._template.is_open:
            self.diagnostics.append(problem(fault.span, fault.message, fault.hint, "finds-nothing"))

    @property
    def _transforms(self) -> tuple[str, ...]:
        return self._template.transforms

    def _check_name(
        self, name: str, node: Node, known: Collection[str], noun: str, written: str = ""
    ) -> None:
        """Check a name that a node refers to; ``written`` is how it stands inside of a text."""
        if name in known or self._template.is_open:
            return
        message = f"this template has no {noun} '{name}'"
        cheap = len(self.diagnostics) < MAX_HINTS and len(known) < MAX_HINT_NAMES
        hint = did_you_mean(name, known) if cheap else None
        span = _variable_span(node.span, written) if written else node.span.first_line()
        self.diagnostics.append(problem(span, message, hint, "undefined-reference"))

    def _say(self, span: Span, message: str) -> None:
        self.diagnostics.append(problem(span, message, code="malformed-function"))


def _start(call: Call) -> Span:
    """Return what of a call a reader is pointed at."""
    return call.node.span.first_line()


def _variable_span(span: Span, written: str) -> Span:
    """Return where a variable of ``Fn::Sub`` stands, as far as its text is written plainly."""
    at = span.file.data.find(written.encode(), span.start_byte, span.end_byte)
    return span.first_line() if at == -1 else Span(span.file, at, at + len(written.encode()))


def _texts(node: Node | None) -> list[Scalar]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item for item in items if isinstance(item, Scalar)]

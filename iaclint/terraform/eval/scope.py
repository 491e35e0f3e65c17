"""Resolve names and references in one part of a configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from iaclint.symbolic.values import Identity, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, UndeclaredError
from iaclint.terraform.eval.budget import Budget
from iaclint.terraform.types.model import TerraformValue

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.resource import Path
    from iaclint.symbolic.values import Unknown
    from iaclint.terraform.functions.context import Context
    from iaclint.terraform.types.model import TerraformValue


Report: TypeAlias = Callable[[EvaluationError, str], None]
"""Called with an error, and the symbol of what is unknown because of it."""


class Reference(NamedTuple):
    """``var.x``, ``data.type.name``: the kind of object, and its names."""

    kind: str
    names: tuple[str, ...]
    span: Span

    def __str__(self) -> str:
        return ".".join(self.names if self.kind == "resource" else (self.kind, *self.names))


class Definition(NamedTuple):
    """The definition of a reference: an expression in its own scope."""

    caption: str
    span: Span
    expression: ex.Expression | None
    scope: Scope | None
    is_default: bool = False
    """Whether it is the default of a variable."""


class Found(NamedTuple):
    """The value behind a reference."""

    value: TerraformValue


class Module(Protocol):
    """The module instance that references are resolved in."""

    @property
    def key(self) -> str | None:
        """The identifier of the instance; None where the same text may differ in value."""

    @property
    def is_root(self) -> bool:
        """Whether its variables are inputs of the run."""

    @property
    def short_circuits(self) -> bool:
        """Whether ``&&`` and ``||`` leave out a right side that does not matter."""

    def requires_provider(self, name: str) -> bool:
        """Return whether it declares a provider, without which it has none of its functions."""

    def value(self, reference: Reference) -> TerraformValue:
        """Return the value of a reference; raises ``EvaluationError``."""

    def function_context(self) -> Context:
        """Return the context of function calls."""

    def definition(self, reference: Reference) -> Definition | None:
        """Return the definition of a reference; None where there is none."""

    def locate(self, reference: Reference, path: Path, steps: int) -> Span | None:
        """Return where a part of a reference's value is written; None where it is not.

        At most ``steps`` other references are followed.
        """


_ONE_NAME = frozenset(["var", "local", "module", "path", "terraform", "each", "count", "self"])
_TWO_NAMES = frozenset(["data", "ephemeral", "resource"])
_TRUTH: Mapping[str, TerraformValue] = {"true": True, "false": False}


def as_reference(expression: ex.Expression) -> Reference | None:
    """Read ``var.x``, ``local.x``, ``module.x``, ``type.name``, ``data.type.name``."""
    if not isinstance(expression, ex.GetAttr):
        return None
    inner = expression.object
    if isinstance(inner, ex.Variable):
        if inner.name in _ONE_NAME:
            return Reference(inner.name, (expression.name,), expression.span)
        if inner.name in _TWO_NAMES:
            return None
        return Reference("resource", (inner.name, expression.name), expression.span)
    if isinstance(inner, ex.GetAttr) and isinstance(inner.object, ex.Variable):
        kind = inner.object.name
        if kind in _TWO_NAMES:
            return Reference(kind, (inner.name, expression.name), expression.span)
    return None


def root_name(expression: ex.Expression) -> str | None:
    """Return the name that a chain of ``.name`` begins with."""
    while isinstance(expression, ex.GetAttr):
        expression = expression.object
    return expression.name if isinstance(expression, ex.Variable) else None


def text_of(expression: ex.Expression) -> str:
    """Return the source text of an expression on one line."""
    return " ".join(expression.span.text.split())


class Element(NamedTuple):
    """The element of a collection that a loop binds a name to."""

    collection: ex.Expression
    scope: Scope
    """The scope of the collection."""
    key: TerraformValue
    is_pair: bool
    """Whether the name has ``key`` and ``value``, as ``each`` does."""


class _Failures:
    """A list on top of a stack, for as long as a ``with`` block takes.

    Every reference enters one: a generator as the context manager takes three times as long.
    """

    __slots__ = ("_stack",)

    def __init__(self, stack: list[list[Unknown]]) -> None:
        self._stack = stack

    def __enter__(self) -> list[Unknown]:
        gathered: list[Unknown] = []
        self._stack.append(gathered)
        return gathered

    def __exit__(self, *_: object) -> None:
        self._stack.pop()


class Scope:
    """A module instance, and the names that are bound by loops and instances."""

    __slots__ = ("_failures", "_report_undeclared", "budget", "elements", "module", "names")

    def __init__(
        self,
        module: Module,
        names: Mapping[str, TerraformValue],
        budget: Budget | None = None,
        failures: list[list[Unknown]] | None = None,
        elements: Mapping[str, Element] | None = None,
        undeclared: Report | None = None,
    ) -> None:
        self.module = module
        self.names = names
        """``each``, ``count``, ``self``, iterators and ``for`` variables."""
        self.budget = budget or Budget()
        """The remaining budget, shared by all scopes of a root."""
        self.elements = elements or {}
        """The elements that names are bound to, where their collection is an expression."""
        self._failures = [] if failures is None else failures
        self._report_undeclared = undeclared

    def child(
        self, names: Mapping[str, TerraformValue], elements: Mapping[str, Element] | None = None
    ) -> Scope:
        """Return a scope with more names, which shadow outer ones."""
        kept = {**self.elements, **(elements or {})} if elements or self.elements else None
        together = {**self.names, **names}
        return Scope(
            self.module, together, self.budget, self._failures, kept, self._report_undeclared
        )

    def with_undeclared_unknown(self, report: Report) -> Scope:
        """Return the same scope, in which a reference to an undeclared name is unknown.

        ``report`` is called with each error, and the symbol of the unknown.

        True and False are read as true and false: Terraform accepts them as nothing else.
        """
        return Scope(self.module, self.names, self.budget, self._failures, self.elements, report)

    def in_loop(
        self, names: Mapping[str, TerraformValue], collection: ex.Expression | None
    ) -> Scope:
        """Return a scope inside of ``for_each``: its names are ``each`` or an iterator."""
        if collection is None:
            return self.child(names)
        pairs = {name: pair for name, pair in names.items() if isinstance(pair, dict)}
        return self.child(
            names,
            {n: Element(collection, self, pair.get("key"), True) for n, pair in pairs.items()},
        )

    def lookup(self, variable: ex.Variable) -> TerraformValue:
        """Return the value of a name; raises ``EvaluationError``."""
        if variable.name in self.names:
            return self.names[variable.name]
        meant = variable.name.lower()
        if meant in _TRUTH and self._report_undeclared:
            return _TRUTH[meant]
        if variable.name not in _ONE_NAME | _TWO_NAMES:
            hint = f"write {meant}" if meant in _TRUTH else None
            raise UndeclaredError(f"undefined name '{variable.name}'", variable.span, hint)
        rest = "TYPE.NAME" if variable.name in _TWO_NAMES else "NAME"
        message = f"'{variable.name}' must be followed by a name"
        raise EvaluationError(message, variable.span, f"use {variable.name}.{rest}")

    def resolve(self, expression: ex.GetAttr) -> Found | None:
        """Return the value of a reference; None if the expression is not one."""
        reference = as_reference(expression)
        if reference is None or (self.names and root_name(expression) in self.names):
            return None
        try:
            return Found(self.module.value(reference))
        except EvaluationError as error:
            if self._report_undeclared and isinstance(error, UndeclaredError):
                self._report_undeclared(error, str(reference))
                return Found(Unknown(str(reference)))
            error.reference = error.reference or str(reference)
            raise

    def identity_of(self, test: ex.Expression) -> Identity | None:
        """Return the identity of a test: the same text in one module has the same result.

        None where the text uses names that are bound here, such as ``each``.
        """
        text, module = text_of(test), self.module.key
        if module is None or any(name in text for name in self.names):
            return None
        return Identity(module, text)

    def function_context(self) -> Context:
        """Return the context of function calls."""
        return self.module.function_context()

    def failures(self) -> _Failures:
        """Collect the tests of choices that have a failing branch, inside of the ``with`` block."""
        return _Failures(self._failures)

    @property
    def notes_failures(self) -> bool:
        """Whether it matters that evaluation may fail."""
        return bool(self._failures)

    def note_failure(self, test: Unknown) -> None:
        """Note that evaluation fails on some branch of a choice.

        ``test`` has the cases of success and failure, where they are known.
        """
        if self._failures:
            self._failures[-1].append(test)


Evaluate: TypeAlias = Callable[[ex.Expression, Scope], TerraformValue]
"""``evaluate``, passed to the modules of single kinds of expressions."""

"""The variables of a root: which files give them, in which order.

Later ones win: TF_VAR_* of the process, terraform.tfvars, terraform.tfvars.json,
*.auto.tfvars(.json) by name, then what the user names; see "Input Variables: Variable
Definition Precedence".
"""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.errors import UsageError
from iaclint.files.diagnostics import (
    UNREADABLE,
    Diagnostic,
    InputError,
    Level,
    did_you_mean,
    in_root,
)
from iaclint.files.source import SourceFile, Span
from iaclint.files.source_tree import Unreadable
from iaclint.options import Assignment
from iaclint.syntax.errors import EncryptedError
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform.config.json_syntax import literal_attributes
from iaclint.terraform.modules.inputs import RootInputs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from iaclint.syntax.hcl.blocks import Block
    from iaclint.syntax.hcl.nodes import Expression
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.diagnostics import DiagnosticCollector
    from iaclint.terraform.modules.root_context import RootContext


def root_inputs(context: RootContext, module: Module) -> RootInputs:
    """Read the variable files of a root; raises ``UsageError`` for one that the user named."""
    values = _Values()
    for name, text in context.variables.process.items():
        values.add(_assigned(Assignment(text, name), context, module, "TF_VAR_"))
    paths = _found(context)
    for number, path in enumerate(paths):
        read, found = _read_found(path, context)
        values.add(read)
        for each in found:
            context.diagnostics.add(_leaves_open(each, context, module, paths[: number + 1]))
        _warn_of_undeclared(read or {}, [module], context.diagnostics)
    for assignment in context.variables.assignments:
        values.add(_assigned(assignment, context, module, "--var "))
    return RootInputs(values.given, values.is_complete)


class _Values:
    """The values that files and options give, later ones in place of earlier ones."""

    def __init__(self) -> None:
        self.given: dict[str, Expression] = {}
        self.is_complete = True
        """Whether all other variables have their defaults."""

    def add(self, values: Mapping[str, Expression] | None) -> None:
        """Add the values of a file; None for a file that may give any value."""
        if values is None:
            self.given.clear()
            self.is_complete = False
        else:
            self.given.update(values)


def check_assignments(contexts: Sequence[RootContext], diagnostics: DiagnosticCollector) -> None:
    """Warn about assigned values that no root module declares a variable for."""
    for assignment in dict.fromkeys(a for c in contexts for a in c.variables.assignments):
        having = [c for c in contexts if assignment in c.variables.assignments]
        # A file that is relative to the root module is another one for each of them.
        for group in [having] if assignment.place is None else [[c] for c in having]:
            if assignment.variable is None:
                read = _read(_named(assignment, group[0]), group[0]) or {}
            else:
                source = _outside(f"--var {assignment.variable}", assignment.text)
                read = {assignment.variable: _as_text(source)}
            modules = [context.library.module(context.root) for context in group]
            _warn_of_undeclared(read, modules, diagnostics)


def _warn_of_undeclared(
    values: Mapping[str, Expression], modules: Sequence[Module], diagnostics: DiagnosticCollector
) -> None:
    """Warn once about all values of a file that no module declares a variable for."""
    declared = {name for module in modules for name in module.variables}
    unknown = [name for name in values if name not in declared]
    if not unknown:
        return
    first, others = unknown[0], len(unknown) - 1
    more = f" and {others} more" if others else ""
    message = f"value for undeclared variable '{first}'{more}"
    hint = did_you_mean(first, declared)
    diagnostics.warn("undeclared-variable", message, values[first].span, hint)


def _assigned(
    assignment: Assignment, context: RootContext, module: Module, option: str
) -> dict[str, Expression] | None:
    name = assignment.variable
    if name is None:
        return _read(_named(assignment, context), context)
    variable = module.variables.get(name)
    if variable is None:
        return {}
    return {name: _from_text(_outside(option + name, assignment.text), variable)}


def _found(context: RootContext) -> list[str]:
    """Return the variable files that apply by themselves, and those that the user selects."""
    tree = context.library.tree
    try:
        # Terraform reads these even if they are folders.
        names = tree.names(context.root, folders=True)
    except Unreadable:
        return []
    default = ("terraform.tfvars", "terraform.tfvars.json")
    fixed = [name for name in default if tree.exists(f"{context.root}/{name}")]
    auto = [n for n in names if n.endswith((".auto.tfvars", ".auto.tfvars.json"))]
    return [*(f"{context.root}/{name}" for name in (*fixed, *auto)), *context.named_values]


def _read_found(
    path: str, context: RootContext
) -> tuple[dict[str, Expression] | None, Sequence[Diagnostic]]:
    """Return the values in a file of the tree; None if it may give any, with the reason."""
    try:
        source = context.library.tree.source(path)
    except Unreadable as error:
        if error.is_missing and path not in context.named_values:
            return {}, ()  # a link to a file that is written before the deployment
        return None, [Diagnostic(Level.ERROR, UNREADABLE, str(error))]
    return _parse(source, context.diagnostics.add)


def _leaves_open(
    found: Diagnostic, context: RootContext, module: Module, paths: Sequence[str]
) -> Diagnostic:
    """Return what is wrong with a variable file; an error leaves all variables open.

    ``paths`` are the file and those before it, in place of whose values it may give others.
    """
    if found.level is not Level.ERROR:
        return found
    root = posixpath.normpath(context.root)
    return replace(
        found,
        blocks=tuple(in_root(root, f"var.{name}") for name in module.variables),
        unread=(*found.unread, *map(posixpath.normpath, paths)),
    )


def _named(assignment: Assignment, context: RootContext) -> SourceFile:
    """Return a variable file that the user names. Raises ``UsageError`` if it cannot be read."""
    path = assignment.text
    if assignment.place is not None:
        return _configured(path, assignment.place, context)
    try:
        data = context.library.tree.read_named(path)
    except Unreadable as error:
        raise UsageError(f"the variable file {error}") from None
    return SourceFile(os.path.normpath(path).replace(os.sep, "/"), data)


def _configured(path: str, place: Span, context: RootContext) -> SourceFile:
    """Return a variable file that a configuration file names for a root module.

    At a base revision, a file that does not exist yet has no values.
    """
    tree = context.library.tree
    try:
        return tree.source(f"{context.root}/{path}")
    except Unreadable as error:
        if error.is_missing and tree.work is not None:
            return SourceFile(path, b"")
        hint = "var-files are relative to the root module, and inside the repository"
        found = Diagnostic(Level.ERROR, "invalid-config", str(error), place, hint)
        raise InputError("a variable file cannot be read", [found]) from None


def _read(source: SourceFile, context: RootContext) -> dict[str, Expression] | None:
    """Return the values in a file; None where it cannot be parsed."""
    values, found = _parse(source, context.diagnostics.add)
    for diagnostic in found:
        context.diagnostics.add(diagnostic)
    return values


def _parse(
    source: SourceFile, report: Callable[[Diagnostic], None]
) -> tuple[dict[str, Expression] | None, Sequence[Diagnostic]]:
    """Return the values in a file; None where it cannot be parsed, with the reason.

    Errors that leave out one value only are reported.
    """
    if source.is_encrypted:
        # Its values are known where it is deployed; here they are as if none were given.
        return None, [replace(EncryptedError(source).diagnostic, level=Level.WARNING)]
    if source.path.endswith(".json"):
        attributes, found = literal_attributes(source)
        return (None if found else dict(attributes)), tuple(found)
    body, found = hcl.parse(source, report)
    values = {name: a.expression for name, a in body.attributes.items()}
    return (None if found else values), found


_TEXTS = frozenset(["string", "number", "bool"])


def _outside(name: str, text: str) -> SourceFile:
    """Return a value from outside as a file, so that it has a place to point at."""
    return SourceFile(name, text.encode("utf-8", "replace"))


def _from_text(source: SourceFile, variable: Block) -> Expression:
    """Read a value from outside: an expression where the variable is of a compound type.

    Raises ``UsageError`` where that cannot be parsed.
    """
    if _takes_text(variable):
        return _as_text(source)
    expression = hcl.parse_expression(source.text, source)
    if expression is None:
        message = f"the value of {source.path} cannot be parsed: {source.text}"
        raise UsageError(message, 'the type of the variable takes an expression: ["a", "b"]')
    return expression


def _takes_text(variable: Block) -> bool:
    """Return whether a value is a string without quotes, as it is for a variable without a type."""
    declared = variable.body.attributes.get("type")
    kind = declared.expression if declared else None
    if isinstance(kind, ex.Literal):
        return kind.value in _TEXTS
    return kind is None or (isinstance(kind, ex.Variable) and kind.name in _TEXTS)


def _as_text(source: SourceFile) -> Expression:
    return ex.Literal(Span(source, 0, len(source.data)), source.text)

"""The context of function calls: files in the scanned tree, and templates."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING, Any

from iaclint.files.source import SourceFile
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_FILESET, MAX_GLOB_LENGTH, MAX_HCL_BYTES, MAX_TEMPLATE_DEPTH
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform.config.literals import check_literal
from iaclint.terraform.errors import EvaluationError, LimitReached, OutOfSteps, Refused
from iaclint.terraform.eval.budget import Budget
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.scope import Reference, Scope
from iaclint.terraform.functions.context import (
    CallError,
    CallLimit,
    CallRefused,
    Context,
    FileUnavailable,
    OutOfStepsError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source_tree import SourceTree
    from iaclint.resource import Path
    from iaclint.terraform.types.model import TerraformValue


def make_context(
    tree: SourceTree, root: str, budget: Budget | None = None, depth: int = 0
) -> Context:
    """Return what functions may use, for a root module's folder in a tree."""
    budget = budget or Budget()
    folder = _Folder(tree, root, budget)

    def inner() -> Scope:
        module = _Isolated(make_context(tree, root, budget, depth + 1))
        return Scope(module, {}, budget)

    def render(text: str, variables: Mapping[str, TerraformValue]) -> TerraformValue:
        if depth >= MAX_TEMPLATE_DEPTH:
            raise CallLimit("templates are nested too deeply")
        return _render(text, inner().child(variables))

    return Context(
        read=folder.read,
        glob=folder.glob,
        base_directory=os.path.normpath(os.path.join(tree.root, root)),
        render=render,
        parse=lambda text: _parse_variables(text, inner()),
        draw=budget.draw,
    )


def _unavailable(error: Unreadable) -> FileUnavailable:
    return FileUnavailable(str(error), is_missing=error.is_missing, is_refused=error.is_refused)


class _Folder:
    """A root module's folder, from which functions' paths lead."""

    def __init__(self, tree: SourceTree, root: str, budget: Budget) -> None:
        self._tree = tree
        self._root = root
        self._budget = budget
        self._found: dict[str, list[str]] = {}

    def _path(self, path: str) -> str:
        if path.startswith("~"):
            message = f"'{path}' is outside of the scanned folder"
            raise FileUnavailable(message, is_missing=False, is_refused=True)
        if posixpath.isabs(path):
            return posixpath.relpath(path, self._tree.root)
        return posixpath.normpath(posixpath.join(self._root, path))

    def read(self, path: str) -> bytes:
        try:
            return self._tree.read(self._path(path))
        except Unreadable as error:
            raise FileUnavailable(
                str(error), is_missing=error.is_missing, is_refused=error.is_refused
            ) from None

    def glob(self, path: str, pattern: str) -> list[str]:
        matches = _compile(posixpath.normpath(pattern))
        files = self._files_in(self._path(path))
        if not self._budget.draw(1 + len(files) * (10 + len(pattern)) // 100):
            raise OutOfStepsError
        found = [name for name in files if matches.fullmatch(name)]
        if len(found) > MAX_FILESET:
            raise CallLimit(f"more than {MAX_FILESET} files match")
        return found

    def _files_in(self, start: str) -> list[str]:
        """Return the files in a folder and below, relative to it, sorted."""
        if start not in self._found:
            try:
                self._found[start] = sorted(
                    posixpath.relpath(posixpath.join(folder, name), start)
                    for folder, names in self._tree.walk(start)
                    for name in names
                )
            except Unreadable as error:
                raise FileUnavailable(
                    str(error), is_missing=error.is_missing, is_refused=error.is_refused
                ) from None
        return self._found[start]


def _compile(pattern: str) -> Any:
    """Return a compiled pattern of ``fileset``, which matches in linear time."""
    import re2

    if len(pattern) > MAX_GLOB_LENGTH:
        raise CallLimit("this pattern is too long to evaluate", 1)
    options = re2.Options()
    options.log_errors = False
    options.dot_nl = True
    try:
        return re2.compile(_as_regex(pattern), options)
    except re2.error:
        raise CallError("this pattern is invalid", 1) from None


_GLOB = re.compile(r"(?P<deep>(?<![^/])\*\*(?:/|$))|\*+|\?|\[[^\]]+\]|\{[^}]*\}|\\.|.", re.DOTALL)


def _as_regex(pattern: str) -> str:
    """Translate the patterns of ``fileset``: ``*``, ``**``, ``?``, ``[…]``, ``{a,b}``."""
    pieces = []
    for match in _GLOB.finditer(pattern):
        text = match[0]
        if match["deep"]:
            pieces.append("(?:[^/]+/)*" if text[-1] == "/" else ".*")
        elif text[0] in "*?":
            # Two stars are only more than one where they are all between two slashes.
            pieces.append("[^/]*" if text[0] == "*" else "[^/]")
        elif text[0] == "[" and len(text) > 1:
            inside = text[1:-1].replace("\\", "\\\\")
            pieces.append(f"[^{inside[1:]}]" if inside[0] in "!^" else f"[{inside}]")
        elif text[0] == "{" and len(text) > 1:
            options = (_as_regex(option) for option in text[1:-1].split(","))
            pieces.append(f"(?:{'|'.join(options)})")
        else:
            pieces.append(re.escape(text[-1]))
    return "".join(pieces)


class _Isolated:
    """The module of a template, which has no references: a template uses only its variables."""

    key = None
    is_root = False
    short_circuits = False

    def __init__(self, context: Context) -> None:
        self._context = context

    def value(self, reference: Reference) -> TerraformValue:
        name = ".".join((reference.kind, *reference.names))
        raise EvaluationError(f"'{name}' is not available here", reference.span)

    def function_context(self) -> Context:
        return self._context

    def definition(self, reference: Reference) -> None:
        return None

    def locate(self, reference: Reference, path: Path, steps: int) -> None:
        return None


def _source(name: str, text: str, scope: Scope) -> SourceFile:
    """Return a text to parse; raises ``CallLimit`` for one that takes too much."""
    source = SourceFile(name, text.encode("utf-8"))
    if len(source.data) > MAX_HCL_BYTES:
        raise CallLimit(f"more than {MAX_HCL_BYTES:,} bytes of HCL are not evaluated")
    if not scope.budget.draw(len(source.data) // 10):
        raise OutOfStepsError
    return source


def _render(text: str, scope: Scope) -> TerraformValue:
    source = _source("template", text, scope)
    expression = hcl.parse_template(text, source)
    if expression is None:
        raise CallError("the template cannot be parsed")
    try:
        return evaluate(expression, scope)
    except EvaluationError as error:
        line, column = error.span.start
        place = f"(line {line}, column {column} of the template)"
        raise _as_call_error(error, f"{error.message} {place}") from None


def _parse_variables(text: str, scope: Scope) -> dict[str, TerraformValue]:
    late: list[Diagnostic] = []
    body, diagnostics = hcl.parse(_source("tfvars", text, scope), late.append)
    if body.blocks or diagnostics or late:
        raise CallError(next((each.message for each in (*diagnostics, *late)), "unexpected block"))
    expressions = {name: attribute.expression for name, attribute in body.attributes.items()}
    try:
        for expression in expressions.values():
            check_literal(expression)
        return {name: evaluate(each, scope) for name, each in expressions.items()}
    except EvaluationError as error:
        raise _as_call_error(error, error.message) from None


def _as_call_error(error: EvaluationError, message: str) -> CallError:
    """Return the error of the call in which an expression is evaluated."""
    if isinstance(error, OutOfSteps):
        return OutOfStepsError()
    if isinstance(error, Refused):
        return CallRefused(message)
    return CallLimit(message) if isinstance(error, LimitReached) else CallError(message)

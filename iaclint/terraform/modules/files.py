"""The context of function calls: files in the scanned tree, and templates."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING

from iaclint.files.inputs import note_input
from iaclint.files.source import SourceFile
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_FILESET, MAX_HCL_BYTES, MAX_TEMPLATE_DEPTH
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform.config.literals import check_literal
from iaclint.terraform.config.stubs.store import is_stub
from iaclint.terraform.config.written_files import WrittenFiles
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
from iaclint.terraform.modules.globs import Glob, compile_glob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source_tree import SourceTree
    from iaclint.resource import Path
    from iaclint.terraform.types.model import TerraformValue


def make_context(
    tree: SourceTree,
    root: str,
    budget: Budget | None = None,
    depth: int = 0,
    written: Callable[[], WrittenFiles] = WrittenFiles,
) -> Context:
    """Return what functions may use, for a root module's folder in a tree.

    ``written`` returns what the run writes itself: it is not read.
    """
    budget = budget or Budget()
    folder = _Folder(tree, root, budget, written)

    def inner() -> Scope:
        module = _Isolated(make_context(tree, root, budget, depth + 1, written))
        return Scope(module, {}, budget)

    def render(text: str, variables: Mapping[str, TerraformValue]) -> TerraformValue:
        if depth >= MAX_TEMPLATE_DEPTH:
            raise CallLimit("templates are nested too deeply")
        return _render(text, inner().child(variables))

    return Context(
        read=folder.read,
        glob=folder.glob,
        work_tree=tree.root,
        folder=root,
        render=render,
        parse=lambda text: _parse_variables(text, inner()),
        draw=budget.draw,
    )


def _unavailable(error: Unreadable) -> FileUnavailable:
    return FileUnavailable(str(error), is_missing=error.is_missing, is_refused=error.is_refused)


def _written(path: str, writer: str) -> FileUnavailable:
    message = f"'{path}' may be written by {writer}"
    return FileUnavailable(message, is_missing=False, is_refused=True)


class _Folder:
    """A root module's folder, from which functions' paths lead."""

    def __init__(
        self, tree: SourceTree, root: str, budget: Budget, written: Callable[[], WrittenFiles]
    ) -> None:
        self._tree = tree
        self._root = root
        self._budget = budget
        self._read_written = written
        self._real_root = tree.real(root)
        self._found: dict[str, tuple[list[str], list[str]]] = {}

    @cached_property
    def _written(self) -> WrittenFiles:
        return self._read_written()

    def _path(self, path: str) -> str:
        if posixpath.isabs(path):
            inside = posixpath.relpath(path, self._tree.root)
        else:
            inside = posixpath.normpath(posixpath.join(self._root, path))
        if path.startswith("~") or is_stub(inside):
            message = f"'{path}' is outside of the scanned folder"
            raise FileUnavailable(message, is_missing=False, is_refused=True)
        return inside

    def _check_written(self, inside: str) -> None:
        """Raise ``FileUnavailable`` for a path that the run writes, or a link to one."""
        for path, root in ((inside, self._root), (self._tree.real(inside), self._real_root)):
            writer = self._written.writer_of(posixpath.relpath(path, root))
            if writer is not None:
                raise _written(inside, writer)

    def _check_absent(self, ending: str) -> None:
        """Raise ``FileUnavailable`` if a path of which the end is known may be written."""
        self._spend(len(self._written.endings) // 10)
        writer = self._written.may_write(ending)
        if writer is not None:
            message = f"{writer} may write a file of this name"
            raise FileUnavailable(message, is_missing=False, blocker=writer)

    def _spend(self, steps: int) -> None:
        if not self._budget.draw(steps):
            raise OutOfStepsError

    def read(self, path: str) -> bytes:
        inside = self._path(path)
        self._check_written(inside)
        note_input(self._tree.full(inside))
        try:
            return self._tree.read(inside)
        except Unreadable as error:
            if error.is_missing:
                self._check_absent(path)
            raise _unavailable(error) from None

    def glob(self, path: str, pattern: str) -> list[str]:
        if _MAGIC.intersection(path):
            raise CallRefused("a folder with such a name is not searched", 0)
        start = self._path(path)
        self._check_written(start)
        glob = compile_glob(posixpath.normpath(pattern))
        files, passed_over = self._files_in(start)
        size = len(files) + len(passed_over)
        self._spend(1 + size * (10 + len(pattern)) // 100)
        unread = next((each for each in passed_over if _may_match(glob, each)), None)
        if unread is not None:
            raise CallRefused(f"'{unread}' may match, but is not read", 1)
        found = [name for name in files if glob.matches(name)]
        if not found:
            self._check_absent(re.split(r"[]*?}]", pattern)[-1])
        if len(found) > MAX_FILESET:
            raise CallLimit(f"more than {MAX_FILESET} files match")
        for name in found:
            note_input(self._tree.full(posixpath.join(start, name)))
        return found

    def _files_in(self, start: str) -> tuple[list[str], list[str]]:
        """Return the files in a folder and below, relative to it, and what is not read there."""
        if start not in self._found:
            try:
                folders = [*self._tree.walk(start)]
                passed_over = [*self._tree.passed_over(start), *self._written_in(start)]
            except Unreadable as error:
                raise _unavailable(error) from None
            files = [posixpath.join(folder, name) for folder, names in folders for name in names]
            real = self._tree.real(start)
            self._found[start] = _below(real, files), _below(real, passed_over)
        return self._found[start]

    def _written_in(self, start: str) -> Iterator[str]:
        """Yield the paths in a folder and below that Terraform writes."""
        real = self._tree.real(start)
        for name in self._written.paths:
            path = posixpath.normpath(posixpath.join(self._real_root, name))
            if not f"{posixpath.relpath(path, real)}/".startswith("../"):
                yield path + "/" * name.endswith("/")


def _below(folder: str, paths: list[str]) -> list[str]:
    return sorted(posixpath.relpath(path, folder) + "/" * path.endswith("/") for path in paths)


_MAGIC = frozenset("*?[]{}\\")
"""What makes a folder's name a pattern, too."""


def _may_match(glob: Glob, unread: str) -> bool:
    """Return whether a file that is not read, or one below a folder, may match."""
    return glob.enters(unread[:-1]) if unread.endswith("/") else glob.matches(unread)


class _Isolated:
    """The module of a template, which has no references: a template uses only its variables."""

    key = None
    is_root = False
    short_circuits = False

    def __init__(self, context: Context) -> None:
        self._context = context

    def requires_provider(self, name: str) -> bool:
        return True

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

"""A run on changed files: what they can affect is checked, what they cause is reported."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.affected.causes import Causes
from iaclint.affected.changed import base_revision, changed_since, find_changed
from iaclint.affected.combine import combine
from iaclint.affected.scope import find_scope
from iaclint.files.diagnostics import Level, arrange
from iaclint.judging.findings import BaselineState
from iaclint.judging.report import ChangeSummary, Coverage, Report
from iaclint.request import Widened

if TYPE_CHECKING:
    from iaclint.affected.changed import Changed
    from iaclint.affected.scope import Scope
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source_tree import SourceTree
    from iaclint.judging.findings import Finding
    from iaclint.request import Request


def check_changed(request: Request, progress: Callable[[str], None] = lambda stage: None) -> Report:
    """Return the report on changed files, which are the paths of a request.

    Without paths, they are those that the next commit changes. Raises ``UsageError`` as
    ``iaclint.runs.run`` does, and without paths outside of a git repository.
    """
    progress("finding changed files")
    changed = find_changed(request.paths, request.cwd)
    given = _given_files(request)
    stubs = frozenset(_stubs(request, changed))
    scopes = [find_scope(each, given, request.options.roots, stubs) for each in changed]
    causes = Causes(scopes, request.cwd)
    report = _check_scopes(request, changed, scopes, causes, progress)
    named = {each.tree: (c.path for c in each.changes if not c.is_deleted) for each in changed}
    return _with_unread(report, named, request)


def check_since(request: Request, progress: Callable[[str], None] = lambda stage: None) -> Report:
    """Return the report of a request that is compared with a revision.

    Raises ``UsageError`` as ``iaclint.runs.run`` does.
    """
    from iaclint.runs import run

    report = run(request, progress)
    found = changed_since(request.paths, request.cwd, request.revision or "HEAD")
    return _with_unread(report, found, request)


def _with_unread(
    report: Report, changed: Mapping[SourceTree, Iterable[str]], request: Request
) -> Report:
    """Return a report with errors for changed templates and plans that nothing reads."""
    from iaclint.affected.unread import find_unread

    found = (find_unread(tree, paths, request.exclusions) for tree, paths in changed.items())
    return replace(report, diagnostics=arrange(report.diagnostics, *found))


def _check_scopes(
    request: Request,
    changed: Sequence[Changed],
    scopes: Sequence[Scope],
    causes: Causes,
    progress: Callable[[str], None],
) -> Report:
    if not any(scope.paths for scope in scopes):
        return _narrow(Report((), (), Coverage()), None, causes)
    from iaclint.runs import run

    widened = _widen(request, scopes, [each.tree.root for each in changed])
    if causes.is_everything:
        return run(widened, progress)
    found = {name: _check(each, causes, progress) for name, each in _environments(widened, scopes)}
    return combine(found)


def _check(request: Request, causes: Causes, watch: Callable[[str], None]) -> Report:
    from iaclint.runs import run, run_and_compare

    if request.revision is not None:
        report = run(request, watch)
        return _narrow(report, report, causes)
    report, compared = run_and_compare(request, base_revision(), causes.leave_open, watch)
    return _narrow(report, compared, causes)


def _environments(request: Request, scopes: Iterable[Scope]) -> Iterator[tuple[str, Request]]:
    """Yield the request, and one for each variable file that is an environment, by its path."""
    yield "", request
    for path in (path for scope in scopes for path in scope.alternatives):
        shown = os.path.relpath(path, request.cwd)
        yield shown.replace(os.sep, "/"), replace(request, paths=(shown,))


def _given_files(request: Request) -> frozenset[str]:
    """Return the real paths of the variable and parameter files that options name."""
    assignments = request.options.variables.assignments
    named = (each.text for each in assignments if each.variable is None)
    names = (*named, *request.parameter_files)
    return frozenset(os.path.realpath(os.path.join(request.cwd, name)) for name in names)


def _stubs(request: Request, changed: Iterable[Changed]) -> Iterator[str]:
    """Yield the addresses of modules with a changed file in their stubs."""
    folders = [os.path.realpath(os.path.join(request.cwd, f)) for f in request.options.stubs]
    if not folders:
        return
    from iaclint.terraform.config.stubs.store import stubbed_module

    for each in changed:
        paths = (os.path.join(each.tree.root, name) for name in each.names())
        found = (stubbed_module(path, folder) for path in paths for folder in folders)
        yield from (address for address in found if address is not None)


def _widen(request: Request, scopes: Sequence[Scope], roots: Iterable[str]) -> Request:
    """Return the request for all that changed files can affect."""

    def shown(paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(os.path.relpath(path, request.cwd) for path in paths)

    values = frozenset(path for scope in scopes for path in scope.values)
    former = shown(path for scope in scopes for path in scope.former)
    new = shown(path for scope in scopes for path in scope.new)
    return replace(
        request,
        paths=shown(path for scope in scopes for path in scope.paths),
        exclude_named=True,
        widened=Widened(tuple(roots), values, former, frozenset(new)),
    )


def _narrow(report: Report, compared: Report | None, causes: Causes) -> Report:
    """Return a report with only what changed files cause, and with all errors.

    What cannot be read could hide what a change causes. ``compared`` is the same report with
    what is new in it; without, everything in the roots of a deleted file counts as new.
    """
    kept = list(_select(report, compared, causes))
    ids = set(map(id, kept))
    return replace(
        report,
        findings=tuple(kept),
        diagnostics=tuple(d for d in report.diagnostics if _is_kept(d, causes)),
        coverage=replace(
            report.coverage,
            not_applied=tuple(filter(causes.is_changed_file, report.coverage.not_applied)),
            can_be_empty=True,
        ),
        changes=ChangeSummary(causes.number, sum(id(f) not in ids for f in report.open)),
    )


def _select(report: Report, compared: Report | None, causes: Causes) -> Iterator[Finding]:
    for number, finding in enumerate(report.findings):
        if compared is None:
            is_new = causes.loses_file(finding)
        else:
            is_new = compared.findings[number].baseline_state is BaselineState.NEW
        if is_new or causes.has_caused(finding):
            yield finding


def _is_kept(diagnostic: Diagnostic, causes: Causes) -> bool:
    if diagnostic.level is Level.ERROR:
        return True
    span = diagnostic.span
    return span is not None and (causes.is_changed(span) or causes.loses(span.file.display))

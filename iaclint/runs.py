"""A run as it is asked for: its report, compared with a baseline or a revision where wanted."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint import pipeline
from iaclint.errors import UsageError
from iaclint.files.diagnostics import arrange
from iaclint.requested_files import discover, discover_again, open_requested

if TYPE_CHECKING:
    from iaclint.baseline.revision import Base
    from iaclint.baseline.run import Run
    from iaclint.files.selection import Discovery
    from iaclint.files.source_tree import SourceTree
    from iaclint.judging.report import Report
    from iaclint.pipeline import Watch
    from iaclint.request import Request


def run(request: Request, watch: Watch = lambda stage: None) -> Report:
    """Return the report on the configuration in a request, compared as it asks for.

    Raises ``UsageError`` for an invalid path, rule, rule file, option, baseline or revision, and
    for an address that no resource has.
    """
    if request.revision is None and request.baseline is None:
        watch("finding files")
        return pipeline.check(request, discover(request, open_requested(request)), watch).report
    from iaclint.baseline.file import read_baseline
    from iaclint.baseline.run import compare_run

    known = read_baseline(request.baseline) if request.baseline else ()
    if request.revision is None:
        now = check(request, watch, {each.rule for each in known})
        return compare_run(now, known, None, request.baseline or "")
    from iaclint.baseline.configuration import Sources
    from iaclint.baseline.excuses import tell_config_changes
    from iaclint.baseline.revision import open_base

    watch("finding files")
    trees = open_requested(request)
    with open_base(_former(request, trees), request.revision) as base:
        found = discover(request, trees, base.trees)
        now = _check(request, trees, found, watch, {each.rule for each in known})
        before = _check_base(request, trees, base, watch)
        sources = Sources(
            request.config_names,
            request.config_file,
            request.rules.folders,
            request.options.stubs,
            request.baseline,
        )
        told = list(tell_config_changes(base, sources))
        names = filter(None, (base.name, request.baseline))
        report = compare_run(now, known, before, " and ".join(names), base.differs)
    return replace(report, diagnostics=arrange(report.diagnostics, base.warnings, told))


def run_and_compare(
    request: Request,
    revision: str,
    is_needed: Callable[[Report], bool],
    watch: Watch = lambda stage: None,
) -> tuple[Report, Report | None]:
    """Return the report of a request, and the same compared with a revision where that is needed.

    None if it is not needed, or if a path cannot be in git. Raises ``UsageError`` as ``run`` does.
    """
    from iaclint.baseline.file import read_baseline
    from iaclint.baseline.revision import open_base
    from iaclint.baseline.run import compare_run

    watch("finding files")
    known = read_baseline(request.baseline) if request.baseline else ()
    trees = open_requested(request)
    now = _check(request, trees, discover(request, trees), watch, {each.rule for each in known})
    report = compare_run(now, known, None, request.baseline) if request.baseline else now.report
    if not is_needed(report):
        return report, None
    with ExitStack() as stack:
        try:
            base = stack.enter_context(open_base(_former(request, trees), revision))
        except UsageError:
            return report, None
        before = _check_base(request, trees, base, watch)
        return report, compare_run(now, (), before, base.name, base.differs)


def _former(request: Request, trees: Mapping[str, SourceTree]) -> Mapping[str, SourceTree]:
    """Return the tree of each path to check at a revision: also of files that are deleted."""
    if request.widened is None or not request.widened.former:
        return trees
    return {**open_requested(replace(request, paths=request.widened.former)), **trees}


def _check_base(request: Request, trees: Mapping[str, SourceTree], base: Base, watch: Watch) -> Run:
    watch("checking the base")
    options = base.options(request.options, request.parameter_files)
    past = replace(request, options=options, validate_templates=False)
    new = request.widened.new if request.widened else frozenset()
    searched = {path: tree for path, tree in base.trees.items() if path not in new}
    return _check(past, trees, discover_again(past, searched))


def check(
    request: Request, watch: Watch = lambda stage: None, rule_ids: Collection[str] = ()
) -> Run:
    """Return the result of a request, not compared.

    Rules with ``rule_ids`` are loaded even if no resource needs them. Raises ``UsageError`` as
    ``run`` does.
    """
    watch("finding files")
    trees = open_requested(request)
    return _check(request, trees, discover(request, trees), watch, rule_ids)


def _check(
    request: Request,
    trees: Mapping[str, SourceTree],
    discovery: Discovery,
    watch: Watch = lambda stage: None,
    rule_ids: Collection[str] = (),
) -> Run:
    """Return a run to compare, with what it looks at."""
    from iaclint.baseline.fixed import Reach
    from iaclint.baseline.run import Run

    outcome = pipeline.check(request, discovery, watch, rule_ids)
    report = outcome.report
    reach = Reach(
        rules={rule.id: rule for rule in outcome.rules},
        environments=outcome.environments,
        paths={
            tree.relative(os.path.join(request.cwd, path)): tree for path, tree in trees.items()
        },
        not_loaded=report.coverage.not_loaded,
        has_errors=report.has_errors,
    )
    return Run(report, reach)

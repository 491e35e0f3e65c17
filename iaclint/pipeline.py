"""The stages of a run: find files, evaluate, load rules, judge."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.embedded.terraform import load_stacks, with_stacks
from iaclint.files.deployed.folder_links import folder_links
from iaclint.files.diagnostics import REACHED, Diagnostic, Level, arrange
from iaclint.files.faults import Tell, attempt, begin_verdicts
from iaclint.files.selection import Discovery
from iaclint.files.work import RUN
from iaclint.frontends import front_ends
from iaclint.judging.coverage import count_checked, cover, warn_of_gaps
from iaclint.judging.engine import Accept, judge
from iaclint.judging.example_code import Examples
from iaclint.judging.grouping import merge
from iaclint.judging.report import Report
from iaclint.judging.subject import find_subject
from iaclint.models.policy_checks import PolicyFaults
from iaclint.requested_files import discover, open_requested
from iaclint.requested_rules import ensure_index, load_rules, rule_directories
from iaclint.resource import Configuration, Evaluation
from iaclint.ruleset.catalog import wanted_types
from iaclint.ruleset.loader import Ruleset
from iaclint.ruleset.selection import select
from iaclint.suppressions.run import find_problems, read

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile
    from iaclint.request import Request, RuleChoice
    from iaclint.resource import Resource, Root
    from iaclint.ruleset.rule import Rule

Watch: TypeAlias = Callable[[str], None]
"""Called with the name of each stage when it begins."""


class Outcome(Struct, frozen=True):
    """What the stages of a run result in."""

    report: Report
    rules: tuple[Rule, ...]
    """The rules that were checked."""
    environments: tuple[str, ...]
    """The named environments that were evaluated."""


def check(
    request: Request,
    discovery: Discovery,
    watch: Watch = lambda stage: None,
    rule_ids: Collection[str] = (),
) -> Outcome:
    """Return the outcome of a request on the files that were found.

    Rules with ``rule_ids`` are loaded even if no resource needs them. Raises ``UsageError`` for an
    invalid rule, rule file or option, and for an address that no resource has.
    """
    watch("evaluating")
    RUN.begin()
    directories = rule_directories(request.rules.folders)
    ensure_index(directories[0])
    variables = replace(request.options.variables, assume_caller=request.assume_callers)
    assumed = replace(request, options=replace(request.options, variables=variables))
    faults: list[Diagnostic] = []
    wanted = with_stacks(wanted_types(directories))
    evaluated = _evaluate(assumed, discovery, wanted, faults.append)
    load = partial(load_stacks, evaluated, discovery, wanted)
    evaluated = attempt(load, faults.append, "templates in Terraform") or evaluated
    configurations = tuple(dict.fromkeys(c for loaded in evaluated.values() for c in loaded))
    resources = list({r.key: r for c in configurations for r in c.resources}.values())

    watch("loading rules")
    types = {resource.type for resource in resources}
    ruleset = load_rules(request.rules.folders, types, ids=rule_ids)
    rules = _select(request.rules, ruleset)

    watch("judging")
    begin_verdicts()
    only = None if request.address is None else find_subject(request.address, resources)
    sources = _sources(request, discovery)
    suppressions = read(sources, rules, request.suppressions, request.today, faults.append)

    def accept(environment: str) -> Accept | None:
        workspace = request.options.variables.of(environment).workspace or "default"
        return None if suppressions is None else suppressions.accept(workspace)

    mistakes: list[Diagnostic] = []
    policies = PolicyFaults()
    judged = {
        environment: judge(
            [r for c in loaded for r in c.resources],
            ruleset,
            rules,
            only,
            [root for c in loaded for root in c.roots],
            accept(environment),
            faults.append,
            lambda instance: mistakes.extend(policies.find(instance)),
        )
        for environment, loaded in evaluated.items()
    }
    if RUN.left_out_worlds:
        message = "the verdicts take more steps than are allowed: some of them are unknown"
        faults.append(Diagnostic(Level.ERROR, REACHED, message))
    deployed = {
        environment: {scope for c in loaded for scope in c.deployed}
        for environment, loaded in evaluated.items()
    }
    findings = merge(judged, deployed)
    checked = count_checked(resources, ruleset, findings)
    coverage = replace(
        cover(tuple(evaluated.values()), checked, discovery.left_out),
        tool_folders=discovery.tool_folders,
    )
    found = _diagnostics(discovery, configurations, faults.append)
    selected = {rule.id for rule in rules} if only is None else set()
    found.append(find_problems(suppressions, ruleset, selected, request.today))
    unmatched = _warn_of_unmatched(request, discovery)
    diagnostics = arrange(*found, mistakes, faults, warn_of_gaps(coverage), unmatched)
    if request.validate_templates:
        diagnostics = arrange(diagnostics, _validate(discovery, diagnostics))
    named = request.widened.roots if request.widened else request.paths
    stateful = {root.path for c in configurations for root in c.roots if root.has_state}
    trees = {s.tree: None for found in discovery.selections.values() for s in found}
    examples = Examples(named, request.cwd, stateful, partial(folder_links, trees))
    report = Report(tuple(examples.mark(findings)), tuple(examples.relax(diagnostics)), coverage)
    return Outcome(report, tuple(rules), tuple(filter(None, evaluated)))


def _warn_of_unmatched(request: Request, discovery: Discovery) -> Iterator[Diagnostic]:
    """Yield a warning for each pattern of the configuration file that matches no root."""
    checked = [os.path.realpath(os.path.join(request.cwd, path)) for path in request.paths]
    for root in request.options.unmatched(discovery.places(), checked):
        message = f"no root module or template matches '{root.pattern.text}'"
        yield Diagnostic(Level.WARNING, "unmatched-root", message, root.place)


def _sources(request: Request, discovery: Discovery) -> Iterable[SourceFile]:
    """Yield the files that were read, each one once."""
    selections = [each for found in discovery.selections.values() for each in found]
    trees = [each.tree for each in selections]
    if request.options.source is not None:
        trees.append(request.options.source[0])
    documents = (file for each in selections for file in each.files)
    files = (*documents, *(file for tree in trees for file in tree.sources))
    return {(file.path, file.display): file for file in files}.values()


def evaluate(request: Request) -> Evaluation:
    """Return the evaluated configuration of a request, with resources of all types.

    Each root is evaluated for the first of its environments. Rules are not checked, and values
    are evaluated lazily. Raises ``UsageError`` as ``run`` does.
    """
    discovery = discover(request, open_requested(request))
    RUN.begin()
    faults: list[Diagnostic] = []
    evaluated = _evaluate(request, discovery, _EveryType(), faults.append).values()
    roots: list[Root] = []
    resources: list[Resource] = []
    known: set[str] = set()
    for loaded in evaluated:
        # An environment can have some of the roots only.
        new = [root for c in loaded for root in c.roots if root.scope not in known]
        found = [r for c in loaded for r in c.resources if r.scope not in known]
        roots, resources = [*roots, *new], [*resources, *found]
        known |= {root.scope for root in new} | {resource.scope for resource in found}
    configurations = tuple(dict.fromkeys(c for loaded in evaluated for c in loaded))
    return Evaluation(
        tuple(roots),
        tuple(resources),
        lambda: arrange(*_diagnostics(discovery, configurations, faults.append), faults),
    )


def _select(choice: RuleChoice, ruleset: Ruleset) -> tuple[Rule, ...]:
    """Return the rules of a run."""
    return select(ruleset, choice.ids, choice.skip, choice.profile, choice.settings)


class _EveryType:
    """All types of resources."""

    def __contains__(self, item: object) -> bool:
        return True


def _evaluate(
    request: Request, discovery: Discovery, wanted: Container[str], tell: Tell
) -> dict[str, tuple[Configuration, ...]]:
    """Return the configurations that front ends load, by environment.

    Without named environments, the only one has no name.
    """
    environments = request.options.environments_of(discovery.places()) or ("",)
    options = [request.options.of(environment) for environment in environments]
    loaded = [
        attempt(
            partial(front_end.load, discovery.selections[front_end.name], wanted, options),
            tell,
            f"{front_end.language.title} files",
        )
        or [Configuration()] * len(options)
        for front_end in front_ends()
        if front_end.name in discovery.selections
    ]
    return {name: tuple(each[n] for each in loaded) for n, name in enumerate(environments)}


def _diagnostics(
    discovery: Discovery, configurations: Sequence[Configuration], tell: Tell
) -> list[Iterable[Diagnostic]]:
    late = [attempt(c.late_diagnostics, tell, "diagnostics") or () for c in configurations]
    return [discovery.diagnostics, *(c.diagnostics for c in configurations), *late]


def _validate(discovery: Discovery, known: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics of each language's own linter."""
    selections = discovery.selections
    used = [front_end for front_end in front_ends() if front_end.name in selections]
    return [d for front_end in used for d in front_end.validate(selections[front_end.name], known)]

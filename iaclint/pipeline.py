"""A run from one end to the other: what is asked for goes in, a report comes out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from iaclint import cloudformation, plan
from iaclint.errors import UsageError
from iaclint.files.diagnostics import did_you_mean
from iaclint.files.discovery import (
    Discovery,
    Selection,
    discover,
    open_folder,
)
from iaclint.judging.engine import judge
from iaclint.judging.findings import Coverage, Report, merge
from iaclint.models.instances import by_type
from iaclint.models.policy_checks import find_faults
from iaclint.request import Request, Variables
from iaclint.ruleset.files import find_files
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.selection import select

if TYPE_CHECKING:
    from iaclint import terraform
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.resource import Configuration, Resource, Root

Watch: TypeAlias = Callable[[str], None]
"""Is told of each stage of a run as it begins."""


class RuleFileError(UsageError):
    """Rule or model files of the user have mistakes; ``diagnostics`` tells them all."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("these rules cannot be used")
        self.diagnostics = diagnostics


def run(request: Request, watch: Watch = lambda stage: None) -> Report:
    """Check what a request names, and report on it.

    Raises ``UsageError`` for what cannot be done as asked: paths, rules, rule files, an
    address that nothing has.
    """
    watch("finding files")
    discovery = discover(request.paths, request.cwd, cloudformation.is_template, plan.is_plan)
    _refuse_empty_folders(request, discovery)

    watch("evaluating")
    evaluated = _evaluate(request, discovery, _mentioned_types(request.rules.folders))
    configurations = tuple(dict.fromkeys(c for found in evaluated.values() for c in found))
    resources = list({r.key: r for c in configurations for r in c.resources}.values())

    watch("loading rules")
    ruleset = load_rules(request.rules.folders, {resource.type for resource in resources})
    choice = request.rules
    rules = select(ruleset, choice.ids, choice.skip, choice.profile)

    watch("judging")
    only = None if request.address is None else _find(request.address, resources)
    judged = {
        environment: judge([r for c in found for r in c.resources], ruleset, rules, only)
        for environment, found in evaluated.items()
    }
    models = [ruleset.models[name] for name in sorted({rule.model for rule in rules})]
    faults = tuple(find_faults(models, by_type(resources)))
    return Report(
        findings=merge(judged),
        diagnostics=_validated(
            request,
            discovery,
            discovery.diagnostics,
            *(c.diagnostics for c in configurations),
            *(c.late_diagnostics() for c in configurations),
            faults,
        ),
        coverage=_cover(next(iter(evaluated.values())), _judged(resources, ruleset)),
    )


class Understanding(Struct, frozen=True):
    """What the input comes to, before anything is judged."""

    roots: tuple[Root, ...]
    resources: tuple[Resource, ...]
    """Of all types."""
    diagnostics: Callable[[], tuple[Diagnostic, ...]]
    """What is wrong; more turns up as values are asked for."""


class _EveryType:
    """All types of resources that there can be."""

    def __contains__(self, item: object) -> bool:
        return True


def understand(request: Request) -> Understanding:
    """Evaluate what a request names, all types of resources, and judge nothing.

    Values are worked out when they are asked for. Raises ``UsageError`` as ``run`` does.
    """
    discovery = discover(request.paths, request.cwd, cloudformation.is_template, plan.is_plan)
    _refuse_empty_folders(request, discovery)
    configurations = next(iter(_evaluate(request, discovery, _EveryType()).values()))
    return Understanding(
        tuple(root for c in configurations for root in c.roots),
        tuple(resource for c in configurations for resource in c.resources),
        lambda: _arrange(
            discovery.diagnostics,
            *(c.diagnostics for c in configurations),
            *(c.late_diagnostics() for c in configurations),
        ),
    )


def load_rules(
    folders: Sequence[str] = (), types: Collection[str] | None = None, check_bundled: bool = False
) -> Ruleset:
    """Load the bundled rules and those of more folders; see ``iaclint.ruleset.loader.load``.

    Raises ``RuleFileError`` where a rule file has a mistake, ``UsageError`` where a folder
    cannot be read.
    """
    ruleset = load(_directories(folders), types, check_bundled)
    if ruleset.diagnostics:
        raise RuleFileError(ruleset.diagnostics)
    return ruleset


def _directories(folders: Sequence[str]) -> list[Path]:
    return [rules_directory(), *map(Path, folders)]


def _evaluate(
    request: Request, discovery: Discovery, wanted: Container[str]
) -> dict[str, tuple[Configuration, ...]]:
    """Return what each language in use comes to, in each environment.

    Where no environments are named there is one, without a name. A front end that is not
    used is not loaded.
    """
    others = tuple(_evaluate_documents(request, discovery, wanted))
    environments = request.variables.environments or ("",)
    if not any(selection.modules for selection in discovery.selections):
        return dict.fromkeys(environments, others)
    from iaclint import terraform

    options = [_options(request.variables, environment) for environment in environments]
    loaded = terraform.load_each(discovery, wanted, options)
    return {name: (c, *others) for name, c in zip(environments, loaded, strict=True)}


def _options(variables: Variables, environment: str) -> terraform.Options:
    from iaclint.terraform import Assignment, Options

    return Options(
        tuple(Assignment(s.text, s.variable) for s in variables.of(environment)),
        variables.workspace,
        tuple(Assignment(text, name) for name, text in variables.process.items()),
    )


def _evaluate_documents(
    request: Request, discovery: Discovery, wanted: Container[str]
) -> Iterator[Configuration]:
    """Yield what comes of files that each stand for themselves: templates and plans."""
    trees = {t: selection.tree for selection in discovery.selections for t in selection.templates}
    if trees:
        place = request.place
        options = cloudformation.Options(
            request.parameters, place.region, place.account, place.partition
        )
        yield cloudformation.load(tuple(trees), options, trees, wanted)
    plans = [p for selection in discovery.selections for p in selection.plans]
    folder = None if request.source is None else open_folder(request.source, request.cwd)
    if plans:
        yield plan.load(plans, wanted, folder)
    elif folder is not None:
        raise UsageError("there is no plan to find the sources of", "name a plan in JSON")


def _mentioned_types(folders: Sequence[str]) -> frozenset[str]:
    """Return all words in which models, and rules straight on types, could name a type.

    That is more than they do name, but can be told without parsing them. Which of them have
    to be parsed shows once it is known what types there are.
    """
    found: set[str] = set()
    for file in find_files(_directories(folders)):
        named = None if file.is_model or not file.bundled else file.model_words()
        found |= file.words() if named is None else named
    return frozenset(found)


def _find(address: str, resources: Iterable[Resource]) -> frozenset[str]:
    """Return the addresses that one stands for; raises ``UsageError`` where it is unclear."""
    known = {resource.address: resource for resource in resources}
    if address in known:
        found = [resource for resource in resources if resource.address == address]
    else:
        found = [resource for resource in resources if _without_keys(resource.address) == address]
    if not found:
        names = sorted({*known, *map(_without_keys, known)})
        deeper = [name for name in names if name.endswith(f".{address}")]
        hint = f"did you mean '{deeper[0]}'?" if deeper else did_you_mean(address, names)
        other = "`iaclint check --show all` lists what is judged"
        raise UsageError(f"no resource that a rule speaks of is called '{address}'", hint or other)
    if len({resource.scope for resource in found}) > 1:
        places = ", ".join(dict.fromkeys(str(resource.span) for resource in found))
        hint = f"say in which file or folder: {places}"
        raise UsageError(f"more than one resource is called '{address}'", hint)
    return frozenset(resource.address for resource in found)


def _without_keys(address: str) -> str:
    return re.sub(r"\[[^\]]*\]", "", address)


def _refuse_empty_folders(request: Request, discovery: Discovery) -> None:
    """Refuse a folder in which there is nothing to check: it was hardly meant."""
    for path in request.paths:
        full = os.path.realpath(os.path.join(request.cwd, path))
        if os.path.isdir(full) and not any(_has_below(s, full) for s in discovery.selections):
            raise UsageError(
                f"there is no Terraform and no CloudFormation template in '{path}'",
                "name the folder that holds them",
            )


def _has_below(selection: Selection, folder: str) -> bool:
    start = selection.tree.relative(folder)
    documents = (*selection.templates, *selection.plans)
    found = (*selection.modules, *(document.path for document in documents))
    return any(start in (".", path) or path.startswith(f"{start}/") for path in found)


def _judged(resources: Iterable[Resource], ruleset: Ruleset) -> int:
    """Count the resources that rules are about; companions only feed them."""
    own = {
        (mapping.language, type_)
        for name in {rule.model for rule in ruleset.rules.values()}
        for mapping in ruleset.models[name].mappings.values()
        for type_ in mapping.resources
    }
    return sum((resource.language, resource.type) in own for resource in resources)


def _validated(
    request: Request, discovery: Discovery, *groups: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Return diagnostics in order, those of cfn-lint among them where they are asked for."""
    told = _arrange(*groups)
    if not request.validate_templates:
        return told
    templates = [t for selection in discovery.selections for t in selection.templates]
    return _arrange(told, cloudformation.validate(templates, told))


def _arrange(*groups: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort diagnostics; the same one of several environments is one."""
    found = {_place(d): d for group in groups for d in group}
    return tuple(sorted(found.values(), key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int, str, str]:
    span = diagnostic.span
    path, start = (span.file.display, span.start_byte) if span else ("", 0)
    return path, start, diagnostic.code, diagnostic.message


def _cover(configurations: Sequence[Configuration], resources: int) -> Coverage:
    return Coverage(
        files=sum(configuration.files for configuration in configurations),
        failed=sum(configuration.failed for configuration in configurations),
        not_loaded=tuple(name for c in configurations for name in c.not_loaded),
        resources=resources,
    )

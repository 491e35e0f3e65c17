"""``iaclint check``: check configurations and report findings."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import typer

from iaclint.cli.check_options import (
    SUPPRESSED,
    UNCHANGED,
    Account,
    Baseline,
    Changed,
    Diff,
    ExitZero,
    Formats,
    MaxFindings,
    NoOtherSuppressions,
    NoSuppressions,
    Outputs,
    Partition,
    Paths,
    Quiet,
    Region,
    RequireCoverage,
    Rules,
    Show,
    Skip,
    Source,
    Statistics,
    StdinFilename,
    Timeout,
    ValidateTemplates,
    Verbose,
    Watch,
    read_detail,
    read_verdicts,
)
from iaclint.cli.exit import code_of, diagnose
from iaclint.cli.options import (
    Color,
    Config,
    Exclude,
    FailOn,
    ForceExclude,
    NoConfig,
    ParameterFiles,
    Profile,
    RulesFolders,
    Stubs,
    UnknownAction,
    split,
)
from iaclint.cli.terraform_options import (
    Environments,
    ProcessVariables,
    Values,
    VariableFiles,
    Workspace,
    read_variables,
)
from iaclint.errors import UsageError
from iaclint.report import TERMINAL_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.cli.progress import Progress
    from iaclint.cli.report_outputs import Output
    from iaclint.judging.report import Report
    from iaclint.request import Request


def check(
    context: typer.Context,
    paths: Paths = None,
    formats: Formats = None,
    outputs: Outputs = None,
    show: Show = None,
    rules: Rules = None,
    skip: Skip = None,
    profile: Profile = None,
    rules_folders: RulesFolders = None,
    stubs: Stubs = None,
    exclude: Exclude = None,
    force_exclude: ForceExclude = False,
    config: Config = None,
    no_config: NoConfig = False,
    values: Values = None,
    variable_files: VariableFiles = None,
    environments: Environments = None,
    workspace: Workspace = None,
    process_variables: ProcessVariables = False,
    parameter_files: ParameterFiles = None,
    region: Region = None,
    account: Account = None,
    partition: Partition = None,
    source: Source = None,
    validate_templates: ValidateTemplates = False,
    no_suppressions: NoSuppressions = False,
    no_other_suppressions: NoOtherSuppressions = False,
    changed: Changed = False,
    diff: Diff = None,
    baseline: Baseline = None,
    fail_on: FailOn = None,
    unknown: UnknownAction = None,
    require_coverage: RequireCoverage = False,
    max_findings: MaxFindings = 0,
    exit_zero: ExitZero = False,
    timeout: Timeout = None,
    stdin_filename: StdinFilename = None,
    watch: Watch = False,
    statistics: Statistics = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    color: Color = "auto",
) -> None:
    """Check storage in Terraform and CloudFormation."""
    again = partial(check, **{**locals(), "watch": False})

    from msgspec.structs import replace

    from iaclint.cli.config_options import configure, read_command_line
    from iaclint.cli.given_files import given_files
    from iaclint.cli.plan_options import read_source
    from iaclint.cli.progress import Progress
    from iaclint.cli.report_outputs import pair, write_all
    from iaclint.cli.standard_input import read_standard_input
    from iaclint.cloudformation.aws_environment import read_environment
    from iaclint.cloudformation.parameter_files import read_parameters
    from iaclint.config.effective import load_settings
    from iaclint.config.file import NAMES
    from iaclint.files.faults import reserve_memory, time_limit
    from iaclint.files.inputs import collecting
    from iaclint.judging.exit_policy import Action
    from iaclint.judging.findings import Verdict
    from iaclint.options import Options
    from iaclint.report.view import View
    from iaclint.request import Request, RuleChoice
    from iaclint.ruleset.selection import ALL, DEFAULT

    given = read_command_line(
        profile, fail_on, unknown, exclude, rules_folders, require_coverage, stubs
    )
    destinations = pair(context.meta["order"], formats or [], outputs or [])
    verdicts, detail = read_verdicts(show), read_detail(quiet, verbose)
    variables = read_variables(
        context.meta["order"],
        values,
        variable_files,
        environments,
        workspace,
        process_variables,
    )
    aws_environment = read_environment(region, account, partition)
    if watch:
        named = [*(paths or ()), *(parameter_files or ()), *([baseline] if baseline else ())]
        from iaclint.cli.watch import keep_running

        if "-" in named:
            raise UsageError("standard input cannot be watched", "name files or folders")
        keep_running(again, named, outputs or ())

    settings = load_settings(os.getcwd(), config, no_config, given)
    policy = replace(settings.exit_policy, max_findings=max_findings)
    profile = settings.settings.profile
    # After a trailing `--`, an empty list of paths means nothing to check.
    selected, content = read_standard_input(
        paths or () if context.meta["empty"] or changed else paths or (".",), stdin_filename
    )
    if changed and content is not None:
        raise UsageError("--changed takes files, not standard input")
    request = Request(
        paths=selected,
        cwd=os.getcwd(),
        rules=RuleChoice(
            split(rules), split(skip), profile, settings.rule_folders, settings.rule_settings
        ),
        options=configure(
            settings,
            Options(
                variables,
                read_parameters(parameter_files or ()),
                aws_environment,
                read_source(source),
            ),
            environments or (),
        ),
        validate_templates=validate_templates,
        suppressions=settings.suppression_policy(no_suppressions, no_other_suppressions),
        parameter_files=tuple(parameter_files or ()),
        revision=diff,
        config_file=config,
        config_names=NAMES if config is None and not no_config else (),
        baseline=baseline,
        exclusions=settings.exclusions,
        exclude_named=force_exclude,
        content=content,
    )
    reserve_memory()
    with Progress() as progress, time_limit(timeout), collecting() as evaluated:
        report = policy.shown(_run(request, changed, progress))
    if policy.unknown is Action.IGNORE and verdicts is None:
        verdicts = frozenset([Verdict.FAIL])
    framework = None if profile in (DEFAULT, ALL) else profile
    view = View(
        framework=framework,
        framework_coverage=_framework_coverage(framework, settings.rule_folders, destinations)
        if framework
        else "",
        detail=detail,
        statistics=statistics,
        suppressed=not {"all", SUPPRESSED}.isdisjoint(split(show)),
        unchanged=not {"all", UNCHANGED}.isdisjoint(split(show)),
    )
    kept = given_files(request, settings, evaluated)
    faults = write_all(report, destinations, verdicts, view, color, kept)
    diagnose(faults)
    whole = replace(report, diagnostics=(*report.diagnostics, *faults))
    raise typer.Exit(code_of(whole, policy, exit_zero))


def _framework_coverage(framework: str, folders: Sequence[str], outputs: Sequence[Output]) -> str:
    """Return the line on a framework; empty if no format shows it, as it reads all rules."""
    if not any(output.format in TERMINAL_FORMATS for output in outputs):
        return ""
    from iaclint.cli.rule_options import framework_coverage

    return framework_coverage(framework, folders)


def _run(request: Request, changed: bool, progress: Progress) -> Report:
    if changed:
        from iaclint.affected.run import check_changed

        return check_changed(request, progress)
    from iaclint.api import check as run_check

    return run_check(request, progress=progress)

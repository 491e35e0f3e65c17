"""``iaclint check``: check configurations and report findings."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
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
    choose,
    one_of,
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
from iaclint.report import FORMATS, TERMINAL_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.cli.progress import Progress
    from iaclint.cli.report_outputs import Output
    from iaclint.judging.findings import Verdict
    from iaclint.judging.report import Report
    from iaclint.report.view import Detail
    from iaclint.request import Request


SUPPRESSED = "suppressed"
"""The name for ``--show`` of findings that the source suppresses."""
UNCHANGED = "unchanged"
"""The name for ``--show`` of findings that are not new."""

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        show_default=False,
        help="Files, or folders with root modules and templates; by default this folder. With"
        " - and --stdin-filename, the file in standard input.",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"Report format: {one_of(FORMATS)} (default: text); repeatable.",
        autocompletion=completion.formats,
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output", metavar="FILE", help="Write the report of the preceding --format to a file."
    ),
]
Show = Annotated[
    str | None,
    typer.Option(
        metavar="VERDICTS",
        help="Verdicts to list: fail, unknown, pass, suppressed or all (default: fail; in text"
        " also unknown); unchanged lists what --diff and --baseline leave out, too.",
        autocompletion=completion.verdicts,
    ),
]
Rules = Annotated[
    str | None,
    typer.Option(
        "--rules",
        metavar="ID,...",
        help="Run only these rules; all for every rule.",
        autocompletion=completion.rule_ids,
    ),
]
Skip = Annotated[
    str | None,
    typer.Option(
        "--skip",
        metavar="ID,...",
        help="Skip these rules.",
        autocompletion=completion.rule_ids,
    ),
]
Region = Annotated[
    str | None, typer.Option(metavar="NAME", help="AWS region of the stacks, such as eu-west-1.")
]
Account = Annotated[
    str | None, typer.Option(metavar="ID", help="AWS account of the stacks: 12 digits.")
]
Partition = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="AWS partition of the stacks: aws, aws-cn or aws-us-gov."),
]
Source = Annotated[
    str | None,
    typer.Option(metavar="FOLDER", help="Source folder of a plan, to report places in the source."),
]
ValidateTemplates = Annotated[
    bool,
    typer.Option("--validate-templates", help="Also validate templates with cfn-lint."),
]
NoSuppressions = Annotated[
    bool,
    typer.Option("--no-suppressions", help="Report findings that the source suppresses, too."),
]
NoOtherSuppressions = Annotated[
    bool,
    typer.Option(
        "--no-other-suppressions",
        help="Ignore suppressions that are written for other tools, such as checkov:skip.",
    ),
]
Diff = Annotated[
    str | None,
    typer.Option(
        "--diff",
        metavar="REF",
        help="Report as new only what is not there at the merge base of HEAD and a revision.",
    ),
]
Changed = Annotated[
    bool,
    typer.Option(
        "--changed",
        help="Take PATHS as changed files: check all that they affect, and report only what they"
        " cause. Without PATHS, take what is staged.",
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option("--baseline", metavar="FILE", help="Report as new only what a baseline lacks."),
]
RequireCoverage = Annotated[
    bool,
    typer.Option(
        "--require-coverage",
        help="Also fail if nothing was checked, or a module or file could not be loaded.",
    ),
]
MaxFindings = Annotated[
    int,
    typer.Option(
        "--max-findings",
        metavar="NUMBER",
        min=0,
        help="How many findings to accept before the run fails.",
    ),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Also count the findings of each rule.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print findings and errors only, no summary.")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print everything: no groups, no shortened lists.")
]
Timeout = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0,
        help="Report what is checked by then, and fail.",
    ),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", metavar="FILE", help="The name of the file that the path - reads."
    ),
]
Watch = Annotated[
    bool, typer.Option("--watch", help="Check again when a file changes, until Ctrl-C.")
]
ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help="Exit with code 0 whenever there is a report.")
]


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
    if watch:
        again = partial(check, **{**locals(), "watch": False})
        named = [*(paths or ()), *(parameter_files or ()), *([baseline] if baseline else ())]
        from iaclint.cli.watch import keep_running

        if "-" in named:
            raise UsageError("standard input cannot be watched", "name files or folders")
        keep_running(again, named, outputs or ())

    from msgspec.structs import replace

    from iaclint.cli.config_options import configure, read_command_line
    from iaclint.cli.plan_options import read_source
    from iaclint.cli.progress import Progress
    from iaclint.cli.report_outputs import pair, write_all
    from iaclint.cli.standard_input import read_standard_input
    from iaclint.cloudformation.aws_environment import read_environment
    from iaclint.cloudformation.parameter_files import read_parameters
    from iaclint.config.effective import load_settings
    from iaclint.config.file import NAMES
    from iaclint.files.faults import reserve_memory, time_limit
    from iaclint.judging.exit_policy import Action
    from iaclint.judging.findings import Verdict
    from iaclint.options import Options
    from iaclint.report.view import View
    from iaclint.request import Request, RuleChoice
    from iaclint.ruleset.selection import ALL, DEFAULT

    given = read_command_line(
        profile, fail_on, unknown, exclude, rules_folders, require_coverage, stubs
    )
    settings = load_settings(os.getcwd(), config, no_config, given)
    policy = replace(settings.exit_policy, max_findings=max_findings)
    profile = settings.settings.profile
    destinations = pair(context.meta["order"], formats or [], outputs or [])
    verdicts, detail = _verdicts(show), _detail(quiet, verbose)
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
                read_variables(
                    context.meta["order"],
                    values,
                    variable_files,
                    environments,
                    workspace,
                    process_variables,
                ),
                read_parameters(parameter_files or ()),
                read_environment(region, account, partition),
                read_source(source),
            ),
            environments or (),
        ),
        validate_templates=validate_templates,
        suppressions=settings.suppression_policy(no_suppressions, no_other_suppressions),
        parameter_files=tuple(parameter_files or ()),
        revision=diff,
        config_names=NAMES if config is None and not no_config else (),
        baseline=baseline,
        exclusions=settings.exclusions,
        exclude_named=force_exclude,
        content=content,
    )
    reserve_memory()
    with Progress() as progress, time_limit(timeout):
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
    faults = write_all(report, destinations, verdicts, view, color)
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


def _detail(quiet: bool, verbose: bool) -> Detail:
    """Return how much to print. Raises ``UsageError`` for both options."""
    from iaclint.report.view import Detail

    if quiet and verbose:
        raise UsageError("--quiet and --verbose exclude each other")
    return Detail.QUIET if quiet else Detail.VERBOSE if verbose else Detail.NORMAL


def _verdicts(show: str | None) -> frozenset[Verdict] | None:
    """Return the verdicts to list; None for the default of each format."""
    from iaclint.judging.findings import Verdict

    if show is None:
        return None
    known = [*(verdict.value for verdict in Verdict), SUPPRESSED, UNCHANGED, "all"]
    names = [choose(name, known, "--show") for name in split(show)]
    if "all" in names:
        return frozenset(Verdict)
    if set(names) <= {UNCHANGED}:
        return None
    return frozenset(Verdict(name) for name in names if name not in (SUPPRESSED, UNCHANGED))

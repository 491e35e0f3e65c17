"""``iaclint check``: the main job."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli.exit import ExitCode
from iaclint.cli.options import (
    Color,
    ParameterFiles,
    Profile,
    RulesFolders,
    choose,
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

if TYPE_CHECKING:
    from iaclint.judging.findings import Verdict


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        show_default=False,
        help="Folders (every root module and template below) and files; this folder by default.",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="FORMAT", help="text, json or sarif; repeatable."),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option("--output", metavar="FILE", help="Where the --format before it goes."),
]
Show = Annotated[
    str | None,
    typer.Option(
        metavar="VERDICTS",
        help="Which of fail, unknown, pass to list, or all (default: fail,unknown in text).",
    ),
]
Rules = Annotated[
    str | None, typer.Option("--rules", metavar="ID,...", help="Only these rules, or all.")
]
Skip = Annotated[str | None, typer.Option("--skip", metavar="ID,...", help="Not these rules.")]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Read no configuration file.")]
Region = Annotated[
    str | None, typer.Option(metavar="NAME", help="The AWS region of the stacks: eu-west-1.")
]
Account = Annotated[
    str | None, typer.Option(metavar="ID", help="The AWS account of the stacks: 12 digits.")
]
Partition = Annotated[
    str | None, typer.Option(metavar="NAME", help="The AWS partition of the stacks: aws, aws-cn.")
]
Source = Annotated[
    str | None,
    typer.Option(metavar="FOLDER", help="The sources of a plan: findings then point there."),
]
ValidateTemplates = Annotated[
    bool,
    typer.Option("--validate-templates", help="Tell what cfn-lint finds in templates, too."),
]
FailOn = Annotated[
    str, typer.Option("--fail-on", metavar="SEVERITY", help="The lowest severity that fails.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Findings do not fail the run.")]


def check(
    context: typer.Context,
    paths: Paths = None,
    formats: Formats = None,
    outputs: Outputs = None,
    show: Show = None,
    rules: Rules = None,
    skip: Skip = None,
    profile: Profile = "default",
    rules_folders: RulesFolders = None,
    no_config: NoConfig = False,
    values: Values = None,
    variable_files: VariableFiles = None,
    environments: Environments = None,
    workspace: Workspace = "default",
    process_variables: ProcessVariables = False,
    parameter_files: ParameterFiles = None,
    region: Region = None,
    account: Account = None,
    partition: Partition = None,
    source: Source = None,
    validate_templates: ValidateTemplates = False,
    fail_on: FailOn = "low",
    exit_zero: ExitZero = False,
    color: Color = "auto",
) -> None:
    """Judge what storage the Terraform and CloudFormation in PATHS would create."""
    from iaclint.cli.aws_environment import read_place
    from iaclint.cli.parameter_files import read_parameters
    from iaclint.cli.progress import Progress
    from iaclint.cli.report_outputs import pair, write_all
    from iaclint.pipeline import run
    from iaclint.report.summary import fails
    from iaclint.request import Request, RuleChoice
    from iaclint.ruleset.rule import Severity

    threshold = Severity(choose(fail_on, [s.value for s in Severity], "--fail-on"))
    destinations = pair(context.meta["order"], formats or [], outputs or [])
    verdicts = _verdicts(show)
    request = Request(
        # An explicit empty list (`--`, with nothing behind it) is nothing to check.
        paths=tuple(paths or () if context.meta["empty"] else paths or (".",)),
        cwd=os.getcwd(),
        rules=RuleChoice(split(rules), split(skip), profile, tuple(rules_folders or ())),
        variables=read_variables(
            context.meta["order"],
            values,
            variable_files,
            environments,
            workspace,
            process_variables,
        ),
        parameters=read_parameters(parameter_files or ()),
        place=read_place(region, account, partition),
        source=source,
        validate_templates=validate_templates,
    )
    with Progress() as progress:
        report = run(request, progress)
    write_all(report, destinations, verdicts, color)
    if fails(report, threshold) and not exit_zero:
        raise typer.Exit(ExitCode.FINDINGS)


def _verdicts(show: str | None) -> frozenset[Verdict] | None:
    """Return the verdicts to list; None where each format decides."""
    from iaclint.judging.findings import Verdict

    if show is None:
        return None
    if show == "all":
        return frozenset(Verdict)
    known = [verdict.value for verdict in Verdict]
    return frozenset(Verdict(choose(name, [*known, "all"], "--show")) for name in split(show))

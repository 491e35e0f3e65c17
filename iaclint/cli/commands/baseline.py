"""``iaclint baseline``: accept the current findings, so that checks fail on new ones only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli.check_options import Account, Partition, Region, Rules, Skip, Source
from iaclint.cli.options import (
    Config,
    Exclude,
    NoConfig,
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
from iaclint.errors import UsageError

if TYPE_CHECKING:
    from iaclint.baseline.run import Run
    from iaclint.baseline.update import Update

NAME = ".iaclint-baseline.json"

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        show_default=False,
        help="Files, or folders with root modules and templates; by default this folder.",
    ),
]
Action = Annotated[
    str,
    typer.Argument(
        metavar="write|update|prune",
        help="write a baseline; update it with what is new and what is fixed; or prune it: only"
        " remove what is fixed.",
    ),
]
File = Annotated[str, typer.Option("--baseline", metavar="FILE", help="The file of the baseline.")]
Unknowns = Annotated[bool, typer.Option("--unknown", help="Also accept checks that are undecided.")]
Force = Annotated[bool, typer.Option("--force", help="Let write replace a baseline.")]


def baseline(
    context: typer.Context,
    action: Action,
    paths: Paths = None,
    file: File = NAME,
    unknowns: Unknowns = False,
    force: Force = False,
    rules: Rules = None,
    skip: Skip = None,
    profile: Profile = None,
    rules_folders: RulesFolders = None,
    exclude: Exclude = None,
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
) -> None:
    """Accept the current findings.

    `iaclint check --baseline FILE` then fails on new ones only. Use the same paths and
    options as for `check`.
    """
    from iaclint.baseline.file import read_baseline, write_baseline
    from iaclint.baseline.update import prune, update
    from iaclint.cli.config_options import configure, read_command_line
    from iaclint.cli.plan_options import read_source
    from iaclint.cli.progress import Progress
    from iaclint.cloudformation.aws_environment import read_environment
    from iaclint.cloudformation.parameter_files import read_parameters
    from iaclint.config.effective import load_settings
    from iaclint.files.paths.written import check_written
    from iaclint.options import Options
    from iaclint.request import Request, RuleChoice
    from iaclint.runs import check

    choose(action, ("write", "update", "prune"), "the action")
    check_written(file)
    if action == "write" and os.path.lexists(file):
        if not force:
            hint = "`iaclint baseline update` adds and removes findings; --force replaces the file"
            raise UsageError(f"the baseline '{file}' already exists", hint)
        read_baseline(file)  # nothing but a baseline is replaced
    variables = read_variables(
        context.meta["order"], values, variable_files, environments, workspace, process_variables
    )
    options = Options(
        variables,
        read_parameters(parameter_files or ()),
        read_environment(region, account, partition),
        read_source(source),
    )
    given = read_command_line(profile, exclude=exclude, rules_folders=rules_folders)
    settings = load_settings(os.getcwd(), config, no_config, given)
    choice = RuleChoice(
        split(rules),
        split(skip),
        settings.settings.profile,
        settings.rule_folders,
        settings.rule_settings,
    )
    known = () if action == "write" else read_baseline(file)
    with Progress() as progress:
        request = Request(
            tuple(paths or (".",)),
            os.getcwd(),
            choice,
            configure(settings, options, environments or ()),
            suppressions=settings.suppression_policy(),
            exclusions=settings.exclusions,
        )
        run = check(request, progress, {each.rule for each in known})
    new = prune(run, known) if action == "prune" else update(run, known, unknowns)
    write_baseline(file, new.findings)
    _tell(new, file, is_new=action == "write")
    _warn_of_errors(run)


def _tell(new: Update, file: str, is_new: bool) -> None:
    from iaclint.cli.printing import say
    from iaclint.report.wording import count

    changes = (new.added, "added"), (new.removed, "removed")
    parts = [f"{number:,} {word}" for number, word in changes if number and not is_new]
    total = count(len(new.findings), "finding")
    say(f"{file}: {total}" + (f" ({', '.join(parts)})" if parts else "") + ".")


def _warn_of_errors(run: Run) -> None:
    import sys

    from iaclint.report.summary import summarize
    from iaclint.report.wording import count

    errors = summarize(run.report).errors
    if errors:
        message = f"warning: {count(errors, 'error')} in the input: run `iaclint check` to see them"
        print(message, file=sys.stderr)

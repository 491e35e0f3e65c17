"""``iaclint explain``: a rule, a check of another tool, or the verdicts on a resource or place."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.cli.check_options import Account, Partition, Region, Source
from iaclint.cli.options import Color, Config, NoConfig, ParameterFiles, RulesFolders
from iaclint.cli.terraform_options import (
    ProcessVariables,
    Values,
    VariableFiles,
    Workspace,
    read_variables,
)
from iaclint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.judging.findings import Finding
    from iaclint.judging.places import Place
    from iaclint.judging.report import Report
    from iaclint.report.terminal import Pen
    from iaclint.request import Request

RULE_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)+")
"""No address matches: Terraform addresses contain a dot, logical ids no hyphen."""

OTHER_ID = re.compile("CKV2?_[A-Z0-9]+_[0-9]+|(AVD-)?[A-Z]+-[0-9]{4}", re.IGNORECASE)
"""The id of a check of Checkov or Trivy."""


def explain(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT",
            help="The id of a rule, the id of a check of another tool, the address of a resource,"
            " or a place: FILE or FILE:LINE.",
            autocompletion=completion.rule_ids,
        ),
    ],
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]",
            show_default=False,
            help="The file or folder with the resource; by default this folder.",
        ),
    ] = None,
    rules_folders: RulesFolders = None,
    values: Values = None,
    variable_files: VariableFiles = None,
    workspace: Workspace = None,
    process_variables: ProcessVariables = False,
    parameter_files: ParameterFiles = None,
    region: Region = None,
    account: Account = None,
    partition: Partition = None,
    source: Source = None,
    config: Config = None,
    no_config: NoConfig = False,
    color: Color = "auto",
) -> None:
    """Explain a rule, or the verdicts on a resource or in a file."""
    import sys

    from iaclint.cli.color import wants_color
    from iaclint.cli.config_options import configure
    from iaclint.cli.plan_options import read_source
    from iaclint.cloudformation.aws_environment import read_environment
    from iaclint.cloudformation.parameter_files import read_parameters
    from iaclint.config.effective import CommandLine, load_settings
    from iaclint.judging.places import read_place
    from iaclint.options import Options
    from iaclint.report.log_commands import escape_commands
    from iaclint.report.terminal import Pen
    from iaclint.request import Request, RuleChoice

    given = CommandLine(rule_folders=tuple(rules_folders or ()))
    settings = load_settings(os.getcwd(), config, no_config, given)
    rules_folders = list(settings.rule_folders)
    pen = Pen(wants_color(sys.stdout, color))
    place = read_place(subject, os.getcwd())
    if path is None and place is None:
        page = list(_about_rules(subject, rules_folders or (), pen))
        if page:
            print(escape_commands("\n".join(page), "text"))
            return
    request = Request(
        paths=(path or ".",),
        cwd=os.getcwd(),
        rules=RuleChoice(
            ids=("all",), folders=settings.rule_folders, settings=settings.rule_settings
        ),
        options=configure(
            settings,
            Options(
                read_variables(
                    context.meta["order"],
                    values,
                    variable_files,
                    None,
                    workspace,
                    process_variables,
                ),
                read_parameters(parameter_files or ()),
                read_environment(region, account, partition),
                source=read_source(source),
            ),
        ),
        address=subject if place is None else None,
    )
    text = "\n".join(_derivation(request, subject, place, pen))
    print(escape_commands(text, "text"))


def _about_rules(subject: str, folders: Sequence[str], pen: Pen) -> Iterator[str]:
    """Yield a page about a rule, or about rules equivalent to a check of another tool."""
    from iaclint.cli.rule_options import find_equivalents, find_rule, has_rule
    from iaclint.report.rule_text import describe, list_equivalents

    if has_rule(subject, folders):
        yield from describe(find_rule(subject, folders), pen)
        return
    equivalents = find_equivalents(subject, folders)
    if equivalents:
        yield from list_equivalents(subject, equivalents, pen)
    elif OTHER_ID.fullmatch(subject):
        hint = "`iaclint rules list --format json` lists equivalent checks of all rules"
        raise UsageError(f"no rule is equivalent to {subject}", hint)
    elif RULE_ID.fullmatch(subject):
        find_rule(subject, folders)  # raises


def _derivation(request: Request, subject: str, place: Place | None, pen: Pen) -> Iterator[str]:
    from iaclint.judging.places import findings_at
    from iaclint.report.derivation import derive
    from iaclint.report.summary import summarize
    from iaclint.report.terminal import escape
    from iaclint.report.wording import count

    report, findings = _findings(request, place)
    if not findings and place is None:
        yield f"No rule applies to {escape(subject)}."
    elif place is not None and not findings:
        yield f"No verdict depends on anything in {escape(subject)}."
    elif place is not None and not findings_at(findings, place, request.cwd):
        yield from (f"No verdict depends on line {place.line}. The resource above it:", "")
    for address in dict.fromkeys(finding.address for finding in findings):
        yield from derive([f for f in findings if f.address == address], pen)
        yield ""
    errors = summarize(report).errors
    if errors:
        yield f"{count(errors, 'error')} in the input: run `iaclint check` to see them."
    if findings:
        yield "Run `iaclint explain RULE` for more about a rule."


def _findings(request: Request, place: Place | None) -> tuple[Report, Sequence[Finding]]:
    """Return a report, and the findings to explain: all of them, or those at a place."""
    from msgspec.structs import replace

    from iaclint.judging.places import findings_near
    from iaclint.runs import run

    report = run(request)
    if place is None:
        return report, report.findings
    found = findings_near(report.findings, place, request.cwd)
    if not found and request.paths == (".",):
        # The file can be elsewhere, or be left out in folders.
        report = run(replace(request, paths=(place.path,)))
        found = findings_near(report.findings, place, request.cwd)
    return report, found

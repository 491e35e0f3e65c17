"""``iaclint explain``: one page about a rule, or about the verdicts on a resource."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.cli.options import Color, ParameterFiles, RulesFolders
from iaclint.cli.terraform_options import (
    ProcessVariables,
    Values,
    VariableFiles,
    Workspace,
    read_variables,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.report.terminal import Pen
    from iaclint.request import Request
    from iaclint.ruleset.rule import Rule

WIDTH = 88
"""Columns of prose; code is not wrapped."""

RULE_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)+")
"""No address matches: Terraform addresses contain a dot, logical ids no hyphen."""


def explain(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT",
            help="The id of a rule, or the address of a resource.",
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
    color: Color = "auto",
) -> None:
    """Explain a rule, or the verdicts on a resource."""
    import os
    import sys

    from iaclint.cli.color import wants_color
    from iaclint.cli.rule_options import find_rule, has_rule
    from iaclint.cloudformation.parameter_files import read_parameters
    from iaclint.options import Options
    from iaclint.report.terminal import Pen
    from iaclint.request import Request, RuleChoice

    pen = Pen(wants_color(sys.stdout, color))
    if path is None and (RULE_ID.fullmatch(subject) or has_rule(subject, rules_folders)):
        print("\n".join(_page(find_rule(subject, rules_folders), pen)))
        return
    request = Request(
        paths=(path or ".",),
        cwd=os.getcwd(),
        rules=RuleChoice(ids=("all",), folders=tuple(rules_folders or ())),
        options=Options(
            read_variables(
                context.meta["order"], values, variable_files, None, workspace, process_variables
            ),
            read_parameters(parameter_files or ()),
        ),
        address=subject,
    )
    print("\n".join(_derivation(request, pen)))


def _derivation(request: Request, pen: Pen) -> Iterator[str]:
    from iaclint.pipeline import run
    from iaclint.report.derivation import derive
    from iaclint.report.summary import summarize
    from iaclint.report.wording import count

    report = run(request)
    if not report.findings:
        yield f"No rule applies to {request.address}."
    for address in dict.fromkeys(finding.address for finding in report.findings):
        yield from derive([f for f in report.findings if f.address == address], pen)
        yield ""
    errors = summarize(report).errors
    if errors:
        yield f"{count(errors, 'error')} in the input: run `iaclint check` to see them."
    yield "Run `iaclint explain RULE` for more about a rule."


def _page(rule: Rule, pen: Pen) -> Iterator[str]:
    from iaclint.frontends import languages
    from iaclint.report.terminal import wrap
    from iaclint.report.wording import compliance, split_fix

    severity = rule.severity.value
    yield pen(rule.id, "title")
    yield pen(rule.title, "title")
    yield f"{pen(severity, severity)} · {rule.category} · {rule.subject}"
    yield from ("", *_paragraphs(rule.why))
    for language, text in rule.fix.items():
        words, code = split_fix(text)
        title = languages()[language].title
        yield from ("", pen(f"How to fix it in {title}", "help"), wrap(words, WIDTH))
        if code:
            yield from ("", *(f"    {line}".rstrip() for line in code.splitlines()))
    yield from _list("References", rule.references, pen)
    yield from _list("Compliance", compliance(rule.compliance), pen)
    peers = [f"{tool}: {', '.join(ids)}" for tool, ids in rule.equivalents.items()]
    yield from _list("Equivalent checks in other tools", peers, pen)


def _paragraphs(text: str) -> Iterator[str]:
    from iaclint.report.terminal import wrap

    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ""
        yield wrap(" ".join(paragraph.split()), WIDTH)


def _list(title: str, items: list[str] | tuple[str, ...], pen: Pen) -> Iterator[str]:
    from iaclint.report.terminal import wrap

    if items:
        yield from ("", pen(title, "help"), *(wrap(f"  {item}", WIDTH, 4) for item in items))

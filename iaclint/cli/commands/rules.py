"""``iaclint rules``: list, show, test and add rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.cli.commands.new_rule import new_rule
from iaclint.cli.options import (
    Color,
    Profile,
    RulesFolders,
    choose,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iaclint.ruleset.rule import Rule

FORMATS = ("text", "json")

app = typer.Typer(help="List, show, test and add rules.", add_completion=False)

RuleId = Annotated[
    str,
    typer.Argument(metavar="RULE", help="The id of a rule.", autocompletion=completion.rule_ids),
]


@app.command("list")
def list_rules(
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help=f"Output format: {one_of(FORMATS)}.",
            autocompletion=completion.data_formats,
        ),
    ] = "text",
    profile: Profile = "all",
    service: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only rules for a service or cloud: s3, aws-s3, aws."),
    ] = None,
    category: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only rules of a category: encryption-at-rest."),
    ] = None,
    framework: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only rules for a compliance framework: hipaa."),
    ] = None,
    equivalent: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only rules equivalent to a check of another tool."),
    ] = None,
    rules_folders: RulesFolders = None,
) -> None:
    """List the rules, with severity and title."""
    from iaclint.cli.config_options import all_rule_folders
    from iaclint.cli.rule_options import rules_of
    from iaclint.ruleset.frameworks import coverage_of
    from iaclint.ruleset.rule_filter import RuleFilter

    wanted = RuleFilter(service, category, framework, equivalent)
    rules = wanted.apply(rules_of(profile or "all", all_rule_folders(rules_folders)))
    if choose(format, FORMATS, "--format") == "json":
        _print_json(rules)
    else:
        _print_table(rules)
        if coverage := coverage_of(framework or profile or "", rules):
            print(f"\n{coverage}.")


def _print_json(rules: Iterable[Rule]) -> None:
    import json

    from iaclint.cli.printing import say
    from iaclint.cli.rule_options import metadata

    say(json.dumps({"rules": [metadata(rule) for rule in rules]}, indent=2), format="json")


def _print_table(rules: tuple[Rule, ...]) -> None:
    from iaclint.cli.printing import say

    width = max((len(rule.id) for rule in rules), default=0)
    for rule in rules:
        profile = "" if rule.default else " (profile all)"
        say(f"{rule.id:<{width}}  {rule.severity.value:<8}  {rule.title}{profile}")


@app.command("show")
def show_rule(rule: RuleId, rules_folders: RulesFolders = None) -> None:
    """Print the source file of a rule."""
    from iaclint.cli.config_options import all_rule_folders
    from iaclint.cli.printing import say
    from iaclint.cli.rule_options import find_rule

    say(*find_rule(rule, all_rule_folders(rules_folders)).span.file.text.rstrip("\n").split("\n"))


@app.command("test")
def run_examples(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            show_default=False,
            help="Rule files or folders; by default the bundled rules.",
        ),
    ] = None,
    rules_folders: RulesFolders = None,
    color: Color = "auto",
) -> None:
    """Run the examples in rule files."""
    from iaclint.cli.examples.report import report_examples
    from iaclint.cli.rule_options import find_in, own_folders

    given, folders = paths or (), rules_folders or ()
    report_examples(find_in(given, folders), own_folders(given, folders), color)


app.command("new")(new_rule)

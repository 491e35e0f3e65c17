"""``iaclint rules new``: write the file of a new rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.cli.options import RulesFolders
from iaclint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from iaclint.scaffold.examples import DraftExample

QUESTIONS = {
    "--model": "Model, such as aws.s3.bucket",
    "--require": "Requirement, such as versioning=Enabled",
    "--id": "Id, such as acme-s3-versioning",
    "--title": "Title: what is wrong if the rule fails",
    "--severity": "Severity: critical, high, medium or low",
    "--category": "Category, such as encryption-at-rest",
}
"""The questions on a terminal, by option."""


def new_rule(
    id: Annotated[str | None, typer.Option(metavar="ID", help="The id of the rule.")] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="MODEL",
            help="The id of a model; `iaclint models list` lists them.",
            autocompletion=completion.model_ids,
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The title: what is wrong if the rule fails.")
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY",
            help="Severity: critical, high, medium or low.",
            autocompletion=completion.severities,
        ),
    ] = None,
    category: Annotated[
        str | None, typer.Option(metavar="NAME", help="The category, such as encryption-at-rest.")
    ] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=TEST",
            help="A requirement, such as versioning=Enabled; repeatable.",
        ),
    ] = None,
    folder: Annotated[
        str, typer.Option(metavar="FOLDER", help="The folder to write the file to.")
    ] = ".",
    rules_folders: RulesFolders = None,
) -> None:
    """Write a new rule file with examples, and ask for missing options."""
    from iaclint.cli.examples.report import report_examples
    from iaclint.cli.rule_draft import write_rule
    from iaclint.cli.rule_options import find_in, find_model, own_folders
    from iaclint.requested_rules import load_rules
    from iaclint.scaffold.requirement import split_test
    from iaclint.scaffold.rule_file import NewRule

    found = find_model(model or _ask("--model"), load_rules(rules_folders or ()))
    rule = NewRule(
        model=found.id,
        require=tuple(split_test(text) for text in require or [_ask("--require")]),
        id=id or _ask("--id"),
        title=title or _ask("--title"),
        severity=severity or _ask("--severity"),
        category=category or _ask("--category"),
    )
    path, by_hand = write_rule(rule, found, folder, rules_folders or ())
    folders = own_folders([str(path)], rules_folders or ())
    written = find_in([str(path)], folders)
    if any(rule.examples for rule in written):
        report_examples(written, folders, "auto")
    _print_next_steps(path, by_hand, rules_folders or ())


def _ask(option: str) -> str:
    """Return the answer to a question. Raises ``UsageError`` without a terminal."""
    import sys

    if not sys.stdin.isatty():
        raise UsageError(f"missing option {option}", "on a terminal, `iaclint rules new` asks")
    answer: str = typer.prompt(QUESTIONS[option])
    return answer


def _print_next_steps(path: Path, by_hand: Sequence[DraftExample], folders: Sequence[str]) -> None:
    from iaclint.cli.printing import say
    from iaclint.frontends import languages
    from iaclint.scaffold.rule_file import TO_FILL_IN

    say(f"Wrote {path}. Fill in: {', '.join(TO_FILL_IN)}.")
    for language in dict.fromkeys(each.language for each in by_hand):
        verdicts = [each.verdict for each in by_hand if each.language == language]
        title = languages()[language].title
        say(f"Write examples in {title} for: {', '.join(verdicts)}.")
    options = "".join(f" --rules-dir {folder}" for folder in folders)
    say(f"Then run `iaclint rules test {path}{options}`.")

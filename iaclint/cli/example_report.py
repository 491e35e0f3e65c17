"""Running examples, and printing which of them do not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from iaclint.cli.exit import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.ruleset.rule import Rule


def report_examples(rules: Sequence[Rule], folders: Sequence[str], color: str) -> None:
    """Run the examples of rules and print the result; exit if one does not hold."""
    import sys

    from iaclint.cli.color import wants_color
    from iaclint.report.terminal import Pen
    from iaclint.report.text import diagnose
    from iaclint.report.wording import count

    misses = find_misses(rules, folders)
    pen = Pen(wants_color(sys.stdout, color))
    for miss in misses:
        print(*diagnose(miss, pen, 100), "", sep="\n")
    examples = sum(len(rule.examples) for rule in rules)
    ran = f"Ran {count(examples, 'example')} of {count(len(rules), 'rule')}"
    print(f"{ran}: {count(len(misses), 'failure') if misses else 'all pass'}.")
    if misses:
        raise typer.Exit(ExitCode.FINDINGS)


def find_misses(rules: Sequence[Rule], folders: Sequence[str]) -> list[Diagnostic]:
    """Return where rules do not say what their examples say; some are in ``folders``."""
    from iaclint.cli.example_runner import try_rules
    from iaclint.pipeline import run
    from iaclint.request import Request, RuleChoice

    if not any(rule.examples for rule in rules):
        return []
    choice = RuleChoice(ids=("all",), folders=tuple(folders))
    return list(try_rules(rules, lambda folder: run(Request((folder,), folder, choice))))

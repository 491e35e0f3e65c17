"""Run examples, and print wrong verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from iaclint.cli.exit import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.cli.examples.runner import Miss
    from iaclint.ruleset.rule import Rule


def report_examples(rules: Sequence[Rule], folders: Sequence[str], color: str) -> None:
    """Run the examples of rules and print the result; exit with 1 if one fails."""
    import sys

    from iaclint.cli.color import wants_color
    from iaclint.cli.printing import say
    from iaclint.report.log_commands import escape_commands
    from iaclint.report.terminal import Pen
    from iaclint.report.text import diagnose
    from iaclint.report.wording import count

    misses = find_misses(rules, folders)
    pen = Pen(wants_color(sys.stdout, color))
    for miss in misses:
        lines = [*diagnose(miss.diagnostic, pen, 100), ""]
        print(escape_commands("\n".join(lines), "text"))
    for rule in rules:
        if not rule.examples:
            say(f"{rule.id} has no examples: nothing is tested.")
    tried = [rule for rule in rules if rule.examples]
    if tried:
        examples = sum(len(rule.examples) for rule in tried)
        ran = f"Ran {count(examples, 'example')} of {count(len(tried), 'rule')}"
        print(f"{ran}: {count(len(misses), 'failure') if misses else 'all pass'}.")
    if misses:
        raise typer.Exit(ExitCode.FINDINGS)


def find_misses(rules: Sequence[Rule], folders: Sequence[str]) -> list[Miss]:
    """Return the wrong verdicts on examples; ``folders`` has custom rules."""
    from iaclint.cli.examples.runner import try_rules
    from iaclint.cli.examples.values import describe
    from iaclint.request import Request, RuleChoice
    from iaclint.runs import run

    if not any(rule.examples for rule in rules):
        return []
    choice = RuleChoice(ids=("all",), folders=tuple(folders))
    return try_rules(
        rules,
        lambda folder: run(Request((folder,), folder, choice, assume_callers=False)),
        lambda rule, folder, address: describe(rule, address, folder, folders),
    )

"""``iaclint explain``: a rule as a page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli.options import Color, RulesFolders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.report.terminal import Pen
    from iaclint.ruleset.rule import Rule

WIDTH = 88
"""What reads well; code is never broken."""


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule.")],
    rules_folders: RulesFolders = None,
    color: Color = "auto",
) -> None:
    """Say what a rule asks for, why, and how to mend what it finds."""
    import sys

    from iaclint.cli.color import wants_color
    from iaclint.cli.rulesets import find_rule
    from iaclint.report.terminal import Pen

    pen = Pen(wants_color(sys.stdout, color))
    print("\n".join(_page(find_rule(rule, rules_folders), pen)))


def _page(rule: Rule, pen: Pen) -> Iterator[str]:
    from iaclint.report.terminal import wrap
    from iaclint.report.wording import LANGUAGES, compliance, split_fix

    severity = rule.severity.value
    yield pen(rule.id, "title")
    yield pen(rule.title, "title")
    yield f"{pen(severity, severity)} · {rule.category} · {rule.model}"
    yield from ("", *_paragraphs(rule.why))
    for language, text in rule.fix.items():
        words, code = split_fix(text)
        yield from ("", pen(f"How to mend it in {LANGUAGES[language]}", "help"), wrap(words, WIDTH))
        if code:
            yield from ("", *(f"    {line}".rstrip() for line in code.splitlines()))
    yield from _list("References", rule.references, pen)
    yield from _list("Compliance", compliance(rule.compliance), pen)
    peers = [f"{tool}: {', '.join(ids)}" for tool, ids in rule.equivalents.items()]
    yield from _list("The same in other tools", peers, pen)


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

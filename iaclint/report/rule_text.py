"""One page about a rule, for ``iaclint explain RULE``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.frontends import languages
from iaclint.report.terminal import wrap
from iaclint.report.wording import compliance_titles, split_fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.report.terminal import Pen
    from iaclint.ruleset.rule import Rule

WIDTH = 88
"""Columns of prose; code is not wrapped."""


def describe(rule: Rule, pen: Pen) -> Iterator[str]:
    """Yield the lines of the page."""
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
    yield from _list("Compliance", compliance_titles(rule.compliance), pen)
    peers = [f"{tool}: {', '.join(ids)}" for tool, ids in rule.equivalents.items()]
    yield from _list("Equivalent checks in other tools", peers, pen)


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ""
        yield wrap(" ".join(paragraph.split()), WIDTH)


def _list(title: str, items: Sequence[str], pen: Pen) -> Iterator[str]:
    if items:
        yield from ("", pen(title, "help"), *(wrap(f"  {item}", WIDTH, 4) for item in items))


def list_equivalents(id_: str, rules: Sequence[Rule], pen: Pen) -> Iterator[str]:
    """Yield the lines about the rules equivalent to a check of another tool."""
    if len(rules) == 1:
        yield from (f"{id_} is equivalent to this rule:", "", *describe(rules[0], pen))
        return
    yield from (f"{id_} is equivalent to these rules:", "")
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        severity = rule.severity.value
        yield f"  {rule.id:<{width}}  {pen(f'{severity:<8}', severity)}  {rule.title}"
    yield from ("", "Run `iaclint explain RULE` for more about a rule.")

"""The page of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from iaclint.frontends import languages
from iaclint.reference.markdown import code, fenced, generated_from, heading, link, table
from iaclint.report.wording import compliance_titles, split_fix

if TYPE_CHECKING:
    from iaclint.models.model import Model
    from iaclint.ruleset.rule import Example, Rule

_CONDITIONS = re.compile(r"^(?:when|unless|require):.*\n(?:[ ].*\n)*", re.MULTILINE)


def rule_page(rule: Rule, path: str, model: Model | None) -> Iterator[str]:
    """Yield the lines of a rule's page; ``path`` is its file below ``rules``.

    ``model`` is None for a rule on resource types.
    """
    source = link(code(f"rules/{path}"), f"../../rules/{path}")
    yield from (heading(rule.title), "", generated_from(source), "")
    yield from table(("", ""), _facts(rule, model))
    yield from ("", "## What it requires", "")
    yield from fenced("".join(_CONDITIONS.findall(rule.span.file.text)), "yaml")
    yield from ("", f"Message: {code(rule.message)}")
    yield from _section("Why", rule.why.rstrip().splitlines())
    for language, text in rule.fix.items():
        yield from _fix(language, text)
    for language in dict.fromkeys(example.language for example in rule.examples):
        yield from _examples(language, [e for e in rule.examples if e.language == language])
    yield from _section("References", [f"- <{url}>" for url in rule.references])
    yield from _section("Compliance", [f"- {each}" for each in compliance_titles(rule.compliance)])
    peers = [f"- {tool}: {', '.join(map(code, ids))}" for tool, ids in rule.equivalents.items()]
    yield from _section("Equivalent checks in other tools", peers)


def _facts(rule: Rule, model: Model | None) -> Iterator[tuple[str, str]]:
    yield "Id", code(rule.id)
    yield "Severity", rule.severity.value
    yield "Category", rule.category
    yield "Profile", "default" if rule.default else f"{code('all')} only"
    if model is None:
        yield "Resource type", " or ".join(map(code, rule.model.split("|")))
    else:
        yield "Model", f"{link(code(model.id), f'../models/{model.id}.md')}, {model.title}"
        yield "Languages", ", ".join(languages()[name].title for name in model.mappings)
    if rule.covered_by:
        covering = ", ".join(link(code(id_), f"{id_}.md") for id_ in rule.covered_by)
        yield "In the default profile", f"not reported where {covering} fails"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    content = list(lines)
    if content:
        yield from ("", f"## {title}", "", *content)


def _fix(language: str, text: str) -> Iterator[str]:
    words, block = split_fix(text)
    yield from ("", f"## How to fix it in {languages()[language].title}", "", words)
    if block:
        yield from ("", *fenced(block, languages()[language].highlighting))


def _examples(language: str, examples: list[Example]) -> Iterator[str]:
    """Yield the first failing and the first passing example."""
    yield from ("", f"## Examples in {languages()[language].title}")
    failing = next((example for example in examples if example.fail), None)
    passing = next((example for example in examples if example.passing), None)
    for example in (failing, passing if passing is not failing else None):
        if example is not None:
            yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    outcomes = (("Fails", example.fail), ("Passes", example.passing), ("Unknown", example.unknown))
    yield from ("", f"### {example.name[:1].upper()}{example.name[1:]}")
    for path, text in example.files.items():
        if len(example.files) > 1:
            yield from ("", f"{code(path)}:")
        yield from ("", *fenced(text, languages()[example.language].highlighting))
    yield ""
    for outcome, addresses in outcomes:
        if addresses:
            yield f"- {outcome}: {', '.join(map(code, addresses))}"

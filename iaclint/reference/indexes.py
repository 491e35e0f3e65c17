"""The indexes of all rules and of all models."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from iaclint.clouds import CLOUDS
from iaclint.frontends import languages
from iaclint.reference.markdown import code, generated_from, link, table
from iaclint.ruleset.frameworks import coverage_of, read_frameworks, sections_of, title_of

if TYPE_CHECKING:
    from iaclint.reference.description import ModelDescription
    from iaclint.ruleset.rule import Rule


def rule_index(rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the lines of the index of rules, which are given by path in ``rules``."""
    yield from ("# Rules", "", generated_from(link(code("rules/"), "../../rules")), "")
    yield "By [service](#by-service), [category](#by-category), [framework](#by-framework) and"
    yield "[check of another tool](#by-check-of-another-tool). `iaclint explain RULE` prints the"
    yield "same on a terminal; [writing rules](../writing-rules.md) shows how to add one."
    yield from ("", "## By service")
    yield from _groups({rule.id: [_service(path)] for path, rule in rules.items()}, rules.values())
    yield from ("", "## By category")
    yield from _groups({rule.id: [rule.category] for rule in rules.values()}, rules.values())
    yield from ("", "## By framework", "", "Each framework is a profile: `--profile hipaa`.")
    for framework in read_frameworks():
        yield from _framework(framework, rules.values())
    yield from ("", "## By check of another tool")
    for tool in sorted({name for rule in rules.values() for name in rule.equivalents}):
        yield from _tool(tool, rules.values())


def model_index(models: Collection[ModelDescription]) -> Iterator[str]:
    """Yield the lines of the index of models."""
    yield from ("# Models", "", generated_from(link(code("rules/"), "../../rules")), "")
    yield "A model is one kind of resource, with the same fields in every language: see"
    yield "[writing rules](../writing-rules.md#a-model). `iaclint models show MODEL` prints a page."
    rows = (
        (
            link(code(model.id), f"{model.id}.md"),
            model.title,
            ", ".join(languages()[name].title for name in model.resources),
            str(len(model.rules)),
        )
        for model in models
    )
    yield from ("", *table(("model", "title", "languages", "rules"), rows))


def _service(path: str) -> str:
    """Return the cloud and the service of a rule's file: ``AWS s3``."""
    cloud, service, *_ = path.split("/")
    return f"{CLOUDS.get(cloud, cloud)}: {service}"


def _groups(groups: Mapping[str, list[str]], rules: Iterable[Rule]) -> Iterator[str]:
    """Yield a table for each group; ``groups`` returns the groups of a rule."""
    found = list(rules)
    for group in sorted({name for names in groups.values() for name in names}):
        members = [rule for rule in found if group in groups[rule.id]]
        yield from ("", f"### {group}", "", *_rules(members))


def _rules(rules: Iterable[Rule]) -> Iterator[str]:
    rows = (
        (_link(rule), rule.severity.value, rule.title, "default" if rule.default else code("all"))
        for rule in rules
    )
    yield from table(("rule", "severity", "title", "profile"), rows)


def _framework(name: str, rules: Collection[Rule]) -> Iterator[str]:
    coverage = coverage_of(name, rules)
    assert coverage is not None
    yield from ("", f"### {coverage.framework.title} ({code(name)})", "", f"{coverage}.", "")
    by_section = (
        (title_of(name, section), [rule for rule in rules if section in sections_of(rule, name)])
        for section in coverage.answered
    )
    rows = ((title, ", ".join(map(_link, found))) for title, found in by_section)
    yield from table(("section", "rules"), rows)
    if coverage.missing:
        missing = ", ".join(title_of(name, section) for section in coverage.missing)
        yield from ("", f"No rule answers for: {missing}.")


def _tool(tool: str, rules: Iterable[Rule]) -> Iterator[str]:
    by_check: dict[str, list[Rule]] = {}
    for rule in rules:
        for check in rule.equivalents.get(tool, ()):
            by_check.setdefault(check, []).append(rule)
    rows = (
        (code(check), ", ".join(map(_link, found))) for check, found in sorted(by_check.items())
    )
    yield from ("", f"### {tool}", "", *table(("check", "rule"), rows))


def _link(rule: Rule) -> str:
    return link(code(rule.id), f"{rule.id}.md")

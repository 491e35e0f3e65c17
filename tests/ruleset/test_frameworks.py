"""Every section that a bundled rule names has a title."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from iaclint.models.schema import read_schema
from iaclint.ruleset.frameworks import coverage_of, read_frameworks, sections_of, title_of
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.selection import select


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load([rules_directory()])


def references(ruleset: Ruleset) -> Iterator[tuple[str, str, str]]:
    for rule in ruleset.rules.values():
        for framework, sections in rule.compliance.items():
            yield from ((rule.id, framework, section) for section in sections)


def test_every_reference_has_a_title(ruleset: Ruleset) -> None:
    frameworks = read_frameworks()
    unknown = [
        (id_, framework, section)
        for id_, framework, section in references(ruleset)
        if framework not in frameworks or section not in frameworks[framework].sections
    ]
    assert not unknown


def test_rules_name_no_framework_that_goes_through_another(ruleset: Ruleset) -> None:
    derived = {name for name, framework in read_frameworks().items() if framework.through}
    assert derived == {"fedramp"}
    assert derived.isdisjoint(framework for _, framework, _ in references(ruleset))


def test_the_schema_of_rules_offers_the_frameworks() -> None:
    offered = read_schema("rule")["properties"]["compliance"]["properties"]
    assert {n for n, f in read_frameworks().items() if f.through is None} == set(offered)


def test_a_framework_through_another_one_has_its_sections(ruleset: Ruleset) -> None:
    frameworks = read_frameworks()
    for framework in frameworks.values():
        if framework.through is not None:
            whole = frameworks[framework.through].sections
            assert framework.sections.items() <= whole.items()
    rule = ruleset.rules["aws-logs-customer-managed-key"]
    assert set(sections_of(rule, "fedramp")) == {"SC-12", "SC-28(1)"}


def test_coverage_counts_sections(ruleset: Ruleset) -> None:
    rule = ruleset.rules["aws-s3-versioning"]
    coverage = coverage_of("hipaa", [rule])
    assert coverage is not None
    assert set(coverage.answered) == set(rule.compliance["hipaa"])
    assert len(coverage.answered) + len(coverage.missing) == len(coverage.framework.sections)
    assert coverage_of("acme", [rule]) is None


def test_a_title_follows_its_section() -> None:
    assert title_of("hipaa", "164.312(b)") == "164.312(b) Audit controls"
    assert title_of("acme", "7") == "7"


@pytest.mark.parametrize("name", read_frameworks())
def test_every_framework_is_a_profile_with_rules(ruleset: Ruleset, name: str) -> None:
    coverage = coverage_of(name, ruleset.rules.values())
    assert coverage is not None
    assert coverage.answered
    assert select(ruleset, profile=name)

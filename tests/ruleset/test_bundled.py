"""Requirements on all bundled rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import iaclint
from iaclint.requested_rules import load_rules
from iaclint.ruleset.files import RuleFile, find_files
from iaclint.ruleset.loader import Ruleset
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.rule import Severity

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_rules(check_bundled=True)


@pytest.fixture(scope="module")
def files() -> list[RuleFile]:
    return find_files([rules_directory()])


def test_the_path_of_a_rule_is_its_id(ruleset: Ruleset, files: list[RuleFile]) -> None:
    ids = {file.source.path: file.id_by_path for file in files if file.kind == "rule"}
    assert {rule.span.file.path: rule.id for rule in ruleset.rules.values()} == ids


def test_nothing_is_left_to_fill_in(files: list[RuleFile]) -> None:
    assert [file.path for file in files if b"TODO" in file.source.data] == []


def test_every_rule_has_failing_passing_and_unknown_examples(ruleset: Ruleset) -> None:
    lacking = {
        rule.id: [
            name
            for name in ("fail", "passing", "unknown")
            if not any(getattr(example, name) for example in rule.examples)
        ]
        for rule in ruleset.rules.values()
    }
    assert {id_: names for id_, names in lacking.items() if names} == {}


def test_every_language_of_a_rule_has_examples_and_a_fix(ruleset: Ruleset) -> None:
    for rule in ruleset.rules.values():
        languages = {example.language for example in rule.examples}
        assert languages <= ruleset.models[rule.model].mappings.keys(), rule.id
        assert languages <= rule.fix.keys(), rule.id


def test_every_rule_has_a_reason_and_references(ruleset: Ruleset) -> None:
    for rule in ruleset.rules.values():
        assert rule.why.strip(), rule.id
        assert rule.references, rule.id


def test_what_anyone_may_use_is_critical(ruleset: Ruleset) -> None:
    # To use the others takes more: a password, a network, a key, or a copy to a second account.
    others = [
        "database",
        "mongodb",
        "rdb",
        "rds",
        "redis",
        "sql",
        "alloydb",
        "nas",
        "efs",
        "backup",
        "msk",
    ]
    public = [
        rule
        for rule in ruleset.rules.values()
        if rule.category == "public-access" and "exposure.public" in rule.require.fields()
    ]
    assert len(public) > 20
    assert [
        rule.id
        for rule in public
        if rule.severity is not Severity.CRITICAL and rule.id.split("-")[1] not in others
    ] == []


def test_titles_are_written_as_within_a_sentence(ruleset: Ruleset) -> None:
    # "Backup vault" is a name in Azure, and not one in AWS.
    models = {(id_.partition(".")[0], model.title) for id_, model in ruleset.models.items()}
    titles = models | {(id_.partition("-")[0], r.title) for id_, r in ruleset.rules.items()}
    nouns = {(cloud, *title.split()[:2]) for cloud, title in titles}
    assert [
        title
        for cloud, title in sorted(titles)
        if title[0].isupper() and (cloud, *(title[0].lower() + title[1:]).split()[:2]) in nouns
    ] == []


def test_the_message_of_a_failure_has_all_values(ruleset: Ruleset, tmp_path: Path) -> None:
    rules = [rule for rule in ruleset.rules.values() if rule.message.count("{") > 1]
    for rule in rules:
        for number, example in enumerate(rule.examples):
            for name, text in example.files.items():
                file = tmp_path / f"{rule.id}-{number}" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
    findings = iaclint.check(tmp_path, rules=[rule.id for rule in rules]).findings
    failures = [finding for finding in findings if finding.verdict is iaclint.Verdict.FAIL]
    assert len(failures) > len(rules)
    # A value that is not set is written as "nothing".
    assert [each.message for each in failures if "nothing" in each.message.split()] == []


def test_no_check_is_both_covered_and_not_covered(ruleset: Ruleset, project: Path) -> None:
    equivalents = {
        check
        for rule in ruleset.rules.values()
        for checks in rule.equivalents.values()
        for check in checks
    }
    rows = (project / "docs" / "not-covered.md").read_text("utf-8").splitlines()
    cells = [row.split("|")[2] for row in rows if row.count("|") == 4]
    assert equivalents.intersection(re.findall(r"[\w-]+", " ".join(cells))) == set()


def test_examples_come_last(ruleset: Ruleset) -> None:
    # A run reads only the part of a rule before them.
    plain = load_rules().rules
    assert plain.keys() == ruleset.rules.keys()
    for id_, rule in ruleset.rules.items():
        assert rule.examples, id_
        assert plain[id_].examples == (), id_
        assert plain[id_].require == rule.require, id_
        assert plain[id_].equivalents == rule.equivalents, id_

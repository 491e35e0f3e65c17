"""Rules are read at their first use."""

from __future__ import annotations

import pytest

from iaclint.ruleset.loader import load
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.rule import Rule, RuleHeader, Rules, header_of


@pytest.fixture(scope="module")
def rule() -> Rule:
    return next(iter(load([rules_directory()], {"aws_s3_bucket"}).rules.values()))


def test_a_rule_is_read_once(rule: Rule) -> None:
    reads = []
    rules = Rules()
    rules.add(header_of(rule), lambda: reads.append(rule.id) or rule)
    assert list(rules) == [rule.id]
    assert rule.id in rules
    assert not reads
    assert rules[rule.id] is rules[rule.id] is rule
    assert reads == [rule.id]


def test_headers_are_known_without_reading() -> None:
    def read() -> Rule:
        raise AssertionError("read")

    rules = Rules()
    rules.add(RuleHeader("own-rule", "aws.s3.bucket", default=False), read)
    assert rules.headers["own-rule"].model == "aws.s3.bucket"
    assert len(rules) == 1

"""Requirements on all bundled rules."""

from __future__ import annotations

from iaclint.pipeline import load_rules

RULESET = load_rules(check_bundled=True)
RULES = RULESET.rules


def test_every_rule_has_failing_passing_and_unknown_examples() -> None:
    lacking = {
        rule.id: [
            name
            for name in ("fail", "passing", "unknown")
            if not any(getattr(example, name) for example in rule.examples)
        ]
        for rule in RULES.values()
    }
    assert {id_: names for id_, names in lacking.items() if names} == {}


def test_every_language_of_a_rule_has_examples_and_a_fix() -> None:
    for rule in RULES.values():
        languages = {example.language for example in rule.examples}
        assert languages <= RULESET.models[rule.model].mappings.keys(), rule.id
        assert languages <= rule.fix.keys(), rule.id


def test_every_rule_has_a_reason_and_references() -> None:
    for rule in RULES.values():
        assert rule.why.strip(), rule.id
        assert rule.references, rule.id


def test_examples_come_last() -> None:
    # A run reads only the part of a rule before them.
    plain = load_rules().rules
    assert plain.keys() == RULES.keys()
    for id_, rule in RULES.items():
        assert rule.examples, id_
        assert plain[id_].examples == (), id_
        assert plain[id_].require == rule.require, id_
        assert plain[id_].equivalents == rule.equivalents, id_

"""For what the bundled rules require of plain fields, a new rule has examples that hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iaclint.cli.examples.report import find_misses
from iaclint.cli.rule_draft import write_rule
from iaclint.cli.rule_options import find_rule
from iaclint.models.model import Model
from iaclint.ruleset.conditions import FieldTest, OperatorTest
from iaclint.scaffold.candidates import field_tests
from iaclint.scaffold.rule_file import NewRule
from iaclint.syntax.yaml_text import scalar
from tests.scaffold.rules import bundled


def required_literals(model: Model) -> Iterator[tuple[str, str]]:
    """Yield the fields that rules compare with a literal, each with such a test."""
    fields = {name for mapping in model.mappings.values() for name in mapping.fields}
    for rule in bundled().rules.values():
        for test in field_tests(rule.require) if rule.model == model.id else ():
            if test.field in fields and (written := literal(test)):
                yield test.field, written


def literal(test: FieldTest) -> str | None:
    for each in test.tests:
        if isinstance(each, OperatorTest) and each.operator == "equals":
            return scalar(each.operand)
        if isinstance(each, OperatorTest) and each.operator == "in":
            assert isinstance(each.operand, (list, tuple))
            return f"{{in: [{', '.join(map(scalar, each.operand))}]}}"
    return None


CASES = sorted(
    {
        (model.id, field, test)
        for model in bundled().named_models().values()
        for field, test in required_literals(model)
    }
)


@pytest.mark.slow
@pytest.mark.parametrize("model", sorted({model for model, _, _ in CASES}))
def test_examples_of_each_verdict_hold(model: str, tmp_path: Path) -> None:
    found = bundled().models[model]
    for n, (_, field, test) in enumerate(case for case in CASES if case[0] == model):
        rule = NewRule(f"acme-rule-{n}", "Title", model, "low", "network", ((field, test),))
        path, by_hand = write_rule(rule, found, str(tmp_path), ())
        has_field = {name for name, mapping in found.mappings.items() if field in mapping.fields}
        assert [each for each in by_hand if each.language in has_field] == []
        written = find_rule(rule.id, [str(path)])
        assert len(written.examples) == 3 * len(has_field)
        assert find_misses([written], [str(path)]) == []

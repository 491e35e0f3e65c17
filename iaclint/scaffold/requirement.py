"""Parse the requirement of a new rule: ``FIELD=TEST``."""

from __future__ import annotations

from iaclint.errors import UsageError
from iaclint.files.source import SourceFile
from iaclint.models.model import Model
from iaclint.models.schema import validate
from iaclint.ruleset.parser import read_rule
from iaclint.ruleset.rule import Rule
from iaclint.ruleset.validation import check_rule
from iaclint.syntax import tree
from iaclint.syntax.yaml import parse
from iaclint.syntax.yaml_text import scalar


def split_test(text: str) -> tuple[str, str]:
    """Return the field and the test in YAML. Raises ``UsageError`` for other texts."""
    field, equals, test = text.partition("=")
    if not equals or not field.strip() or not test.strip():
        hint = "for example versioning=Enabled, or name={starts_with: acme-}"
        raise UsageError(f"'{text}' is not of the form FIELD=TEST", hint)
    node = _parse(test.strip(), text)
    if isinstance(node, tree.Scalar) and node.plain:
        return field.strip(), scalar(node.value)
    return field.strip(), test.strip()


def _parse(test: str, whole: str) -> tree.Node:
    node, problems = parse(SourceFile("--require", test.encode()))
    if problems or node is None:
        reason = problems[0].message if problems else "there is no test"
        raise UsageError(f"the test in '{whole}' is not valid YAML: {reason}")
    return node


def check(text: str, model: Model) -> Rule:
    """Return the rule in a text. Raises ``UsageError`` for its first error."""
    node, problems = parse(SourceFile("rule.yaml", text.encode()))
    assert isinstance(node, tree.Mapping)
    for problem in (*problems, *validate(node, "rule"), *check_rule(node, model)):
        raise UsageError(problem.message, problem.hint)
    return read_rule(node, model.id)

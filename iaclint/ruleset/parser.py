"""Reading rule files: from a tree that meets the schema to a rule."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import cast

from iaclint.frontends import languages
from iaclint.ruleset.conditions import (
    QUANTIFIERS,
    All,
    AnyOf,
    Condition,
    FieldTest,
    Not,
    OperatorTest,
    PartsTest,
    QuantifierTest,
    Test,
)
from iaclint.ruleset.operators import OPERATORS
from iaclint.ruleset.rule import Example, Rule, Severity
from iaclint.syntax import tree
from iaclint.syntax.tree import items, text, texts

_WORDS = {"present": True, "absent": False}


def read_rule(node: tree.Mapping, model: str) -> Rule:
    """Return the rule of a file that meets the schema; ``model`` is its model's id."""
    profile = node.get("profile")
    return Rule(
        id=text(node.get("id")),
        title=text(node.get("title")),
        model=model,
        severity=Severity(text(node.get("severity"))),
        category=text(node.get("category")),
        message=text(node.get("message")),
        require=read_condition(node.entries["require"].value),
        when=_optional_condition(node.get("when")),
        unless=_optional_condition(node.get("unless")),
        default=profile is None or text(profile) == "default",
        why=_text_or_empty(node.get("why")),
        fix=MappingProxyType({key: text(value) for key, value in items(node.get("fix"))}),
        references=texts(node.get("references")),
        compliance=_lists(node.get("compliance")),
        equivalents=_lists(node.get("equivalents")),
        examples=tuple(_examples(node.get("examples"))),
        span=node.entries["id"].value.span,
        covered_by=texts(node.get("covered_by")),
    )


def read_condition(node: tree.Node) -> Condition:
    """Return a condition: all of the entries of a mapping."""
    conditions = tuple(_entry(key, value) for key, value in items(node))
    return conditions[0] if len(conditions) == 1 else All(conditions)


def is_combinator(key: str, value: tree.Node) -> bool:
    """Whether a key is a combinator (``any`` of several conditions), not a field of that name."""
    return key == "not" or (key in ("all", "any") and isinstance(value, tree.Sequence))


def is_test(node: tree.Node) -> bool:
    """Whether a node is a test of an element, not a condition on its parts."""
    return not isinstance(node, tree.Mapping) or all(
        (key in OPERATORS or key in QUANTIFIERS) and not is_combinator(key, value)
        for key, value in items(node)
    )


def _entry(key: str, value: tree.Node) -> Condition:
    if not is_combinator(key, value):
        return FieldTest(key, tuple(_tests(value)))
    if key == "not":
        return Not(read_condition(value))
    conditions = tuple(read_condition(item) for item in cast("tree.Sequence", value).items)
    return All(conditions) if key == "all" else AnyOf(conditions)


def _tests(node: tree.Node) -> Iterator[Test]:
    if not isinstance(node, tree.Mapping):
        yield _scalar_test(node)
        return
    for name, operand in items(node):
        if name in QUANTIFIERS:
            yield QuantifierTest(name, tuple(_element_tests(operand)))
        else:
            yield OperatorTest(name, tree.to_value(operand))


def _scalar_test(node: tree.Node) -> Test:
    word = node.text if isinstance(node, tree.Scalar) and node.plain else None
    if word in _WORDS:
        return OperatorTest("present", _WORDS[word])
    return OperatorTest("equals", tree.to_value(node))


def _element_tests(node: tree.Node) -> Iterator[Test]:
    if is_test(node):
        yield from _tests(node)
    else:
        yield PartsTest(read_condition(node))


def _optional_condition(node: tree.Node | None) -> Condition | None:
    return None if node is None else read_condition(node)


def _text_or_empty(node: tree.Node | None) -> str:
    return "" if node is None else text(node)


def _lists(node: tree.Node | None) -> MappingProxyType[str, tuple[str, ...]]:
    return MappingProxyType({key: texts(value) for key, value in items(node)})


def _examples(node: tree.Node | None) -> Iterator[Example]:
    if isinstance(node, tree.Sequence):
        for item in node.items:
            yield _example(cast("tree.Mapping", item))


def _example(node: tree.Mapping) -> Example:
    language = next(each for each in languages().values() if each.name in node.entries)
    content = node.entries[language.name].value
    if isinstance(content, tree.Mapping):
        files = {path: text(value) for path, value in items(content)}
    else:
        files = {language.example_file: text(content)}
    return Example(
        name=text(node.get("name")),
        language=language.name,
        text=next(iter(files.values())),
        files=MappingProxyType(files),
        fail=texts(node.get("fail")),
        passing=texts(node.get("pass")),
        unknown=texts(node.get("unknown")),
        span=node.entries["name"].value.span,
        places=MappingProxyType({text(item): item.span for item in _addresses(node)}),
    )


def _addresses(node: tree.Mapping) -> Iterator[tree.Node]:
    for key in ("fail", "pass", "unknown"):
        listed = node.get(key)
        if isinstance(listed, tree.Sequence):
            yield from listed.items

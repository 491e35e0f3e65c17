"""Rules on resource types whose fields have another name in each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.judging.engine import judge
from iaclint.judging.findings import Verdict
from tests.fakes import resource, rule, ruleset

TYPES = "{terraform: aws_foo, cloudformation: AWS::Foo::Bar}"


def _rule(id_: str, require: str, fields: str = "") -> str:
    text = rule(id_, require).replace("test.bucket", TYPES)
    return text + (f"\nfields: {fields}\n" if fields else "")


def _verdict(folder: Path, text: str, language: str, **values: object) -> Verdict:
    loaded = ruleset(folder, a_rule=text)
    assert loaded.diagnostics == ()
    type_ = {"terraform": "aws_foo", "cloudformation": "AWS::Foo::Bar"}[language]
    found = resource(f"{type_}.x", language=language, type=type_, **values)
    (finding,) = judge([found], loaded, loaded.rules.values())
    return finding.verdict


@pytest.mark.parametrize(
    ("language", "values", "verdict"),
    [
        ("terraform", {"protocol": "TLS"}, Verdict.PASS),
        ("terraform", {"protocol": "HTTP"}, Verdict.FAIL),
        ("terraform", {"Protocol": "TLS"}, Verdict.FAIL),
        ("cloudformation", {"Protocol": "TLS"}, Verdict.PASS),
        ("cloudformation", {"protocol": "TLS"}, Verdict.FAIL),
    ],
)
def test_a_field_has_an_attribute_in_each_language(
    tmp_path: Path, language: str, values: dict[str, object], verdict: Verdict
) -> None:
    fields = "{protocol: {terraform: protocol, cloudformation: Protocol}}"
    text = _rule("own", "{protocol: TLS}", fields)
    assert _verdict(tmp_path, text, language, **values) is verdict


def test_a_language_that_is_not_listed_has_the_name_of_the_field(tmp_path: Path) -> None:
    text = _rule("own", "{protocol: TLS}", "{protocol: {cloudformation: Protocol}}")
    assert _verdict(tmp_path, text, "terraform", protocol="TLS") is Verdict.PASS


def test_defaults_and_values(tmp_path: Path) -> None:
    fields = "{on: {terraform: {path: mode, default: Y, values: {Y: true, N: false}}}}"
    text = _rule("own", "{on: true}", fields)
    assert _verdict(tmp_path, text, "terraform") is Verdict.PASS
    assert _verdict(tmp_path, text, "terraform", mode="N") is Verdict.FAIL


def test_rules_on_the_same_types_do_not_share_fields_that_they_declare(tmp_path: Path) -> None:
    one = _rule("one", "{a: x}", "{a: {terraform: b}}")
    two = _rule("two", "{a: x}")
    loaded = ruleset(tmp_path, one=one, two=two)
    found = resource("aws_foo.x", a="x", b="y")
    verdicts = {f.rule.id: f.verdict for f in judge([found], loaded, loaded.rules.values())}
    assert verdicts == {"one": Verdict.FAIL, "two": Verdict.PASS}
    assert loaded.rules["one"].subject == "aws_foo|AWS::Foo::Bar"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            _rule("own", "{protocol: x}", "{protcol: {terraform: a}}"),
            "no condition has the field 'protcol'",
            "did you mean 'protocol'?",
        ),
        (
            _rule("own", "{a: x}", "{a: {cloudformation: b}}").replace(
                TYPES, "{terraform: aws_foo}"
            ),
            "the model has no type in cloudformation",
            None,
        ),
        (
            _rule("own", "{a: x}", "{a: {terraform: {pth: b}}}"),
            "unknown field 'pth'",
            "did you mean 'path'?",
        ),
    ],
)
def test_mistakes(tmp_path: Path, text: str, message: str, hint: str | None) -> None:
    found = ruleset(tmp_path, a_rule=text).diagnostics
    assert (message, hint) in [(each.message, each.hint) for each in found]


def test_fields_of_a_rule_on_a_model_are_those_of_the_model(tmp_path: Path) -> None:
    text = _rule("own", "{a: x}", "{a: {terraform: b}}").replace(TYPES, "aws.s3.bucket")
    messages = [d.message for d in ruleset(tmp_path, a_rule=text).diagnostics]
    assert "unknown model 'aws.s3.bucket'" in messages

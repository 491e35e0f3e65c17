"""Hostile templates take bounded work and never stop a run."""

from __future__ import annotations

import pytest

from iaclint.cloudformation.loader import load_templates as load
from iaclint.cloudformation.template.detection import is_template
from iaclint.files.source import SourceFile
from iaclint.symbolic.values import Choice, Unknown, Value
from tests.cloudformation.templates import read, resource
from tests.pace import within

pytestmark = pytest.mark.slow

UNITS = 500
"""Generous: without limits, these take minutes or unbounded memory."""


def value_of(text: str) -> Value:
    with within(UNITS):
        return resource(read(text), "A").body.get("P")


def test_alias_bomb() -> None:
    lines = ["Resources:", "  A: {Type: X::Y}", "x0: &x0 [a, a, a, a, a, a, a, a, a, a]"]
    lines += [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]" for n in range(1, 12)]
    with within(UNITS):
        found = read("\n".join(lines))
    assert [d.message for d in found.diagnostics] == ["aliases make this document too large"]


def test_merge_bomb() -> None:
    keys = ", ".join(f"k{n}: 1" for n in range(2000))
    lines = ["Resources:", "  A: {Type: X::Y}", f"x: &x {{{keys}}}"]
    lines += [f"y{n}: {{<<: *x}}" for n in range(3000)]
    with within(UNITS):
        found = read("\n".join(lines))
    assert found.failed == 1


@pytest.mark.parametrize("path", ["a.yaml", "a.json"])
@pytest.mark.parametrize("depth", [99, 101, 1000, 100_000])
def test_deep_nesting(path: str, depth: int) -> None:
    with within(UNITS):
        load([SourceFile(path, b'{"Resources":' + b"[" * depth + b"]" * depth + b"}")])
        load([SourceFile(path, b'{"Resources":' * depth)])


def test_deep_calls() -> None:
    text = "!Sub x"
    for _ in range(90):
        text = f"{{'Fn::Base64': {text}}}"
    value_of(f"Resources:\n  A: {{Type: X::Y, Properties: {{P: {text}}}}}\n")


def test_a_long_chain_of_conditions() -> None:
    lines = ["Parameters: {E: {Type: String}}", "Conditions:", "  C0: !Equals [!Ref E, x]"]
    lines += [f"  C{n}: !And [!Condition C{n - 1}, !Condition C{n - 1}]" for n in range(1, 3000)]
    lines += ["Resources:", "  A: {Type: X::Y, Properties: {P: !If [C2999, a, b]}}"]
    assert isinstance(value_of("\n".join(lines)), Choice)


def test_circular_conditions() -> None:
    text = (
        "Conditions:\n  B: !Not [!Condition C]\n  C: !Not [!Condition B]\n"
        "Resources:\n  A: {Type: X::Y, Condition: B, Properties: {P: !If [C, a, b]}}\n"
    )
    value_of(text)


def many_conditions(count: int) -> str:
    lines = ["Parameters:", *(f"  E{n}: {{Type: String}}" for n in range(count))]
    lines += ["Conditions:", *(f"  C{n}: !Equals [!Ref E{n}, x]" for n in range(count))]
    return "\n".join([*lines, "Resources:", "  A:", "    Type: X::Y", "    Properties:", ""])


def test_many_independent_conditions_in_a_list() -> None:
    items = [f"!If [C{n}, {n}, !Ref AWS::NoValue]" for n in range(20)]
    value = value_of(many_conditions(20) + f"      P: [{', '.join(items)}]\n")
    assert isinstance(value, Unknown)
    assert value.symbol == "condition C0"


def test_many_independent_conditions_in_a_text() -> None:
    names = [f"v{n}: !If [C{n}, a, b]" for n in range(20)]
    text = "".join(f"${{v{n}}}" for n in range(20))
    value = value_of(many_conditions(20) + f"      P: !Sub ['{text}', {{{', '.join(names)}}}]\n")
    assert isinstance(value, Unknown)


def test_many_nested_conditions() -> None:
    text = "x"
    for n in range(40):
        text = f"!If [C{n}, {n}, {text}]"
    value_of(many_conditions(40) + f"      P: {text}\n")


def test_lists_of_lists_with_uncertain_elements() -> None:
    text = "x"
    for n in range(0, 40, 4):
        doubtful = ", ".join(f"!If [C{n + k}, {k}, !Ref AWS::NoValue]" for k in range(4))
        text = f"[{text}, {text if n < 8 else 0}, {doubtful}]"
    value_of(many_conditions(40) + f"      P: {text}\n")


def test_a_long_text_many_times_over() -> None:
    long = "x" * 100_000
    text = f"Parameters: {{L: {{Type: String, Default: {long}}}}}\nResources:\n"
    text += f"  A: {{Type: X::Y, Properties: {{P: !Sub '{'${L}' * 50_000}'}}}}\n"
    assert isinstance(value_of(text), Unknown)


def test_a_long_delimiter() -> None:
    items = ", ".join(["x"] * 50_000)
    text = "Resources:\n  A: {Type: X::Y, Properties: {P: !Join [%s, [%s]]}}\n"
    assert isinstance(value_of(text % ("d" * 100_000, items)), Unknown)


def test_json_in_json_in_json() -> None:
    text = '{a: \'""""\'}'
    for _ in range(40):
        text = f"{{x: {{'Fn::ToJsonString': {text}}}}}"
    value_of(f"Resources:\n  A: {{Type: X::Y, Properties: {{P: {text}}}}}\n")


def test_many_undefined_names() -> None:
    names = "\n".join(f"  Name{n}: {{Type: X::Y, DependsOn: Mane{n}}}" for n in range(5000))
    with within(UNITS):
        read("Resources:\n" + names)


def test_detection_of_large_files() -> None:
    with within(UNITS):
        for text in ("Resources " * 500_000, '{"Resources"' * 200_000, "\n" * 5_000_000):
            is_template(SourceFile("a.yaml", text.encode()))
            is_template(SourceFile("a.json", text.encode()))

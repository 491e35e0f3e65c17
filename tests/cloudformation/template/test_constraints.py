"""Parameters whose constraints leave one value, or a few."""

from __future__ import annotations

import pytest

from iaclint.cloudformation.options import Options
from iaclint.symbolic.values import Unknown, Value
from tests.cloudformation.templates import read, resource

TEMPLATE = """\
Parameters:
  P: {PARAMETER}
Resources:
  A: {Type: X::Y, Properties: {P: !Ref P}}
"""


def value_of(parameter: str, options: Options | None = None) -> Value:
    text = TEMPLATE.replace("PARAMETER", parameter)
    return resource(read(text, options), "A").body.get("P")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("Type: String, AllowedPattern: dev", "dev"),
        ("Type: String, AllowedPattern: ^dev$", "dev"),
        ("Type: String, AllowedPattern: (dev)", "dev"),
        ("Type: String, AllowedPattern: '^(?:a-b/c d)$'", "a-b/c d"),
        (r"Type: String, AllowedPattern: '10\.0\.0\.0/8'", "10.0.0.0/8"),
        ("Type: String, AllowedPattern: ^$", ""),
        ("Type: String, MaxLength: 0", ""),
        ("Type: String, MaxLength: '0'", ""),
        ("Type: Number, MinValue: 5, MaxValue: 5", 5),
        ("Type: Number, MinValue: '5', MaxValue: 5", 5),
        ("Type: String, AllowedPattern: dev|qa, AllowedValues: [dev, prod]", "dev"),
    ],
)
def test_one_value(parameter: str, value: Value) -> None:
    assert value_of(parameter) == value


@pytest.mark.parametrize(
    ("parameter", "options"),
    [
        ("Type: String, AllowedPattern: dev|prod", ("dev", "prod")),
        ("Type: String, AllowedPattern: ^(true|false)$", ("true", "false")),
        ("Type: String, AllowedPattern: 'dev|'", ("dev", "")),
        ("Type: String, AllowedPattern: de.", None),
        ("Type: String, AllowedPattern: dev*", None),
        ("Type: String, AllowedPattern: '[dev]'", None),
        (r"Type: String, AllowedPattern: '\d'", None),
        ("Type: String, AllowedPattern: (dev|prod)1", None),
        ("Type: String, AllowedPattern: ''", None),
        ("Type: String, MaxLength: 1", None),
        ("Type: String, MinValue: 5, MaxValue: 5", None),
        ("Type: Number, MinValue: 5, MaxValue: 6", None),
        ("Type: Number, MinValue: 5", None),
        ("Type: CommaDelimitedList, AllowedPattern: dev", None),
    ],
)
def test_several_values(parameter: str, options: tuple[str, ...] | None) -> None:
    value = value_of(parameter)
    assert isinstance(value, Unknown)
    assert value.options == options


def test_a_given_value_and_a_default_count_first() -> None:
    assert value_of("Type: String, AllowedPattern: dev, Default: dev") == "dev"
    assert value_of("Type: String, AllowedPattern: dev|prod", Options({"P": "prod"})) == "prod"

from __future__ import annotations

import pytest

from tests.terraform.support import Root, outline


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("10 % 3", "1"),
        ("5 / 2", "2.5"),
        ('-"5"', "-5"),
        ('!"true"', "False"),
        ('"1" + 1', "2"),
        ("0.1 + 0.2", "0.3"),
        ('"a" == 1', "False"),
        ("1 == 1.0", "True"),
        ('"1" == 1', "False"),
        ('true == "true"', "False"),
        ("[1] == [1]", "True"),
        ("null == null", "True"),
        ('null == ""', "False"),
        ("1 != 2", "True"),
        ('1 < "2"', "True"),
        ("2 >= 2", "True"),
        ("true && false", "False"),
        ("1 == var.number", "?var.number"),
        ("var.number + 1", "?var.number"),
        ("var.number > 3 && true", "?var.number"),
        ("-var.number", "?var.number"),
        ("!var.flag", "?var.flag"),
        ('"x-${var.text}" == "y"', "False"),
        ("var.text != null", "?var.text"),
        ("(var.flag ? 1 : 2) + 1", "(2 | 3 by ?var.flag)"),
        ("(var.flag ? 1 : 2) > 0", "True"),
        ("aws_s3_bucket.one.id == aws_s3_bucket.one.id", "True"),
        ('local.secret == "s"', "True"),
    ],
)
def test_value(unknowns: Root, expression: str, value: str) -> None:
    assert outline(unknowns.evaluate(expression)) == value


@pytest.mark.parametrize(
    ("expression", "at", "message", "hint"),
    [
        ('"a" < "b"', '"a" < "b"', "a number is required here", None),
        ("!1", "1", "a bool is required here", None),
        ("1 + null", "1 + null", "a number is required here, not null", None),
        ('-"a"', '"a"', "a number is required here", None),
        ("true && null", "true && null", "a bool is required here, not null", None),
        ('true || "x"', 'true || "x"', "a bool is required here", None),
    ],
)
def test_refusal(unknowns: Root, expression: str, at: str, message: str, hint: str | None) -> None:
    error = unknowns.refused(expression)
    assert (error.span.text, error.message, error.hint) == (at, message, hint)

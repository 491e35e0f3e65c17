from __future__ import annotations

import pytest

from tests.terraform.support import Root, outline


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('"a${1}${true}${1.50}"', "'a1true1.5'"),
        ('"${1}"', "1"),
        ('"${local.secret}-x"', "'s-x'"),
        (
            '"arn:${data.aws_caller_identity.current.account_id}/x"',
            "'arn:' + ?data.aws_caller_identity.current.account_id"
            "@.:data.aws_caller_identity.current/account_id + '/x'",
        ),
        ('"${var.text}"', "?var.text@.:/var.text/"),
        ('"${"a-${var.text}"}-b"', "'a-' + ?var.text@.:/var.text/ + '-b'"),
        ('"%{ for x in [1, 2] }${x},%{ endfor }"', "'1,2,'"),
        ('"%{ for k, v in { a = 1 } }${k}${v}%{ endfor }"', "'a1'"),
        ('"%{ for x in var.list }x%{ endfor }"', "?var.list"),
        ('"%{ for x in [var.text] }${x},%{ endfor }"', "?var.text@.:/var.text/ + ','"),
        ('"%{ if true }x%{ endif }"', "'x'"),
        ('"%{ if false }x%{ endif }"', "''"),
        ('"%{ if var.flag }x%{ else }y%{ endif }"', "('x' | 'y' by ?var.flag)"),
        ('"a${var.flag ? "b" : "c"}d"', "('abd' | 'acd' by ?var.flag)"),
        ('"${jsonencode({ a = var.text })}"', "json {a: ?var.text@.:/var.text/}"),
        ('"${jsonencode({ a = var.text })}\\n"', "json {a: ?var.text@.:/var.text/}"),
        (
            '"[${jsonencode({ a = var.text })}, \\"${var.text}-b\\"]"',
            "json [{a: ?var.text@.:/var.text/}, ?var.text@.:/var.text/ + '-b']",
        ),
        ('"a: ${jsonencode([var.text])}"', "'a: ' + ?var.text"),
    ],
)
def test_value(unknowns: Root, expression: str, value: str) -> None:
    assert outline(unknowns.evaluate(expression)) == value


@pytest.mark.parametrize(
    ("expression", "at", "message", "hint"),
    [
        ('"a${null}"', "${null}", "null cannot be used in a string template", None),
        ('"${[1]}-x"', "${[1]}", "invalid value in a string template: string required", None),
        (
            '"${{ a = 1 }}x"',
            "${{ a = 1 }}",
            "invalid value in a string template: string required",
            None,
        ),
        (
            '"%{ for x in null }x%{ endfor }"',
            "null",
            "the collection of a 'for' expression must be a list, set, map or object",
            None,
        ),
        (
            '"%{ for x in 1 }x%{ endfor }"',
            "1",
            "the collection of a 'for' expression must be a list, set, map or object",
            None,
        ),
        ('"%{ if null }x%{ endif }"', "null", "invalid condition: it is null", None),
    ],
)
def test_refusal(unknowns: Root, expression: str, at: str, message: str, hint: str | None) -> None:
    error = unknowns.refused(expression)
    assert (error.span.text, error.message, error.hint) == (at, message, hint)

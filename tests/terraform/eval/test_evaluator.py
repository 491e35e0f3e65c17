from __future__ import annotations

import pytest

from tests.terraform.support import Root, outline

UNDECLARED = "reference to undeclared local value 'nope'"
EACH_HINT = "'each' needs for_each in the same block"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("null", "None"),
        ("1.5", "1.5"),
        ('"a"', "'a'"),
        ("(1)", "1"),
        ("[1, var.text]", "[1, ?var.text@.:/var.text/]"),
        ('{ a = var.text, "b" = [] }', "{a: ?var.text@.:/var.text/, b: []}"),
        ("{ (var.text) = 1 }", "?var.text"),
        ('{ "${local.name}" = 1, (local.name) = 2 }', "{media: 2}"),
        ("{ (local.secret) = 1 }", "{s: 1}"),
        ("true ? 1 : 2", "1"),
        ('"false" ? 1 : 2', "2"),
        ('true ? 1 : "a"', "'1'"),
        ("var.flag ? 1 : 2", "(1 | 2 by ?var.flag)"),
        ("var.any ? 1 : 2", "(1 | 2 by ?var.any)"),
        ('var.flag ? 1 : "a"', "('1' | 'a' by ?var.flag)"),
        ('var.flag ? [1] : ["a", "b"]', "(['1'] | ['a', 'b'] by ?var.flag)"),
        ('var.flag ? null : "a"', "(None | 'a' by ?var.flag)"),
        ("var.flag ? { a = 1 } : { b = 1 }", "({a: 1} | {b: 1} by ?var.flag)"),
        (
            'var.flag ? aws_s3_bucket.one.id : "other"',
            "(?aws_s3_bucket.one.id@.:aws_s3_bucket.one/id | 'other' by ?var.flag)",
        ),
        ('(var.flag ? true : false) ? "a" : "b"', "('a' | 'b' by ?var.flag)"),
        ('upper("a")', "'A'"),
        ('core::upper("a")', "'A'"),
        ("upper(var.text)", "?var.text"),
        ("max([1, 2]...)", "2"),
        ("max(var.list...)", "?var.list"),
        ("upper(local.secret)", "'S'"),
        ("provider::other::thing(1)", "?provider::other::thing()"),
        ("try(1, 2)", "1"),
        ('try((var.any ? 1 : 2), 1 + "a")', "(1 | 2 by ?var.any)"),
        ('try(1 + "a", var.text, 1)', "?var.text@.:/var.text/"),
        ('try(false ? [][0] : "a", null)', "'a'"),
        ('can(true ? "a" : 1 + "a")', "True"),
        ("try(false ? var.any : 1, null)", "(1 | None by ?var.any)"),
        ('try("x-${var.text}", "d")', "('x-' + ?var.text@.:/var.text/ | 'd' by ?var.text)"),
        ('try("x-${var.filled}", "d")', "'x-' + ?var.filled@.:/var.filled/"),
        (
            'try("${aws_s3_bucket.one.arn}/*", "d")',
            "?aws_s3_bucket.one.arn@.:aws_s3_bucket.one/arn + '/*'",
        ),
        ("try(var.any.a, 1)", "?var.any@.:/var.any/a"),
        (
            'try(aws_s3_bucket.some[0].id, "none")',
            "(?aws_s3_bucket.some[0].id@.:aws_s3_bucket.some[0]/id | 'none' by ?var.flag)",
        ),
        (
            "try((var.flag ? [1] : [])[0], (var.flag ? [] : [2])[0], 3)",
            "(1 | (2 | 3 by ?var.flag) by ?var.flag)",
        ),
        ('can(1 + "a")', "False"),
        ("can(var.text ? 0 : 0)", "?var.text"),
        ("can(true ? true : { (var.text) = 1 })", "?var.text"),
        ("can(1)", "True"),
        ("can(var.text)", "?var.text"),
        ("can((var.flag ? [1] : [])[0])", "?var.flag"),
    ],
)
def test_value(unknowns: Root, expression: str, value: str) -> None:
    assert outline(unknowns.evaluate(expression)) == value


@pytest.mark.parametrize(
    ("expression", "at", "message", "hint"),
    [
        ("{ (null) = 1 }", "(null)", "invalid object key: it is null", None),
        ("{ ([1]) = 1 }", "([1])", "invalid object key: string required", None),
        (
            "true ? 1 : [1]",
            "true ? 1 : [1]",
            "the results of this conditional have inconsistent types",
            None,
        ),
        ("null ? 1 : 2", "null", "invalid condition: it is null", None),
        ('"a" ? 1 : 2', '"a" ? 1 : 2', "invalid condition: a bool is required", None),
        ('max("a"...)', '"a"', "only a list, set or tuple can be expanded with '...'", None),
        ("nope(1)", "nope(1)", 'nope: there is no function named "nope"', None),
        (
            "lenght([1])",
            "lenght([1])",
            'lenght: there is no function named "lenght"; did you mean "length"?',
            None,
        ),
        ('substr("a")', 'substr("a")', "substr: substr takes 3 arguments, not 1", None),
        ("length(1, 2)", "length(1, 2)", "length: length takes 1 argument, not 2", None),
        ("upper(null)", "null", 'upper: the argument "text" must not be null', None),
        (
            'tonumber("a")',
            '"a"',
            "tonumber: a string cannot be converted to number: a number is required",
            None,
        ),
        ("try()", "try()", "try requires at least one argument", None),
        ('try(1 + "a")', 'try(1 + "a")', "no argument of try succeeded", None),
        ("can()", "can()", "can requires exactly one argument", None),
        # Names are checked before evaluation, so that nothing catches or skips the error.
        ("try(local.nope, 1)", "local.nope", UNDECLARED, None),
        ("can(local.nope)", "local.nope", UNDECLARED, None),
        ("false ? local.nope : 1", "local.nope", UNDECLARED, None),
        ("try(path.nope, 1)", "path.nope", "'path' has no attribute 'nope'", None),
        ("try(each.key, 1)", "each.key", "'each' is not available here", EACH_HINT),
    ],
)
def test_refusal(unknowns: Root, expression: str, at: str, message: str, hint: str | None) -> None:
    error = unknowns.refused(expression)
    assert (error.span.text, error.message, error.hint) == (at, message, hint)

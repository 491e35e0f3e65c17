from __future__ import annotations

import pytest

from tests.terraform.support import Root, outline


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("{ a = 1 }.a", "1"),
        ('{ a = 1 }["a"]', "1"),
        ('{ 1 = "x" }[1]', "'x'"),
        ('{ true = "x" }[true]', "'x'"),
        ("[1, 2][0]", "1"),
        ('[1, 2]["1"]', "2"),
        ("var.object.name", "?var.object@.:/var.object/name"),
        ('var.object.tags["a"]', "?var.object@.:/var.object/tags.a"),
        ("var.map.a", "?var.map@.:/var.map/a"),
        ("var.map[var.text]", "?var.map"),
        ("var.list[0]", "?var.list@.:/var.list/0"),
        ("var.list[var.number]", "?var.list"),
        ("[1, 2][var.number]", "(1 | 2 by ?var.number)"),
        ("[1, 1][var.number]", "1"),
        ("{ a = 1 }[var.text]", "1"),
        ("{ a = 1, b = 2 }[var.text]", "(1 | 2 by ?var.text)"),
        ("{ a = 1, b = 2 }[lower(var.text)]", "?var.text"),
        ("try({ a = 1 }[var.text], 2)", "(1 | 2 by ?var.text)"),
        ("can({ a = 1 }[var.text])", "?var.text"),
        ("aws_s3_bucket.each[var.text].bucket", "('x' | 'y' by ?var.text)"),
        ("(var.flag ? { a = 1 } : { b = 2 }).a", "1"),
        ('(var.flag ? { a = 1 } : { a = 2 })[var.flag ? "a" : "b"]', "(1 | 2 by ?var.flag)"),
        ("(var.flag ? [1] : [])[0]", "1"),
        ("{ a = local.secret }.a", "'s'"),
        (
            "aws_s3_bucket.one.anything.at[0].all",
            "?aws_s3_bucket.one.anything@.:aws_s3_bucket.one/anything.at.0.all",
        ),
        ("aws_s3_bucket.some[0].id", "?aws_s3_bucket.some[0].id@.:aws_s3_bucket.some[0]/id"),
        (
            'aws_s3_bucket.many["k"].bucket',
            "(?var.map@.:aws_s3_bucket.many/bucket | ?var.map by ?var.map)",
        ),
        ("aws_s3_bucket.many[var.text].id", "?aws_s3_bucket.many.id@.:aws_s3_bucket.many/id"),
    ],
)
def test_value(unknowns: Root, expression: str, value: str) -> None:
    assert outline(unknowns.evaluate(expression)) == value


@pytest.mark.parametrize(
    ("expression", "at", "message", "hint"),
    [
        ("[1, 2][0.5]", "0.5", "invalid index 0.5: the number of elements is 2", None),
        ("[1, 2][-1]", "-1", "invalid index -1: the number of elements is 2", None),
        ('[1]["x"]', '"x"', "invalid index: a number is required", None),
        ("(var.flag ? [] : [])[0]", "0", "invalid index 0: the number of elements is 0", None),
        ('toset(["a"])[0]', 'toset(["a"])', "a set has no indices", None),
        ('"abc"[0]', '"abc"', "this value has no elements", None),
        ('"abc".x', '"abc"', "this value has no attribute 'x'", None),
        (
            "[{ a = 1 }].a",
            "[{ a = 1 }]",
            "this value is a list: it has no attribute 'a'",
            "use an index, or a splat: [*].a",
        ),
        ("null[0]", "null", "this value is null: it has no elements", None),
        ("null.x", "null", "this value is null: it has no attribute 'x'", None),
        ("[1][null]", "null", "invalid index: it is null", None),
        ("{ a = 1 }[[]]", "[]", "invalid index: string required", None),
        (
            "{ naem = 1 }.name",
            "{ naem = 1 }.name",
            "this object has no attribute 'name'",
            "did you mean 'naem'?",
        ),
        (
            '{ naem = 1 }["name"]',
            '"name"',
            "invalid index: there is no element 'name'",
            "did you mean 'naem'?",
        ),
        ("aws_s3_bucket.two[2].bucket", "2", "invalid index 2: the number of elements is 2", None),
        (
            "aws_s3_bucket.two.bucket",
            "aws_s3_bucket.two",
            "this value is a list: it has no attribute 'bucket'",
            "use an index, or a splat: [*].bucket",
        ),
        ('aws_s3_bucket.each["z"].bucket', '"z"', "invalid index: there is no element 'z'", None),
        ("aws_s3_bucket.some[1].id", "1", "invalid index 1: the number of elements is 0", None),
    ],
)
def test_refusal(unknowns: Root, expression: str, at: str, message: str, hint: str | None) -> None:
    error = unknowns.refused(expression)
    assert (error.span.text, error.message, error.hint) == (at, message, hint)


@pytest.mark.parametrize("call", ["try({}, null)", "can({})", "true ? 1 : {}"])
@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("aws_s3_bucket.each.a.id", "missing resource instance key: aws_s3_bucket.each"),
        ("aws_s3_bucket.two.id", "this value is a list: it has no attribute 'id'"),
        ("aws_s3_bucket.many.id", "missing resource instance key: aws_s3_bucket.many"),
        ("aws_s3_bucket.one[0].id", "unexpected resource instance key: aws_s3_bucket.one"),
        ('aws_s3_bucket.one["id"]', "unexpected resource instance key: aws_s3_bucket.one"),
    ],
)
def test_wrong_instance_keys_are_refused_wherever_they_are(
    unknowns: Root, call: str, reference: str, message: str
) -> None:
    assert unknowns.refused(call.format(reference)).message.startswith(message)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("try(aws_s3_bucket.two[5].id, 1)", "1"),
        ("can(aws_s3_bucket.one[local.name])", "?aws_s3_bucket.one.media"),
        ("try([for aws_s3_bucket in [{ one = [1] }] : aws_s3_bucket.one[0]], 1)", "[1]"),
        ("can(aws_s3_bucket.one[*].id)", "?aws_s3_bucket.one.id"),
    ],
)
def test_keys_that_are_not_literal_are_evaluated(
    unknowns: Root, expression: str, value: str
) -> None:
    assert outline(unknowns.evaluate(expression)) == value

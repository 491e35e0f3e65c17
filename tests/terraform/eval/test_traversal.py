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
        ("[1, 2][var.number]", "?var.number"),
        ("{ a = 1 }[var.text]", "?var.text"),
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
        ("[1, 2][0.5]", "0.5", "there is no element 0.5: the list has 2", None),
        ("[1, 2][-1]", "-1", "there is no element -1: the list has 2", None),
        ('[1]["x"]', '"x"', "an index must be a number: a number is required", None),
        ("(var.flag ? [] : [])[0]", "0", "there is no element 0: the list has 0", None),
        ('toset(["a"])[0]', 'toset(["a"])', "a set has no indices", None),
        ('"abc"[0]', '"abc"', "this has no elements", None),
        ('"abc".x', '"abc"', "this has no attributes, so no 'x'", None),
        (
            "[{ a = 1 }].a",
            "[{ a = 1 }]",
            "this is a list, so it has no 'a'",
            "use an index, or a splat: [*].a",
        ),
        ("null[0]", "null", "this is null, so it has no elements", None),
        ("null.x", "null", "this is null, so it has no 'x'", None),
        ("[1][null]", "null", "an index cannot be null", None),
        ("{ a = 1 }[[]]", "[]", "a key must be a string: string required", None),
        (
            "{ naem = 1 }.name",
            "{ naem = 1 }.name",
            "this object has no attribute 'name'",
            "did you mean 'naem'?",
        ),
        ('{ naem = 1 }["name"]', '"name"', "there is no element 'name'", "did you mean 'naem'?"),
        ("aws_s3_bucket.two[2].bucket", "2", "there is no element 2: the list has 2", None),
        (
            "aws_s3_bucket.two.bucket",
            "aws_s3_bucket.two",
            "this is a list, so it has no 'bucket'",
            "use an index, or a splat: [*].bucket",
        ),
        ('aws_s3_bucket.each["z"].bucket', '"z"', "there is no element 'z'", None),
        ("aws_s3_bucket.some[1].id", "1", "there is no element 1: the list has 0", None),
    ],
)
def test_refusal(unknowns: Root, expression: str, at: str, message: str, hint: str | None) -> None:
    error = unknowns.refused(expression)
    assert (error.span.text, error.message, error.hint) == (at, message, hint)

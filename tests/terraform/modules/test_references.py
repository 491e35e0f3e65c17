from __future__ import annotations

import pytest

from tests.terraform.support import Root, outline


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("local.name", "'media'"),
        ("var.text", "?var.text@.:/var.text/"),
        ("path.module", "'.'"),
        ("path.root", "'.'"),
        ("terraform.workspace", "'default'"),
        ("resource.aws_s3_bucket.one.id", "?aws_s3_bucket.one.id@.:aws_s3_bucket.one/id"),
        ("aws_s3_bucket.one.id", "?aws_s3_bucket.one.id@.:aws_s3_bucket.one/id"),
        ("aws_s3_bucket.two[0].bucket", "'b-0'"),
        ('aws_s3_bucket.each["a"].bucket', "'x'"),
        ("length(aws_s3_bucket.two)", "2"),
        ("length(aws_s3_bucket.many)", "?var.map"),
        ("length(aws_s3_bucket.some)", "(1 | 0 by ?var.flag)"),
        ("keys(aws_s3_bucket.each)", "['a', 'b']"),
        (
            "data.aws_caller_identity.current.account_id",
            "?data.aws_caller_identity.current.account_id@.:data.aws_caller_identity.current/account_id",
        ),
    ],
)
def test_value(unknowns: Root, expression: str, value: str) -> None:
    assert outline(unknowns.evaluate(expression)) == value


@pytest.mark.parametrize(
    ("expression", "at", "message", "hint"),
    [
        (
            "local.nmae",
            "local.nmae",
            "there is no local value 'nmae' in this module",
            "did you mean 'name'?",
        ),
        ("var.txt", "var.txt", "there is no variable 'txt' in this module", "did you mean 'text'?"),
        ("path.nope", "path.nope", "there is no 'path.nope'", None),
        ("terraform.applying", "terraform.applying", "there is no 'terraform.applying'", None),
        (
            "aws_s3_bucket.on.id",
            "aws_s3_bucket.on",
            "there is no resource 'aws_s3_bucket.on' in this module",
            "did you mean 'aws_s3_bucket.one'?",
        ),
        (
            "data.aws_caller_identity.nope.id",
            "data.aws_caller_identity.nope",
            "there is no 'data.aws_caller_identity.nope' in this module",
            "did you mean 'data.aws_caller_identity.current'?",
        ),
        (
            "data.aws_caller_identity",
            "data",
            "'data' names nothing here",
            "say which: data.TYPE.NAME",
        ),
        (
            "ephemeral.random_password.x.result",
            "ephemeral.random_password.x",
            "there is no 'ephemeral.random_password.x' in this module",
            None,
        ),
        ("module.media.id", "module.media", "there is no module call 'media' in this module", None),
        (
            "each.value",
            "each.value",
            "'each' means nothing here",
            "'each' needs for_each in the same block",
        ),
        (
            "count.index",
            "count.index",
            "'count' means nothing here",
            "'count' needs count in the same block",
        ),
        ("self.id", "self.id", "'self' means nothing here", None),
        ("nothing", "nothing", "'nothing' names nothing here", None),
        ("var", "var", "'var' names nothing here", "say which: var.NAME"),
    ],
)
def test_refusal(unknowns: Root, expression: str, at: str, message: str, hint: str | None) -> None:
    error = unknowns.refused(expression)
    assert (error.span.text, error.message, error.hint) == (at, message, hint)

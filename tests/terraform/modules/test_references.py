from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import Root, outline, root


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("local.name", "'media'"),
        ("var.text", "?var.text@.:/var.text/"),
        ("path.module", "'.'"),
        ("path.root", "'.'"),
        ("terraform.applying", "?terraform.applying"),
        ("terraform.workspace", "?terraform.workspace@./terraform.workspace"),
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
            "reference to undeclared local value 'nmae'",
            "did you mean 'name'?",
        ),
        (
            "var.txt",
            "var.txt",
            "reference to undeclared input variable 'txt'",
            "did you mean 'text'?",
        ),
        ("path.nope", "path.nope", "'path' has no attribute 'nope'", None),
        (
            "terraform.env",
            "terraform.env",
            "'terraform' has no attribute 'env'",
            None,
        ),
        (
            "aws_s3_bucket.on.id",
            "aws_s3_bucket.on",
            "reference to undeclared resource 'aws_s3_bucket.on'",
            "did you mean 'aws_s3_bucket.one'?",
        ),
        (
            "data.aws_caller_identity.nope.id",
            "data.aws_caller_identity.nope",
            "reference to undeclared resource 'data.aws_caller_identity.nope'",
            "did you mean 'data.aws_caller_identity.current'?",
        ),
        (
            "data.aws_caller_identity",
            "data",
            "'data' must be followed by a name",
            "use data.TYPE.NAME",
        ),
        (
            "ephemeral.random_password.x.result",
            "ephemeral.random_password.x",
            "reference to undeclared resource 'ephemeral.random_password.x'",
            None,
        ),
        ("module.media.id", "module.media", "reference to undeclared module 'media'", None),
        (
            "each.value",
            "each.value",
            "'each' is not available here",
            "'each' needs for_each in the same block",
        ),
        (
            "count.index",
            "count.index",
            "'count' is not available here",
            "'count' needs count in the same block",
        ),
        ("self.id", "self.id", "'self' is not available here", None),
        ("nothing", "nothing", "undefined name 'nothing'", None),
        ("var", "var", "'var' must be followed by a name", "use var.NAME"),
    ],
)
def test_refusal(unknowns: Root, expression: str, at: str, message: str, hint: str | None) -> None:
    error = unknowns.refused(expression)
    assert (error.span.text, error.message, error.hint) == (at, message, hint)


EPHEMERAL = """\
variable "token" {
  type      = list(string)
  default   = ["x"]
  ephemeral = true
}
locals { first = var.token[0] }
"""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("var.token", "?var.token"),
        ("local.first", "?var.token@.:/local.first/"),
        ("length(var.token)", "?var.token"),
        ('try(var.token.a, "none")', "'none'"),
    ],
)
def test_an_ephemeral_variable_is_unknown(tmp_path: Path, expression: str, value: str) -> None:
    assert outline(root(tmp_path, {"main.tf": EPHEMERAL}).evaluate(expression)) == value

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint.symbolic.possibility import compatible, connect
from iaclint.symbolic.values import Guard, Identity, Unknown
from iaclint.terraform.operations.predicates import as_test
from iaclint.terraform.types.model import BOOL, NUMBER
from tests.terraform.support import Root, root, verdicts

VARIABLES = """\
variable "a" { type = bool }
variable "b" { type = bool }
variable "env" { type = string }
variable "n" { type = number }
"""
RULE = "aws-s3-block-public-acls"

FRAME = """\
variable "create" { type = bool }
variable "attach" { type = bool }
variable "env" {}
variable "name" {}
variable "flag" { default = true }
locals {
  create = var.create
  both   = var.create && var.attach
  n      = var.create ? 1 : 0
}
resource "aws_s3_bucket" "b" {
  BUCKET
  bucket = "media"
}
resource "aws_s3_bucket_public_access_block" "b" {
  BLOCK
  bucket                  = OWNER
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""
CREATE = "count = var.create ? 1 : 0"


@pytest.mark.parametrize(
    ("bucket", "block", "owner"),
    [
        (CREATE, CREATE, "aws_s3_bucket.b[0].id"),
        (CREATE, CREATE, "one(aws_s3_bucket.b[*].id)"),
        (CREATE, CREATE, 'join("", aws_s3_bucket.b.*.id)'),
        (CREATE, CREATE, 'try(aws_s3_bucket.b[0].id, "")'),
        (CREATE, CREATE, '"media"'),
        (CREATE, "count = (var.create) ? 1 : 0", "aws_s3_bucket.b[0].id"),
        (CREATE, "count = var.create == true ? 1 : 0", "aws_s3_bucket.b[0].id"),
        (CREATE, "count = var.create == false ? 0 : 1", "aws_s3_bucket.b[0].id"),
        (CREATE, "count = !var.create ? 0 : 1", "aws_s3_bucket.b[0].id"),
        (CREATE, "count = local.create ? 1 : 0", "aws_s3_bucket.b[0].id"),
        (CREATE, "count = local.n", "aws_s3_bucket.b[0].id"),
        (CREATE, "count = length(aws_s3_bucket.b)", "aws_s3_bucket.b[count.index].id"),
        (CREATE, "for_each = { for n, b in aws_s3_bucket.b : n => b.id }", "each.value"),
        (CREATE, "count = var.create && var.flag ? 1 : 0", "aws_s3_bucket.b[0].id"),
        (CREATE, "count = var.create || var.attach ? 1 : 0", "aws_s3_bucket.b[0].id"),
        ("count = local.both ? 1 : 0", CREATE, "aws_s3_bucket.b[0].id"),
        (
            "count = local.both ? 1 : 0",
            "count = !(!var.attach || !var.create) ? 1 : 0",
            "aws_s3_bucket.b[0].id",
        ),
        ("count = var.create ? 2 : 0", "count = var.create ? 2 : 0", "aws_s3_bucket.b[0].id"),
        ('for_each = var.create ? toset(["x"]) : []', CREATE, 'aws_s3_bucket.b["x"].id'),
        (
            'for_each = var.create ? toset(["x"]) : []',
            "for_each = aws_s3_bucket.b",
            "each.value.id",
        ),
        (
            'count = var.env == "prod" ? 1 : 0',
            'count = var.env != "prod" ? 0 : 1',
            "aws_s3_bucket.b[0].id",
        ),
        (
            "count = var.name != null ? 1 : 0",
            "count = var.name == null ? 0 : 1",
            "aws_s3_bucket.b[0].id",
        ),
        (
            'count = contains(["a"], var.env) ? 1 : 0',
            'count = !contains(["a"], var.env) ? 0 : 1',
            "aws_s3_bucket.b[0].id",
        ),
    ],
)
def test_a_companion_exists_with_its_owner(
    tmp_path: Path, bucket: str, block: str, owner: str
) -> None:
    found = _verdicts(tmp_path, bucket, block, owner)
    assert found
    assert {v for address, v in found.items() if not address.endswith("[1]")} == {"pass"}


@pytest.mark.parametrize(
    ("bucket", "block", "owner", "verdict"),
    [
        (CREATE, "count = !var.create ? 1 : 0", '"media"', "fail"),
        (CREATE, "count = local.both ? 1 : 0", "aws_s3_bucket.b[0].id", "unknown"),
        (CREATE, "count = var.create && !var.flag ? 1 : 0", "aws_s3_bucket.b[0].id", "fail"),
        (
            'count = var.env == "prod" ? 1 : 0',
            'count = var.env == "dev" ? 1 : 0',
            '"media"',
            "fail",
        ),
        ('count = var.env == "1" ? 1 : 0', "count = var.env == 1 ? 1 : 0", '"media"', "fail"),
        (
            'count = tostring(var.env) == "1" ? 1 : 0',
            "count = tonumber(var.env) == 1 ? 1 : 0",
            '"media"',
            "unknown",
        ),
        (
            'count = contains(["a"], var.env) ? 1 : 0',
            'count = contains(["b"], var.env) ? 1 : 0',
            '"media"',
            "fail",
        ),
    ],
)
def test_a_companion_that_may_not_exist(
    tmp_path: Path, bucket: str, block: str, owner: str, verdict: str
) -> None:
    assert _verdicts(tmp_path, bucket, block, owner)["aws_s3_bucket.b[0]"] == verdict


def _verdicts(folder: Path, bucket: str, block: str, owner: str) -> dict[str, str]:
    text = FRAME.replace("BUCKET", bucket).replace("BLOCK", block).replace("OWNER", owner)
    return verdicts(folder, {"main.tf": text}, RULE)


def test_in_a_module_that_may_not_exist(tmp_path: Path) -> None:
    module = FRAME.replace("BUCKET", "").replace("BLOCK", "count = var.attach ? 1 : 0")
    module = module.replace("OWNER", "aws_s3_bucket.b.id")
    call = 'module "m" {\n  source = "./m"\n  count = var.x ? 1 : 0\n  attach = %s\n}\n'
    variables = 'variable "x" { type = bool }\nvariable "y" { type = bool }\n'
    for attach, verdict in (("var.x", "pass"), ("var.y", "unknown"), ("!var.x", "fail")):
        files = {"main.tf": variables + call % attach, "m/main.tf": module}
        assert verdicts(tmp_path, files, RULE) == {"module.m[0].aws_s3_bucket.b": verdict}


DYNAMIC = """\
variable "on" { type = bool }
resource "aws_s3_bucket" "b" {
  dynamic "versioning" {
    for_each = var.on ? [1] : []
    content {
      enabled = true
    }
  }
  MORE
}
"""


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("", "unknown"),
        (
            'dynamic "versioning" {\n for_each = var.on ? [] : [1]\n'
            " content {\n enabled = true\n }\n}",
            "pass",
        ),
        (
            'dynamic "versioning" {\n for_each = var.on ? [] : [1]\n'
            " content {\n enabled = false\n }\n}",
            "unknown",
        ),
        (
            '}\nresource "aws_s3_bucket_versioning" "v" {\n count = var.on ? 0 : 1\n'
            " bucket = aws_s3_bucket.b.id\n"
            ' versioning_configuration {\n status = "Enabled"\n }\n',
            "pass",
        ),
    ],
)
def test_dynamic_blocks(tmp_path: Path, more: str, verdict: str) -> None:
    files = {"main.tf": DYNAMIC.replace("MORE", more)}
    assert verdicts(tmp_path, files, "aws-s3-versioning")["aws_s3_bucket.b"] == verdict


def test_values_that_are_not_tests_are_unchanged() -> None:
    number = Unknown("var.n", Identity("", "var.n"), NUMBER)
    nameless = Unknown("f(x)", None, BOOL)
    assert as_test(number, None) is number
    assert as_test(nameless, None) is nameless
    assert isinstance(as_test(nameless, Identity("m", "f(x)")), Guard)


ATOMS = st.sampled_from(
    [
        "var.a", "var.b", 'var.env == "p"', '"q" == var.env', 'var.env != "p"', "var.n == 1",
        "var.a == false", "true == var.b", "true", "false", "var.env == null",
        "(var.a ? var.b : !var.b)",
    ]
)  # fmt: skip
TESTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(lambda test: f"!({test})"),
        st.builds("({} {} {})".format, inner, st.sampled_from(["&&", "||"]), inner),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Root]:
    """The same variables, unknown and known in every way."""
    roots = {(): root(tmp_path_factory.mktemp("unknown"), {"main.tf": VARIABLES})}
    for values in product(("true", "false"), ("true", "false"), ('"p"', '"q"', '"r"'), ("1", "2")):
        files = {"main.tf": VARIABLES, "terraform.tfvars": _assigned(values)}
        roots[values] = root(tmp_path_factory.mktemp("known"), files)
    return roots


def _assigned(values: tuple[str, ...]) -> str:
    return "".join(f"{n} = {v}\n" for n, v in zip(("a", "b", "env", "n"), values, strict=True))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(first=TESTS, second=TESTS)
def test_cases_agree_with_their_text(
    opened: dict[tuple[str, ...], Root], first: str, second: str
) -> None:
    """Two tests that come true together in some deployment are possible together."""
    pair = [opened[()].typed(test) for test in (first, second)]
    if not all(isinstance(value, Guard) for value in pair):
        return
    left, right = (value.conditions for value in pair if isinstance(value, Guard))
    for values, known in opened.items():
        if values:
            case, other = (
                cases[0 if known.evaluate(test) is True else 1]
                for cases, test in ((left, first), (right, second))
            )
            assert compatible(case, connect({}, other)), values

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

OPEN = """\
resource "aws_s3_bucket" "media" {
  count = 2
  acl   = count.index == 0 ? "public-read" : "private"
}

resource "aws_s3_bucket_policy" "media" {
  bucket = aws_s3_bucket.media[1].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "s3:*", Resource = "*" },
    ]
  })
}
"""
TEMPLATE = "Resources:\n  Media:\n    Type: AWS::S3::Bucket\n"


def test_a_failure_with_its_reasons(program) -> None:
    result = program("explain", "aws_s3_bucket.media[0]", files={"main.tf": OPEN})
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "aws_s3_bucket.media[0]"
    first = next(n for n, line in enumerate(lines) if line.startswith("  1. "))
    assert lines[first : first + 2] == [
        '  1. the ACL "public-read" allows anyone on the internet to list the bucket\'s objects',
        '     main.tf:3:30 | acl   = count.index == 0 ? "public-read" : "private"',
    ]
    assert "media[1]" not in result.stdout


def test_a_pass_has_reasons_too(program) -> None:
    result = program("explain", "aws_s3_bucket.media[1]", ".", files={"main.tf": OPEN})
    assert "pass[aws-s3-public-access]" in result.stdout
    assert "  1. the bucket policy only allows principals that it names" in result.stdout


def test_an_address_of_a_companion_explains_its_owner(program) -> None:
    result = program("explain", "aws_s3_bucket_policy.media", files={"main.tf": OPEN})
    assert result.stdout.startswith("aws_s3_bucket.media[1]\n")


def test_without_a_key_all_instances_are_explained(program) -> None:
    result = program("explain", "aws_s3_bucket.media", files={"main.tf": OPEN})
    assert result.returncode == 0
    assert "aws_s3_bucket.media[0]" in result.stdout
    assert "aws_s3_bucket.media[1]" in result.stdout


def test_a_key_may_have_brackets_in_it(program) -> None:
    main = 'resource "aws_s3_bucket" "x" {\n  for_each = toset(["a]b"])\n}\n'
    result = program("explain", "aws_s3_bucket.x", files={"main.tf": main})
    assert result.stdout.startswith('aws_s3_bucket.x["a]b"]\n')
    result = program("evaluate", ".", "aws_s3_bucket.x", files={"main.tf": main})
    assert result.stdout.startswith('.\n\naws_s3_bucket.x["a]b"]  main.tf:1:1\n')


@pytest.mark.parametrize(
    ("subject", "hint"),
    [
        ("aws_s3_bucket.medai", "did you mean 'aws_s3_bucket.media'?"),
        ("bucket.x", "`iaclint check --show all` lists what is checked"),
        ("aws-s3-versionin", "did you mean 'aws-s3-versioning'?"),
    ],
)
def test_an_address_that_does_not_exist(program, subject: str, hint: str) -> None:
    result = program("explain", subject, files={"main.tf": OPEN})
    assert (result.returncode, result.stdout) == (2, "")
    assert subject in result.stderr
    assert hint in result.stderr


def test_a_resource_in_a_module_is_named_in_full(program) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "./m"\n}\n',
        "m/main.tf": 'resource "aws_s3_bucket" "a" {}\n',
    }
    result = program("explain", "aws_s3_bucket.a", files=files)
    assert "did you mean 'module.m.aws_s3_bucket.a'?" in result.stderr


def test_an_ambiguous_address_needs_a_path(program) -> None:
    files = {"a.yaml": TEMPLATE, "b.yaml": TEMPLATE}
    result = program("explain", "Media", files=files)
    assert result.returncode == 2
    assert "several resources are named 'Media'" in result.stderr
    assert "a.yaml:2:3, b.yaml:2:3" in result.stderr
    assert program("explain", "Media", "b.yaml").returncode == 0


def test_with_a_path_it_is_always_an_address(program) -> None:
    result = program("explain", "aws-s3-versioning", ".", files={"a.yaml": TEMPLATE})
    assert "no checked resource is named 'aws-s3-versioning'" in result.stderr


PLACES = {
    "main.tf": """\
module "m" {
  source = "./m"
  acl    = "public-read"
}
variable "status" {
}

resource "aws_s3_bucket" "logs" {}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id
  versioning_configuration {
    status = var.status
  }
}
""",
    "m/main.tf": """\
variable "acl" {}
resource "aws_s3_bucket" "a" {
  acl = var.acl
}
""",
}


@pytest.mark.parametrize(
    ("place", "address", "verdict"),
    [
        ("main.tf:3", "module.m.aws_s3_bucket.a", "critical[aws-s3-public-access]"),
        ("m/main.tf:3", "module.m.aws_s3_bucket.a", "critical[aws-s3-public-access]"),
        ("m/main.tf:3:9", "module.m.aws_s3_bucket.a", "critical[aws-s3-public-access]"),
        ("main.tf:12", "aws_s3_bucket.logs", "unknown[aws-s3-versioning]"),
        ("main.tf:5", "aws_s3_bucket.logs", "unknown[aws-s3-versioning]"),
    ],
)
def test_a_line_has_the_verdicts_that_depend_on_it(
    program, place: str, address: str, verdict: str
) -> None:
    result = program("explain", place, files=PLACES)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{address}\n")
    assert verdict in result.stdout
    assert "access-logging" not in result.stdout


def test_a_line_without_verdicts_has_those_of_the_resource_above(program) -> None:
    result = program("explain", "main.tf:10", files=PLACES)
    assert result.stdout.startswith(
        "No verdict depends on line 10. The resource above it:\n\naws_s3_bucket.logs\n"
    )
    result = program("explain", "main.tf:7")
    assert result.stdout == "No verdict depends on anything in main.tf:7.\n"


def test_a_file_and_a_folder_have_all_verdicts_in_them(program) -> None:
    result = program("explain", "main.tf", files=PLACES)
    assert [a for a in ("module.m.aws_s3_bucket.a", "aws_s3_bucket.logs") if a in result.stdout]
    result = program("explain", "m")
    assert "module.m.aws_s3_bucket.a" in result.stdout
    assert "aws_s3_bucket.logs" not in result.stdout


def test_a_file_that_is_left_out_of_folders_is_explained(program) -> None:
    files = {"main.tf": "", "node_modules/a.yaml": TEMPLATE}
    result = program("explain", "node_modules/a.yaml:2", files=files)
    assert result.stdout.startswith("Media\n")


@pytest.mark.parametrize("place", ["mian.tf", "mian.tf:3"])
def test_a_file_that_does_not_exist(program, place: str) -> None:
    result = program("explain", place, files=PLACES)
    assert (result.returncode, result.stderr) == (
        2,
        "error: there is no file 'mian.tf'\n  = help: did you mean 'main.tf'?\n",
    )


@pytest.mark.parametrize(
    ("id_", "rule"),
    [
        ("CKV_AWS_20", "aws-s3-public-access"),
        ("ckv_aws_21", "aws-s3-versioning"),
        ("AVD-AWS-0086", "aws-s3-block-public-acls"),
        ("AWS-0086", "aws-s3-block-public-acls"),
        ("W31", "aws-s3-public-acl"),
    ],
)
def test_a_check_of_another_tool(program, id_: str, rule: str) -> None:
    result = program("explain", id_)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{id_} is equivalent to this rule:\n\n{rule}\n")


def test_a_check_equivalent_to_several_rules(program) -> None:
    own = "id: own-{}\ntitle: Bucket {}\nmodel: {{terraform: aws_s3_bucket}}\nseverity: low\n"
    own += (
        "category: network\nrequire: {{a: x}}\nmessage: m\nequivalents: {{checkov: [CKV_OWN_1]}}\n"
    )
    files = {"r/a.yaml": own.format("a", "a"), "r/b.yaml": own.format("bc", "b")}
    result = program("explain", "CKV_OWN_1", "--rules-dir", "r", files=files)
    assert result.stdout == (
        "CKV_OWN_1 is equivalent to these rules:\n\n"
        "  own-a   low       Bucket a\n"
        "  own-bc  low       Bucket b\n\n"
        "Run `iaclint explain RULE` for more about a rule.\n"
    )


def test_a_check_equivalent_to_no_rule(program) -> None:
    result = program("explain", "CKV_AWS_9999")
    assert (result.returncode, result.stdout) == (2, "")
    assert "error: no rule is equivalent to CKV_AWS_9999\n" in result.stderr


def test_a_file_with_an_error_says_so(program) -> None:
    result = program("explain", "main.tf", files={"main.tf": "{{\n"})
    assert result.stdout == (
        "No verdict depends on anything in main.tf.\n"
        "1 error in the input: run `iaclint check` to see them.\n"
    )


def test_a_name_that_looks_like_a_file(program) -> None:
    result = program("explain", "stacks.yaml", files={"main.tf": OPEN})
    assert (result.returncode, result.stdout) == (2, "")
    assert "error: no file or checked resource is named 'stacks.yaml'\n" in result.stderr


@pytest.mark.parametrize("name", ["\x1b[31m.tf", "\u202e.tf"])
def test_a_name_is_printed_without_control_characters(program, name: str) -> None:
    result = program("explain", name, files={name: ""})
    assert (result.returncode, result.stdout.rstrip("\n").isprintable()) == (0, True)

from __future__ import annotations

from iaclint.sketch import Given, Perhaps, Reference, SketchedResource
from iaclint.terraform.example_writer import write


def test_arguments_blocks_and_variables() -> None:
    bucket = SketchedResource("aws_s3_bucket", "example", {"bucket": "${x}", "tags": ["a", 1]})
    rule = SketchedResource(
        "aws_rule",
        "rule",
        {
            "bucket_id": Reference("aws_s3_bucket", "example", "id"),
            "on": Given(True, "on"),
            "key": Perhaps("k", "key"),
            "part": [{"a": 1}, {}],
        },
    )
    written = write([bucket, rule])
    assert written.addresses == ("aws_s3_bucket.example", "aws_rule.example")
    assert written.text == (
        'variable "on" {\n'
        "  type = bool\n"
        "}\n"
        "\n"
        'variable "set_key" {\n'
        "  type = bool\n"
        "}\n"
        "\n"
        'resource "aws_s3_bucket" "example" {\n'
        '  bucket = "$${x}"\n'
        '  tags   = ["a", 1]\n'
        "}\n"
        "\n"
        'resource "aws_rule" "example" {\n'
        "  bucket_id = aws_s3_bucket.example.id\n"
        "  on        = var.on\n"
        '  key       = var.set_key ? "k" : null\n'
        "\n"
        "  part {\n"
        "    a = 1\n"
        "  }\n"
        "\n"
        "  part {}\n"
        "}\n"
    )


def test_resources_of_one_type_have_different_labels() -> None:
    pair = [SketchedResource("aws_table", "example"), SketchedResource("aws_table", "main_table")]
    assert write(pair).addresses == ("aws_table.example", "aws_table.main_table")

"""The result of ``data.template_file``."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.symbolic.values import PartialString, Unknown
from tests.terraform.support import root

FILES = {
    "policies/log.tpl": "${who} may write to ${bucket}/*",
    "main.tf": """
        variable "stage" {
          type = string
        }

        data "template_file" "known" {
          template = file("${path.module}/policies/log.tpl")
          vars = {
            who    = "everyone"
            bucket = 7
          }
        }

        data "template_file" "partly" {
          template = file("${path.module}/policies/log.tpl")
          vars = {
            who    = "nobody"
            bucket = "logs-${var.stage}"
          }
        }

        data "template_file" "many" {
          count    = 2
          template = "number $${n}"
          vars     = { n = count.index }
        }

        data "template_file" "plain" {
          template = "no placeholder"
        }

        resource "template_file" "resource" {
          template = file("${path.module}/policies/log.tpl")
          vars = {
            who    = "everyone"
            bucket = 7
          }
        }

        data "template_file" "unread" {
          template = var.stage
        }

        data "template_file" "misnamed" {
          template = "$${whom}"
          vars     = { who = "x" }
        }

        data "template_file" "listed" {
          template = "$${who}"
          vars     = { who = ["x"] }
        }
        """,
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("data.template_file.known.rendered", "everyone may write to 7/*"),
        ("data.template_file.many[1].rendered", "number 1"),
        ("template_file.resource.rendered", "everyone may write to 7/*"),
        ("data.template_file.plain.rendered", "no placeholder"),
    ],
)
def test_rendered(tmp_path: Path, expression: str, expected: str) -> None:
    assert root(tmp_path, FILES).evaluate(expression) == expected


def test_known_parts_are_kept(tmp_path: Path) -> None:
    value = root(tmp_path, FILES).evaluate("data.template_file.partly.rendered")
    assert isinstance(value, PartialString)
    assert value.prefix == "nobody may write to logs-"
    assert value.suffix == "/*"


def test_unknown_template(tmp_path: Path) -> None:
    value = root(tmp_path, FILES).evaluate("data.template_file.unread.rendered")
    assert isinstance(value, Unknown)
    assert value.symbol == "var.stage"
    assert value.not_null


def test_template_that_cannot_be_rendered(tmp_path: Path) -> None:
    opened = root(tmp_path, FILES)
    misnamed = opened.refused("data.template_file.misnamed.rendered")
    assert "undefined name 'whom'" in misnamed.message
    assert misnamed.span.text == '"$${whom}"'
    listed = opened.refused("data.template_file.listed.rendered")
    assert listed.message == "the vars of a template must be strings: string required"
    assert listed.span.text == '{ who = ["x"] }'

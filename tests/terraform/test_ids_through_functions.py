"""The id of a security group stays that id through functions on lists and strings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import verdicts

DATABASE = """\
variable "u" { type = list(string) }
resource "aws_db_instance" "x" {
  engine                 = "mysql"
  instance_class         = "db.t3.micro"
  publicly_accessible    = true
  vpc_security_group_ids = GROUPS
}
resource "aws_security_group" "open" {
  ingress {
    from_port   = 3306
    to_port     = 3306
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "closed" {}
"""
X, Y = "aws_security_group.open.id", "aws_security_group.closed.id"


@pytest.mark.parametrize(
    "groups",
    [
        f'compact([{X}, ""])',
        f'compact([{X}, try(var.u[0], "")])',
        f"distinct([{Y}, {X}, {X}])",
        f"distinct(concat(var.u, [{X}]))",
        f"tolist(toset([{X}, {Y}]))",
        f'setsubtract([{X}, {Y}], [""])',
        f"[lower({X})]",
        f"[trimspace({X})]",
        f'[replace({X}, "_", "-")]',
        f'split(",", join(",", [{X}]))',
        f'split(",", join(",", [{Y}, {X}]))',
        '[element(split("/", aws_security_group.open.arn), 1)]',
        f'[for s in [{X}, ""] : s if s != ""]',
        f"[for s in [{Y}, {X}] : s if length(s) > 0]",
        f'{X} != "" ? [{X}] : []',
        f"length({X}) > 0 ? [{X}] : []",
    ],
)
def test_an_open_group_fails(tmp_path: Path, groups: str) -> None:
    files = {"main.tf": DATABASE.replace("GROUPS", groups)}
    assert verdicts(tmp_path, files, "aws-rds-public-access") == {"aws_db_instance.x": "fail"}


@pytest.mark.parametrize("groups", [f"compact([{Y}])", f"[lower({Y})]"])
def test_a_closed_group_passes(tmp_path: Path, groups: str) -> None:
    files = {"main.tf": DATABASE.replace("GROUPS", groups)}
    assert verdicts(tmp_path, files, "aws-rds-public-access") == {"aws_db_instance.x": "pass"}

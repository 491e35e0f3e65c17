"""The rules of a network ACL or a route table are evaluated once for all that share them."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.analyses.network import network_acls, routes
from iaclint.files.work import RUN
from iaclint.judging.report import Report
from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.terraform.support import lay_out

RULE = "aws-rds-public-access"
NETWORK = """
variable "public" {
  type = bool
}
resource "aws_vpc" "v" {}
resource "aws_internet_gateway" "i" {}
resource "aws_subnet" "s" {
  count  = 4
  vpc_id = aws_vpc.v.id
}
resource "aws_route_table" "r" {}
resource "aws_route" "out" {
  count                  = 3
  route_table_id         = aws_route_table.r.id
  destination_cidr_block = "${count.index * 10}.0.0.0/8"
  gateway_id             = aws_internet_gateway.i.id
}
resource "aws_route_table_association" "a" {
  count          = 4
  subnet_id      = aws_subnet.s[count.index].id
  route_table_id = aws_route_table.r.id
}
resource "aws_network_acl" "n" {
  subnet_ids = aws_subnet.s[*].id
  ingress {
    rule_no    = 1
    action     = "allow"
    protocol   = "tcp"
    from_port  = 5432
    to_port    = 5432
    cidr_block = "0.0.0.0/0"
  }
}
resource "aws_db_subnet_group" "g" {
  subnet_ids = aws_subnet.s[*].id
}
resource "aws_security_group" "g" {
  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_db_instance" "d" {
  count                  = 3
  engine                 = "postgres"
  identifier             = "d${count.index}"
  publicly_accessible    = %s
  vpc_security_group_ids = [aws_security_group.g.id]
  db_subnet_group_name   = aws_db_subnet_group.g.name
}
"""


def check(folder: Path, public: str) -> Report:
    lay_out(folder, {"main.tf": NETWORK % public})
    return run(Request((".",), str(folder), RuleChoice(ids=(RULE,))))


@pytest.mark.parametrize(("public", "verdict"), [("true", "fail"), ("var.public", "unknown")])
def test_rules_are_evaluated_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public: str, verdict: str
) -> None:
    evaluated = {"rules": 0, "routes": 0}
    allow, find = network_acls._evaluate, routes._find_in

    def count_rules(*arguments: object) -> object:
        evaluated["rules"] += 1
        return allow(*arguments)  # type: ignore[arg-type]

    def count_routes(*arguments: object) -> object:
        evaluated["routes"] += 1
        return find(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(network_acls, "_evaluate", count_rules)
    monkeypatch.setattr(routes, "_find_in", count_routes)
    findings = check(tmp_path, public).findings
    assert {finding.verdict.value for finding in findings} == {verdict}
    assert evaluated == {"rules": 1, "routes": 1}


def test_rules_count_as_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[int] = []
    monkeypatch.setattr(type(RUN), "spend", lambda _, steps: spent.append(steps))
    check(tmp_path, "true")
    assert {60, 20} <= set(spent)  # three routes, and one rule

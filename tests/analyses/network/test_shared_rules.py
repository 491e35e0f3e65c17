"""The rules of a network are evaluated once for all that share them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from iaclint.analyses.network import network_acls, routes, rule_sources
from iaclint.analyses.network.reachability import analyse
from iaclint.files.work import RUN
from iaclint.judging.report import Report
from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from iaclint.symbolic.values import Identity, Unknown, Value
from tests.analyses.facts import Facts
from tests.pace import calls_in
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


MANY = """
resource "aws_security_group" "g" {
%s
}
resource "aws_db_instance" "d" {
  count                  = %d
  identifier             = "d${count.index}"
  port                   = 5000 + count.index
  publicly_accessible    = true
  vpc_security_group_ids = [aws_security_group.g.id]
}
"""
INGRESS = """
  ingress {
    from_port   = %d
    to_port     = 6000
    protocol    = "tcp"
    cidr_blocks = ["192.0.2.0/24", "198.51.100.0/24"]
  }
"""


@pytest.mark.parametrize("databases", [2, 8])
def test_a_rule_of_a_security_group_is_read_once_for_all_ports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, databases: int
) -> None:
    read: list[object] = []
    read_options = rule_sources._read

    def count(options: tuple[Value, ...]) -> rule_sources.Rule:
        read.append(options)
        return read_options(options)

    monkeypatch.setattr(rule_sources, "_read", count)
    rules = "".join(INGRESS % port for port in range(4))
    lay_out(tmp_path, {"main.tf": MANY % (rules, databases)})
    found = run(Request((".",), str(tmp_path), RuleChoice(ids=(RULE,)))).findings
    assert {finding.verdict.value for finding in found} == {"pass"}
    assert len(read) == 4


PORT = Unknown("aws_db_instance.other.port", Identity("aws_db_instance.other", "port"))


@pytest.mark.parametrize(
    ("parts", "fields"),
    [
        ({}, {}),
        ({"to": PORT}, {}),
        ({}, {"network_type": "IPV4"}),
        ({"prefix_lists": ("pl-1",)}, {}),
        ({"prefix_lists": ("pl-1",)}, {"network_type": "IPV4"}),
    ],
)
def test_a_database_more_does_not_read_the_ranges_again(
    parts: dict[str, Value], fields: dict[str, Value]
) -> None:
    narrow = tuple([f"198.51.{n}.0/24" for n in range(200)])
    rule = {"protocol": "tcp", "from": 5000, "to": 6000, "cidrs": narrow}
    rules = (*[{**rule} for _ in range(10)], {**rule, **parts})
    lists = tuple([{"list": "pl-1", "cidrs": cidr} for cidr in narrow])
    public = {"publicly_accessible": True, "security_groups": ("sg-1",)}
    facts = Facts({**public, "ingress": rules, "prefix_list_entries": lists, **fields})

    def judge(port: int) -> None:
        facts["port"] = port
        assert analyse(facts).value == {"public_address": True, "closed": True}

    calls = [calls_in(partial(judge, port)) for port in (7000, 7001)]
    assert calls[1] < calls[0] / 5


def test_rules_of_a_security_group_count_as_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[int] = []
    monkeypatch.setattr(type(RUN), "spend", lambda _, steps: spent.append(steps))
    check(tmp_path, "true")
    assert {40, 5} <= set(spent)  # a rule with one range, and its comparison with a port

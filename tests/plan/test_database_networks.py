"""Networks of public databases in plans: what is known after apply only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.plan.plans import block, change, constant, module, plan, refers

RULE = "aws-rds-public-access"
LIST = refers("aws_ec2_managed_prefix_list.p.id", "aws_ec2_managed_prefix_list.p")
GROUP = refers("aws_security_group.s.id", "aws_security_group.s")
RULES = {
    "aws_vpc_security_group_ingress_rule": (
        {"from_port": 5432, "to_port": 5432, "ip_protocol": "tcp"},
        "prefix_list_id",
        True,
    ),
    "aws_security_group_rule": (
        {
            "type": "ingress",
            "from_port": 5432,
            "to_port": 5432,
            "protocol": "tcp",
            "prefix_list_ids": [None],
        },
        "prefix_list_ids",
        [True],
    ),
}


def entries(cidr: str) -> dict[str, Any]:
    return {"entry": [{"cidr": cidr, "description": ""}]}


def written(kind: str, cidr: str) -> dict[str, Any]:
    """Return the plan of a database whose security group has a rule for a prefix list."""
    values, names, mark = RULES[kind]
    database = {"engine": "postgres", "publicly_accessible": True}
    return plan(
        [
            change("aws_security_group.s", {"name": "s"}, {"id": True, "ingress": True}),
            change("aws_db_instance.d", database, {"vpc_security_group_ids": True}),
            change(f"{kind}.r", values, {"security_group_id": True, names: mark}),
            change("aws_ec2_managed_prefix_list.p", entries(cidr), {"id": True}),
        ],
        module(
            block("aws_security_group.s", name=constant("s")),
            block(
                "aws_db_instance.d",
                **{name: constant(value) for name, value in database.items()},
                vpc_security_group_ids=GROUP,
            ),
            block(f"{kind}.r", security_group_id=GROUP, **{names: LIST}),
            block("aws_ec2_managed_prefix_list.p", entry=[{"cidr": constant(cidr)}]),
        ),
    )


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize(("cidr", "verdict"), [("0.0.0.0/0", "fail"), ("10.0.0.0/8", "unknown")])
def test_entries_of_a_prefix_list(tmp_path: Path, kind: str, cidr: str, verdict: str) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(written(kind, cidr)), "utf-8")
    report = run(Request(("plan.json",), str(tmp_path), RuleChoice(ids=(RULE,))))
    assert [finding.verdict.value for finding in report.findings] == [verdict]


DATA = "data.aws_security_group.x"


@pytest.mark.parametrize(
    ("after", "unknown", "expressions", "verdict"),
    [
        ({"name": "s"}, {}, {"name": constant("s")}, "fail"),
        ({"name": "t"}, {}, {"name": constant("t")}, "pass"),
        ({}, {}, {"id": GROUP}, "fail"),
        (
            {"filter": [{"name": "group-name", "values": ["s"]}]},
            {},
            {"filter": [{"name": constant("group-name"), "values": constant(["s"])}]},
            "fail",
        ),
        (
            {"name": "s"},
            {"vpc_id": True},
            {"name": constant("s"), "vpc_id": refers("var.v")},
            "unknown",
        ),
    ],
)
def test_a_group_that_a_data_source_finds(
    tmp_path: Path,
    after: dict[str, Any],
    unknown: dict[str, Any],
    expressions: dict[str, Any],
    verdict: str,
) -> None:
    """The data source is read when the plan is applied, as after ``depends_on``."""
    database = {"engine": "postgres", "publicly_accessible": True}
    rule = {"ip_protocol": "-1", "cidr_ipv4": "0.0.0.0/0"}
    of_rule = "aws_vpc_security_group_ingress_rule.r"
    written = plan(
        [
            change("aws_security_group.s", {"name": "s"}, {"id": True, "ingress": True}),
            change("aws_db_instance.d", database, {"vpc_security_group_ids": True}),
            change(DATA, after, {"id": True, **unknown}, ("read",)),
            change(of_rule, rule, {"security_group_id": True}),
        ],
        module(
            block("aws_security_group.s", name=constant("s")),
            block(
                "aws_db_instance.d",
                **{name: constant(value) for name, value in database.items()},
                vpc_security_group_ids=GROUP,
            ),
            block(DATA, **expressions),
            block(
                of_rule,
                **{name: constant(value) for name, value in rule.items()},
                security_group_id=refers(f"{DATA}.id", DATA),
            ),
        ),
    )
    (tmp_path / "plan.json").write_text(json.dumps(written), "utf-8")
    report = run(Request(("plan.json",), str(tmp_path), RuleChoice(ids=(RULE,))))
    assert [finding.verdict.value for finding in report.findings] == [verdict]

"""Networks of public databases: rules of security groups that are created elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.request import Request, RuleChoice
from iaclint.runs import run

RULE = "aws-rds-public-access"
TEMPLATE = """\
Parameters:
  Group: {Type: AWS::EC2::SecurityGroup::Id}
  Address: {Type: String}
Resources:
  Other:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: other}
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: mysql, PubliclyAccessible: true, DBInstanceClass: db.t4g.micro}
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: GROUP, IpProtocol: "-1", CidrIp: CIDR}
"""


def judge(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "t.yaml").write_text(text, "utf-8")
    report = run(Request(("t.yaml",), str(tmp_path), RuleChoice(ids=(RULE,))))
    return [finding.verdict.value for finding in report.findings]


@pytest.mark.parametrize(
    ("group", "verdict"),
    [
        ("sg-0123456789abcdef0", "unknown"),
        ("!Ref Group", "unknown"),
        ("!Ref Other", "pass"),
        ("!GetAtt Other.GroupId", "pass"),
    ],
)
@pytest.mark.parametrize("cidr", ["0.0.0.0/0", '!Sub "${Address}/0"'])
def test_a_rule_of_what_may_be_the_default_group(
    tmp_path: Path, group: str, verdict: str, cidr: str
) -> None:
    text = TEMPLATE.replace("GROUP", group).replace("CIDR", cidr)
    assert judge(tmp_path, text) == [verdict]


def test_a_narrow_rule_of_what_may_be_the_default_group(tmp_path: Path) -> None:
    text = TEMPLATE.replace("GROUP", "!Ref Group").replace("CIDR", "10.0.0.0/8")
    assert judge(tmp_path, text) == ["pass"]

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


NETWORK = """\
Parameters:
  Given: {Type: String}
Conditions:
  Either: !Equals [!Ref Given, a]
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: SUBNET, RouteTableId: !Ref Table}
  Route:
    Type: AWS::EC2::Route
    Properties:
      {RouteTableId: TABLE, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: x, VpcId: !Ref Vpc}
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: RULE, IpProtocol: "-1", CidrIp: 0.0.0.0/0}
  Subnets:
    Type: AWS::RDS::DBSubnetGroup
    Properties: {DBSubnetGroupDescription: x, SubnetIds: [!Ref Subnet]}
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      PubliclyAccessible: true
      DBInstanceClass: db.t4g.micro
      DBSubnetGroupName: !Ref Subnets
      VPCSecurityGroups: [USED]
  Repeated: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: REPEATED}}
  Lookup: {Type: Custom::Lookup, Properties: {ServiceToken: x}}
  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://x.example/t.yaml}}
"""
OWNERS = {
    "SUBNET": "!Ref Subnet",
    "TABLE": "!Ref Table",
    "RULE": "!Ref Group",
    "USED": "!Ref Group",
}


def judge_network(tmp_path: Path, place: str, reference: str, repeated: str = "x") -> list[str]:
    text = NETWORK.replace("REPEATED", repeated)
    for name, owner in OWNERS.items():
        text = text.replace(name, reference if name == place else owner)
    return judge(tmp_path, text)


@pytest.mark.parametrize("place", OWNERS)
def test_a_parameter_repeats_what_it_is_set_to(tmp_path: Path, place: str) -> None:
    reference = "!GetAtt Repeated.Value"
    assert judge_network(tmp_path, place, reference, OWNERS[place]) == ["fail"]
    assert judge_network(tmp_path, place, reference, "!Ref Given") == ["unknown"]
    either = f"!If [Either, {OWNERS[place]}, x]"
    assert judge_network(tmp_path, place, reference, either) == ["unknown"]


@pytest.mark.parametrize("place", OWNERS)
@pytest.mark.parametrize(
    "reference",
    [
        "!Ref Given",
        '!Sub "x-${Given}"',
        "!GetAtt Lookup.Id",
        "!GetAtt Nested.Outputs.Id",
        "!ImportValue x",
        "{Fn::Transform: {Name: X}}",
    ],
)
def test_what_an_unknown_reference_is_to(tmp_path: Path, place: str, reference: str) -> None:
    assert judge_network(tmp_path, place, reference) == ["unknown"]

"""Small templates, and their values as text."""

from __future__ import annotations

from textwrap import indent

from iaclint.cloudformation.loader import load_templates as load
from iaclint.cloudformation.options import Options
from iaclint.files.source import SourceFile
from iaclint.resource import Configuration, Resource
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value

PREAMBLE = """
Parameters:
  Env: {Type: String}
  Size: {Type: Number}
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Only: {Type: String, AllowedValues: [one]}
  Name: {Type: String, Default: clinic}
  Secret: {Type: String, Default: hidden, NoEcho: true}
  Empty: {Type: String, Default: ""}
  Flag: {Type: String, Default: "true"}
  Bare: {Type: String, Default: true}
  Consent: {Type: String, Default: YES, AllowedValues: [YES, NO]}
  Padded: {Type: String, Default: 012345670123}
  Days: {Type: Number, Default: 30}
  DaysText: {Type: Number, Default: "30"}
  Ratio: {Type: Number, Default: 1.5}
  Names: {Type: CommaDelimitedList, Default: "a, b,c"}
  NoNames: {Type: CommaDelimitedList, Default: ""}
  Ports: {Type: "List<Number>", Default: "80,443"}
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /images/latest}
  Key: {Type: "AWS::EC2::KeyPair::KeyName", Default: main}
  Zone: {Type: "AWS::EC2::AvailabilityZone::Name"}
Mappings:
  Regions:
    eu-west-1: {Ami: ami-1, Zones: [a, b], Same: x}
    us-east-1: {Ami: ami-2, Zones: [c], Same: x}
  Stages:
    dev: {Days: 1}
    prod: {Days: 30}
    qa: {Days: 7}
Conditions:
  Yes: !Equals [!Ref Name, clinic]
  No: !Equals [!Ref Name, other]
  IsProd: !Equals [!Ref Stage, prod]
  NotProd: !Not [!Condition IsProd]
  AlsoProd: {Condition: IsProd}
  IsQa: !Equals [!Ref Stage, qa]
  IsLive: !Equals [!Ref Env, live]
Resources:
  Media: {Type: AWS::S3::Bucket}
  Logs: {Type: AWS::S3::Bucket}
  Net: {Type: AWS::EC2::VPC}
  Group: {Type: AWS::EC2::SecurityGroup}
  Test:
    Type: Custom::Test
    Properties:
      P:
"""


def read(text: str, options: Options | None = None, path: str = "t.yaml") -> Configuration:
    """Load one template."""
    return load([SourceFile(path, text.encode())], options)


def resource(configuration: Configuration, address: str) -> Resource:
    """Return the resource of a name."""
    return next(r for r in configuration.resources if r.address == address)


def evaluate(expression: str, options: Options | None = None) -> Value:
    """Return the value of a property with this YAML, after the preamble."""
    text = PREAMBLE + indent(expression, " " * 8) + "\n"
    return resource(read(text, options), "Test").body.get("P")


def show(value: Value) -> object:
    """Return a value in which everything unknown reads as text."""
    if isinstance(value, Unknown):
        return f"<{value.symbol}>"
    if isinstance(value, PartialString):
        return "".join(
            part if isinstance(part, str) else f"<{part.symbol}>" for part in value.parts
        )
    if isinstance(value, Choice):
        return dict(zip(value.labels, map(show, value.options), strict=True))
    if isinstance(value, JsonText):
        return ("json", show(value.content))
    if isinstance(value, dict):
        return {key: show(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [show(item) for item in value]
    return "ABSENT" if value is ABSENT else value

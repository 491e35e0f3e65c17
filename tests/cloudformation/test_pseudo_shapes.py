"""Pseudo parameters are compared with texts that they can be, and with others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import verdicts

TEMPLATE = """\
Mappings:
  Regions: {{us-east-1: {{Acl: PublicRead}}, nowhere: {{Acl: Private}}}}
  Several: {{us-east-1: {{Acl: PublicRead}}, eu-west-1: {{Acl: Private}}}}
  None: {{nowhere: {{Acl: Private}}}}
Conditions:
  C: !Equals [{test}]
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: {acl}
      OwnershipControls: {{Rules: [{{ObjectOwnership: BucketOwnerPreferred}}]}}
      PublicAccessBlockConfiguration: {{BlockPublicAcls: false, IgnorePublicAcls: false}}
"""
CHOSEN = "!If [C, Private, PublicRead]"


def verdict(folder: Path, test: str, acl: str = CHOSEN) -> str:
    files = {"t.yaml": TEMPLATE.format(test=test, acl=acl)}
    return verdicts(folder, files, "aws-s3-public-access")["B"]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("!Ref AWS::Region, nowhere", "fail"),
        ("!Sub 'x-${AWS::Region}', x-nowhere", "fail"),
        ("!Sub 'x-${AWS::Region}', x-", "fail"),
        ("x-nowhere-y, !Join ['-', [x, !Ref AWS::Region, y]]", "fail"),
        ("!Sub 'x-${AWS::AccountId}', x-1", "fail"),
        ("!Sub 'x-${AWS::Region}', x-eu-west-1", "unknown"),
        ("!Sub '${AWS::Region}${AWS::Partition}', nowhere", "unknown"),
    ],
)
def test_comparisons(tmp_path: Path, test: str, expected: str) -> None:
    assert verdict(tmp_path, test) == expected


@pytest.mark.parametrize(
    ("acl", "expected"),
    [
        ("!FindInMap [Regions, !Ref AWS::Region, Acl]", "fail"),
        ("!FindInMap [Several, !Ref AWS::Region, Acl]", "unknown"),
        ("!FindInMap [None, !Ref AWS::Region, Acl, {DefaultValue: PublicRead}]", "fail"),
        ("!FindInMap [None, !Ref AWS::Region, Acl]", "unknown"),
    ],
)
def test_keys(tmp_path: Path, acl: str, expected: str) -> None:
    assert verdict(tmp_path, "a, a", acl) == expected

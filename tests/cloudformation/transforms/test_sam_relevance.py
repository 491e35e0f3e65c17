from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from iaclint.cloudformation.loader import load_templates as load
from iaclint.cloudformation.options import Options
from iaclint.cloudformation.transforms.sam_relevance import _GENERATED_FROM, _OTHER_TYPES
from iaclint.files.source import SourceFile

STORES = frozenset(_GENERATED_FROM) | {"AWS::S3::Bucket", "AWS::S3::BucketPolicy"}

HEAD = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
BUCKET = """\
  Media:
    Type: AWS::S3::Bucket
    Properties: {AccessControl: PublicRead}
"""
FUNCTION = """\
  Maker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ./src
      Runtime: python3.12
      Handler: a.b
"""


def types(text: str, wanted: frozenset[str] = STORES) -> set[str]:
    source = SourceFile("t.yaml", text.encode())
    found = load([source], Options(), wanted=wanted)
    assert found.diagnostics == ()
    return {resource.type for resource in found.resources}


@pytest.mark.parametrize(
    ("addition", "made"),
    [
        ("  T: {Type: AWS::Serverless::SimpleTable}\n", "AWS::DynamoDB::Table"),
        (
            FUNCTION + "      EventInvokeConfig:\n        DestinationConfig:\n"
            "          OnFailure: {Type: SNS}\n",
            "AWS::SNS::Topic",
        ),
        (
            "  Topic: {Type: AWS::SNS::Topic}\n" + FUNCTION + "      Events:\n        E:\n"
            "          Type: SNS\n"
            "          Properties: {Topic: !Ref Topic, SqsSubscription: true}\n",
            "AWS::SQS::QueuePolicy",
        ),
    ],
)
def test_storage_that_sam_generates_is_loaded(addition: str, made: str) -> None:
    assert types(HEAD + BUCKET + addition) >= {"AWS::S3::Bucket", made}


def test_types_of_custom_rules_are_generated() -> None:
    wanted = frozenset(("AWS::S3::Bucket", "AWS::IAM::Role"))
    assert types(HEAD + BUCKET + FUNCTION, wanted) == wanted


def test_names_that_sam_generates_are_defined() -> None:
    policy = """\
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Media
      PolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: !GetAtt MakerRole.Arn}}}
"""
    assert types(HEAD + BUCKET + FUNCTION + policy) == {"AWS::S3::Bucket", "AWS::S3::BucketPolicy"}


def test_the_translator_is_only_loaded_if_needed(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(HEAD + BUCKET + FUNCTION, encoding="utf-8")
    script = (
        "import sys\n"
        "from iaclint.runs import run\n"
        "from iaclint.request import Request\n"
        "found = run(Request(paths=('.',), cwd='.'))\n"
        "assert any(f.rule.id == 'aws-s3-public-access' for f in found.findings)\n"
        "assert 'samtranslator' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)


def test_every_type_that_the_translator_generates_is_listed() -> None:
    from samtranslator.model import Resource
    from samtranslator.translator import translator  # noqa: F401  # loads what it makes

    def below(kind: type) -> set[type]:
        return {kind}.union(*(below(each) for each in kind.__subclasses__()))

    made = {getattr(kind, "resource_type", None) or "" for kind in below(Resource)}
    made = {name for name in made if name.startswith("AWS::") and "Serverless" not in name}
    # Events only change the bucket; nested templates count by their resources.
    passed = {"AWS::S3::Bucket", "AWS::CloudFormation::Stack", "AWS::IAM::InstanceProfile"}
    assert made <= _OTHER_TYPES.union(_GENERATED_FROM, passed)

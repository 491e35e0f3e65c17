from __future__ import annotations

from iaclint.cloudformation.example_writer import write
from iaclint.sketch import Given, Perhaps, Reference, SketchedResource


def test_properties_parameters_and_conditions() -> None:
    bucket = SketchedResource(
        "AWS::S3::Bucket",
        "example",
        {"Size": Given(1, "Size"), "Key": Perhaps("k", "Key"), "Rules": [{"On": True, "X": {}}]},
    )
    policy = SketchedResource(
        "AWS::S3::BucketPolicy",
        "bucket_policy",
        {
            "Bucket": Reference("AWS::S3::Bucket", "example", "Ref"),
            "Arns": [Reference("AWS::S3::Bucket", "example", "Arn"), "a: b"],
        },
    )
    written = write([bucket, policy])
    assert written.addresses == ("Example", "BucketPolicy")
    assert written.text == (
        "Parameters:\n"
        "  Size:\n"
        "    Type: Number\n"
        "  SetKey:\n"
        "    Type: String\n"
        "Conditions:\n"
        '  HasKey: !Equals [!Ref SetKey, "true"]\n'
        "Resources:\n"
        "  Example:\n"
        "    Type: AWS::S3::Bucket\n"
        "    Properties:\n"
        "      Size: !Ref Size\n"
        "      Key: !If [HasKey, k, !Ref AWS::NoValue]\n"
        "      Rules:\n"
        "        - On: true\n"
        "          X: {}\n"
        "  BucketPolicy:\n"
        "    Type: AWS::S3::BucketPolicy\n"
        "    Properties:\n"
        "      Bucket: !Ref Example\n"
        '      Arns: [!GetAtt Example.Arn, "a: b"]\n'
    )

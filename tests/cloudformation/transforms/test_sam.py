from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.cloudformation.options import Options
from iaclint.files.diagnostics import Level
from iaclint.resource import Path as ValuePath
from tests.cloudformation.files import addresses, load_files, problems
from tests.cloudformation.templates import read, resource, show

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Sse: {Type: String, Default: "false"}
  Name: {Type: String}
Globals:
  SimpleTable: {SSESpecification: {SSEEnabled: !Ref Sse}}
  Function: {CodeUri: ./src, Runtime: python3.12, Timeout: 3}
Resources:
  Table: {Type: AWS::Serverless::SimpleTable}
  Other:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: !Sub '${AWS::Region}-${Name}'
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: false}
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
  Uploads:
    Type: AWS::S3::Bucket
    Properties: {AccessControl: PublicRead}
  Maker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Events:
        Up: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: "s3:ObjectCreated:*"}}
        Http: {Type: Api, Properties: {Path: /, Method: get}}
Outputs:
  Url: {Value: !Sub "https://${ServerlessRestApi}.x"}
  Role: {Value: !GetAtt MakerRole.Arn}
"""


def test_resources_that_sam_generates_are_loaded() -> None:
    found = read(TEMPLATE)
    assert found.diagnostics == ()
    types = {r.address: r.type for r in found.resources}
    assert types["Table"] == types["Other"] == "AWS::DynamoDB::Table"
    assert types["Maker"] == "AWS::Lambda::Function"
    assert types["MakerRole"] == "AWS::IAM::Role"
    assert types["ServerlessRestApi"] == "AWS::ApiGateway::RestApi"
    assert types["Uploads"] == "AWS::S3::Bucket"


@pytest.mark.parametrize(
    ("address", "path", "place", "text"),
    [
        ("Table", (), "9:3", "Table"),
        ("Table", ("SSESpecification",), "6:17", "SSESpecification"),
        ("Table", ("SSESpecification", "SSEEnabled"), "6:48", "!Ref Sse"),
        ("Table", ("BillingMode",), "9:3", "Table"),
        ("Other", ("TableName",), "13:18", "!Sub '${AWS::Region}-${Name}'"),
        ("Other", ("ProvisionedThroughput", "ReadCapacityUnits"), "15:50", "5"),
        ("Other", ("AttributeDefinitions",), "10:3", "Other"),
        ("Uploads", ("AccessControl",), "18:33", "PublicRead"),
        ("Uploads", ("NotificationConfiguration",), "16:3", "Uploads"),
        ("Maker", ("Timeout",), "7:60", "3"),
        ("MakerRole", (), "19:3", "Maker"),
        ("ServerlessRestApi", (), "1:1", "Transform"),
    ],
)
def test_places_are_those_of_the_source(
    address: str, path: ValuePath, place: str, text: str
) -> None:
    found = resource(read(TEMPLATE), address)
    span = found.body.locate(path) if path else found.span
    assert (str(span), span.text) == (f"t.yaml:{place}", text)


@pytest.mark.parametrize(
    ("address", "name", "expected"),
    [
        ("Table", "SSESpecification", {"SSEEnabled": "false"}),
        ("Other", "TableName", "<AWS::Region>-<parameter Name>"),
        ("Other", "PointInTimeRecoverySpecification", {"PointInTimeRecoveryEnabled": False}),
        ("Uploads", "AccessControl", "PublicRead"),
    ],
)
def test_values_are_evaluated(address: str, name: str, expected: object) -> None:
    assert show(resource(read(TEMPLATE), address).body.get(name)) == expected


def test_parameter_values_and_their_provenance() -> None:
    found = read(TEMPLATE, Options({"Sse": "true", "Name": "n"}, region="eu-west-1"))
    table = resource(found, "Table").body
    assert table.get("SSESpecification") == {"SSEEnabled": "true"}
    assert resource(found, "Other").body.get("TableName") == "eu-west-1-n"
    assert [r.caption for r in table.trail(("SSESpecification", "SSEEnabled"))] == [
        "parameter Sse has the value passed to this run"
    ]


def test_names_are_checked_after_sam() -> None:
    found = read(TEMPLATE + "  Wrong: {Value: !Ref MakerRol}\n")
    assert problems(found) == [
        ("undefined-reference", "undefined parameter or resource 'MakerRol'")
    ]


def test_resources_that_sam_rejects_are_reported_and_kept() -> None:
    bad = "  Bad:\n    Type: AWS::Serverless::Function\n    Properties: {Events: {E: {Type: No}}}\n"
    found = read(TEMPLATE.replace("Outputs:\n", bad + "Outputs:\n"))
    (diagnostic,) = found.diagnostics
    assert (diagnostic.level, diagnostic.code) == (Level.ERROR, "sam-transform")
    assert diagnostic.message.startswith("SAM transform failed: Event with id [E] is invalid.")
    assert str(diagnostic.span) == "t.yaml:26:3"
    assert {"Table", "Uploads"} <= set(addresses(found))


@pytest.mark.parametrize(
    "resources",
    [
        "{}",
        "{A: text}",
        "{A: {Type: AWS::Serverless::Function, Properties: [1]}}",
        "{A: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: 3}}}",
        "{A: {Type: [AWS::Serverless::SimpleTable]}}",
        "{A: {Type: AWS::Serverless::Api, Properties: {DefinitionBody: [1], StageName: {x: y}}}}",
        "{A: {Type: AWS::Serverless::Function, Properties: {Events: 3, Policies: {a: b}}}}",
        "{A: {Type: AWS::Serverless::Function, Condition: {x: y}, DependsOn: {x: y}}}",
    ],
)
def test_invalid_sam_resources_do_not_stop_the_run(resources: str) -> None:
    text = f"Transform: AWS::Serverless-2016-10-31\nResources: {resources}\n"
    for diagnostic in read(text).diagnostics:
        assert diagnostic.span is not None


def test_applications_are_nested_stacks(tmp_path: Path) -> None:
    files = {
        "a.yaml": """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Local:
    Type: AWS::Serverless::Application
    Properties: {Location: ./child.yaml, Parameters: {Name: given}}
  Public:
    Type: AWS::Serverless::Application
    Properties: {Location: {ApplicationId: "arn:aws:x", SemanticVersion: 1.0.0}}
  Table: {Type: AWS::Serverless::SimpleTable}
""",
        "child.yaml": (
            "Parameters: {Name: {Type: String}}\n"
            "Resources: {A: {Type: X::Y, Properties: {P: !Ref Name}}}\n"
        ),
    }
    found = load_files(tmp_path, files)
    assert resource(found, "Local/A").body.get("P") == "given"
    assert found.not_loaded == ("Public",)
    assert found.diagnostics == ()


def test_loops_are_expanded_before_sam() -> None:
    text = """\
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::Tables: [N, [A, B], {'Table${N}': {Type: AWS::Serverless::SimpleTable}}]
"""
    found = read(text)
    assert [(r.address, r.type) for r in found.resources] == [
        ("TableA", "AWS::DynamoDB::Table"),
        ("TableB", "AWS::DynamoDB::Table"),
    ]
    assert {str(r.span) for r in found.resources} == {"t.yaml:3:37"}


def test_resources_in_a_loop_over_an_unknown_list_are_transformed() -> None:
    text = """\
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Tables:
    - N
    - !Ref Names
    - 'Loop${N}': {Type: AWS::Serverless::SimpleTable, Properties: {TableName: !Sub 'x-${N}'}}
      'Bucket${N}': {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref 'Loop${N}'}}
      'Bad${N}': {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: 1}}
"""
    found = read(text)
    table = resource(found, "Loop${N}")
    assert (table.type, str(table.span)) == ("AWS::DynamoDB::Table", "t.yaml:7:7")
    assert table.presence is not None
    owner = getattr(resource(found, "Bucket${N}").body.get("BucketName"), "identity", None)
    assert owner is not None
    assert owner.owner.endswith("Loop${N}")
    messages = [d.message for d in found.diagnostics]
    assert any("list depends on parameter Names" in message for message in messages)
    assert any(m.startswith("SAM transform failed") and "Loop0" not in m for m in messages)


def test_a_template_of_too_many_resources_is_refused() -> None:
    tables = "".join(f"  T{n}: {{Type: AWS::Serverless::SimpleTable}}\n" for n in range(7000))
    found = read(f"Transform: AWS::Serverless-2016-10-31\nResources:\n{tables}")
    assert [d.message for d in found.diagnostics] == [
        "the SAM transform of this template takes too many steps"
    ]


def many_functions(count: int, events: str = "") -> str:
    """Return a template of functions; ``events`` may use ``%`` for the number of its function."""
    start = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
    table = "  T: {Type: AWS::Serverless::SimpleTable}\n"
    settings = f"Runtime: python3.12, Handler: a.b, Role: r, CodeUri: s/, Description: {'x' * 200}"
    return f"{start}{table}" + "".join(
        f"  F{n}:\n    Type: AWS::Serverless::Function\n"
        f"    Properties: {{{settings}, Events: {{{events.replace('%', str(n))}}}}}\n"
        for n in range(count)
    )


def test_a_template_of_many_functions_is_transformed() -> None:
    found = read(many_functions(400))
    assert found.diagnostics == ()
    assert "AWS::DynamoDB::Table" in {resource.type for resource in found.resources}


@pytest.mark.slow
def test_an_api_of_too_many_events_is_refused() -> None:
    events = (f"E{n}: {{Type: Api, Properties: {{Path: /p%/{n}, Method: get}}}}" for n in range(10))
    found = read(many_functions(30, ", ".join(events)))
    assert [d.message for d in found.diagnostics] == [
        "the SAM transform of this template takes too many steps"
    ]


RENAMED = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Name: {Type: String, Default: given}
Resources:
  Layer:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: ./layer}
  Maker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ./src
      Handler: a.b
      Runtime: python3.12
      AutoPublishAlias: live
      Layers: [!Ref Layer]
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub "${Name}-${Maker.Alias}"
      DisplayName: !Join ["-", [!Ref Name, !Ref Maker.Version]]
      KmsMasterKeyId: !Sub ["${Name}${Own}${Layer}", {Own: !Ref Name}]
"""


def test_names_that_sam_changes_are_followed() -> None:
    found = read(RENAMED)
    assert found.diagnostics == ()
    topic = resource(found, "Topic")
    name, display, key = (
        show(topic.body.get(name)) for name in ("TopicName", "DisplayName", "KmsMasterKeyId")
    )
    assert name == "given-<MakerAliaslive>"
    assert display.startswith("given-<MakerVersion")
    assert key.startswith("givengiven<Layer")
    assert str(topic.body.locate(("TopicName",))) == "t.yaml:19:18"


def test_an_undefined_name_is_still_reported() -> None:
    text = RENAMED.replace("Maker.Version", "Maker.Vision")
    told_of = [(d.code, str(d.span)) for d in read(text).diagnostics]
    assert told_of == [("undefined-reference", "t.yaml:20:44")]


def test_an_api_definition_that_is_not_at_hand_is_not_rejected() -> None:
    """CloudFormation includes the file before SAM runs; here it is not in the repository."""
    body = "{'Fn::Transform': {Name: AWS::Include, Parameters: {Location: dist/api.yaml}}}"
    text = (
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n"
        "    Type: AWS::Serverless::Api\n    Properties:\n      StageName: live\n"
        "      Auth: {DefaultAuthorizer: AWS_IAM}\n"
        f"      DefinitionBody: {body}\n"
    )
    loaded = read(text)
    assert [code for code, _ in problems(loaded)] == ["template-not-found"]
    assert "Api" in addresses(loaded)


@pytest.mark.parametrize("section", ["Conditions", "Outputs", "Parameters", "Mappings", "Rules"])
def test_a_section_that_is_no_mapping_has_no_entries(section: str) -> None:
    text = f"Transform: AWS::Serverless-2016-10-31\n{section}: text\n"
    found = read(f"{text}Resources:\n  Table: {{Type: AWS::Serverless::SimpleTable}}\n")
    assert [r.type for r in found.resources] == ["AWS::DynamoDB::Table"]
    assert f"section {section} must be a mapping" in {d.message for d in found.diagnostics}

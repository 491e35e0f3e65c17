from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.cloudformation.options import Options
from iaclint.cloudformation.template.detection import is_template
from iaclint.files.source import SourceFile
from tests.cloudformation.files import addresses, load_files
from tests.cloudformation.templates import read, resource, show


def made_by(path: str, kind: str = "X::Y", **properties: object) -> dict[str, object]:
    return {"Type": kind, "Properties": properties, "Metadata": {"aws:cdk:path": path}}


NESTED = {
    **made_by(
        "Shop/Nested.NestedStack/Nested.NestedStackResource",
        "AWS::CloudFormation::Stack",
        TemplateURL={"Fn::Join": ["", ["https://s3.", {"Ref": "AWS::Region"}, "/x.json"]]},
        Parameters={"referencetoMedia": {"Ref": "Media83908E77"}},
    ),
    "Metadata": {
        "aws:cdk:path": "Shop/Nested.NestedStack/Nested.NestedStackResource",
        "aws:asset:path": "ShopNested1.nested.template.json",
    },
}

ASSEMBLY = {
    "cdk.out/manifest.json": {
        "version": "36.0.0",
        "artifacts": {
            "Shop": {
                "type": "aws:cloudformation:stack",
                "environment": "aws://unknown-account/eu-west-1",
                "properties": {
                    "templateFile": "Shop.template.json",
                    "stackName": "shop-live",
                    "parameters": {"Given": "by the manifest", "Odd": 1},
                },
            },
            "Log": {
                "type": "aws:cloudformation:stack",
                "environment": "aws://123456789012/unknown-region",
                "properties": {"templateFile": "Log.template.json"},
            },
            "Tree": {"type": "cdk:tree", "properties": {"file": "tree.json"}},
        },
    },
    "cdk.out/tree.json": {"version": "tree-0.1", "tree": {"Resources": {"Type": "AWS::X::Y"}}},
    "cdk.out/Shop.assets.json": {"files": {"a": {"source": {"path": "Shop.template.json"}}}},
    "cdk.out/Shop.template.json": {
        "Parameters": {"Given": {"Type": "String", "Default": "d"}, "Odd": {"Type": "String"}},
        "Resources": {
            "Named": made_by(
                "Shop/Named",
                Stack={"Ref": "AWS::StackName"},
                Given={"Ref": "Given"},
                Odd={"Ref": "Odd"},
            ),
            "Media83908E77": made_by(
                "Shop/Media/Resource",
                Name={"Fn::Sub": "${AWS::AccountId}-${AWS::Region}"},
                Log={"Fn::ImportValue": "Log:ExportsOutputRefLogs1234"},
            ),
            "Nested1": NESTED,
        },
    },
    "cdk.out/ShopNested1.nested.template.json": {
        "Parameters": {"referencetoMedia": {"Type": "String"}},
        "Resources": {
            "Policy1": made_by(
                "Shop/Nested/Policy/Resource",
                P={"Ref": "referencetoMedia"},
                Stack={"Ref": "AWS::StackName"},
            )
        },
    },
    "cdk.out/Log.template.json": {
        "Resources": {
            "Logs1234": made_by(
                "Log/Logs/Resource",
                Name={"Fn::Sub": "${AWS::AccountId}"},
                Stack={"Ref": "AWS::StackName"},
            )
        },
        "Outputs": {
            "ExportsOutputRefLogs1234": {
                "Value": {"Ref": "Logs1234"},
                "Export": {"Name": "Log:ExportsOutputRefLogs1234"},
            }
        },
    },
}


def files() -> dict[str, str]:
    return {name: json.dumps(data) for name, data in ASSEMBLY.items()}


def test_an_assembly_is_its_stacks(tmp_path: Path) -> None:
    found = load_files(tmp_path, files())
    assert found.diagnostics == ()
    assert found.not_loaded == ()
    assert addresses(found) == [
        "Log/Logs/Resource",
        "Shop/Named",
        "Shop/Media/Resource",
        "Shop/Nested.NestedStack/Nested.NestedStackResource",
        "Shop/Nested/Policy/Resource",
    ]


def test_the_logical_id_is_where_the_resource_is_shown(tmp_path: Path) -> None:
    media = resource(load_files(tmp_path, files()), "Shop/Media/Resource")
    assert media.span.text == '"Media83908E77"'
    assert media.key == "cdk.out/Shop.template.json:Shop/Media/Resource"


@pytest.mark.parametrize(
    ("address", "name", "expected"),
    [
        ("Shop/Media/Resource", "Name", "<AWS::AccountId>-eu-west-1"),
        ("Log/Logs/Resource", "Name", "123456789012"),
        ("Shop/Media/Resource", "Log", "<Logs1234>"),
        ("Shop/Nested/Policy/Resource", "P", "<Media83908E77>"),
        ("Shop/Named", "Stack", "shop-live"),
        ("Shop/Named", "Given", "by the manifest"),
        ("Shop/Named", "Odd", "<parameter Odd>"),
        ("Log/Logs/Resource", "Stack", "Log"),
        ("Shop/Nested/Policy/Resource", "Stack", "<AWS::StackName>"),
    ],
)
def test_stacks_know_each_other_and_their_place(
    tmp_path: Path, address: str, name: str, expected: str
) -> None:
    assert show(resource(load_files(tmp_path, files()), address).body.get(name)) == expected


def test_options_have_precedence_over_the_manifest(tmp_path: Path) -> None:
    found = load_files(tmp_path, files(), Options(region="us-east-1", account="1"))
    assert resource(found, "Shop/Media/Resource").body.get("Name") == "1-us-east-1"
    assert resource(found, "Log/Logs/Resource").body.get("Name") == "1"


@pytest.mark.parametrize(
    "manifest",
    [
        "[",
        "[]",
        "{}",
        '{"artifacts": []}',
        '{"artifacts": {"a": 1}}',
        '{"artifacts": {"a": {"properties": {"templateFile": "Shop.template.json"}}}}',
        '{"artifacts": {"a": {"environment": 1, "properties": {"templateFile": '
        '"Shop.template.json"}}}}',
        "[" * 100_000,
    ],
)
def test_any_manifest_is_accepted(tmp_path: Path, manifest: str) -> None:
    found = load_files(tmp_path, {**files(), "cdk.out/manifest.json": manifest})
    name = resource(found, "Shop/Media/Resource").body.get("Name")
    assert show(name) == "<AWS::AccountId>-<AWS::Region>"
    assert found.failed == 0


def test_other_files_of_an_assembly_are_not_templates() -> None:
    for name in ("cdk.out/manifest.json", "cdk.out/Shop.assets.json"):
        assert not is_template(SourceFile(name, files()[name].encode()))
    tree = read(files()["cdk.out/tree.json"], path="tree.json")
    assert (tree.resources, tree.diagnostics, tree.failed) == ((), (), 0)


def test_a_path_is_the_address_of_one_resource_only() -> None:
    same = {"Resources": {"A": made_by("S/X"), "B": made_by("S/X"), "C": made_by("A")}}
    assert addresses(read(json.dumps(same), path="a.json")) == ["S/X", "B", "C"]


def test_the_stacks_of_a_stage_have_a_manifest_of_their_own(tmp_path: Path) -> None:
    template = {"Resources": {"A": made_by("Prod/Shop/A", P={"Fn::Sub": _WHERE})}}
    properties = {"templateFile": "ProdShop1.template.json", "stackName": "Prod-Shop"}
    stack = {"environment": "aws://1/eu-west-1", "properties": properties}
    stage = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}}
    assembly = {
        "cdk.out/manifest.json": {"artifacts": {"assembly-Prod": stage}},
        "cdk.out/assembly-Prod/manifest.json": {"artifacts": {"ProdShop1": stack}},
        "cdk.out/assembly-Prod/ProdShop1.template.json": template,
    }
    found = load_files(tmp_path, {name: json.dumps(data) for name, data in assembly.items()})
    assert resource(found, "Prod/Shop/A").body.get("P") == "Prod-Shop 1 eu-west-1"


_WHERE = "${AWS::StackName} ${AWS::AccountId} ${AWS::Region}"


def test_a_template_of_two_artifacts_is_two_stacks(tmp_path: Path) -> None:
    template = {"Resources": {"A": made_by("A/B", P={"Fn::Sub": _WHERE})}}
    artifact = {
        "environment": "aws://1/eu-west-1",
        "properties": {"templateFile": "S.template.json"},
    }
    assembly = {"manifest.json": {"artifacts": {"S": artifact, "T": artifact}}}
    files = {
        name: json.dumps(data) for name, data in {**assembly, "S.template.json": template}.items()
    }
    found = load_files(tmp_path, files).resources
    assert [show(each.body.get("P")) for each in found] == ["S 1 eu-west-1", "T 1 eu-west-1"]
    assert len({each.key for each in found}) == 2

"""The examples of the bundled stubs: each has a module's arguments and the expected verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from iaclint.api import check
from iaclint.files.source_tree import SourceTree
from iaclint.terraform.blocks.locate import references_in_body
from iaclint.terraform.config.module import load_module
from iaclint.terraform.config.stubs.ranges import choose, read_range
from iaclint.terraform.config.stubs.store import bundled_stubs

STUBS = sorted(Path(bundled_stubs()).glob("**/stub.yaml"))
EXAMPLES = [
    pytest.param(path, example, id=f"{path.parent.parent.parent.name}-{example['name']}")
    for path in STUBS
    for example in yaml.safe_load(path.read_text())["examples"]
]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_example(path: Path, example: dict, tmp_path: Path) -> None:
    stub = yaml.safe_load(path.read_text())
    version = stub["versions"][-1].removeprefix("v")
    source = "//".join(filter(None, (stub["source"], example.get("submodule"))))
    call = f'  source = "{source}"\n  version = "{version}"\n{example["arguments"]}'
    beside = example.get("beside", "")
    (tmp_path / "main.tf").write_text(f'module "m" {{\n{call}\n}}\n{beside}')
    report = check(tmp_path, rules=["all"])
    assert not report.diagnostics
    found: dict[str, set[str]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule.id, set()).add(finding.verdict.value)
    wanted = example["verdicts"]
    assert {rule: "/".join(sorted(found.get(rule, ()))) for rule in wanted} == wanted


@pytest.mark.parametrize("path", STUBS, ids=[p.parent.parent.parent.name for p in STUBS])
def test_its_folder_is_named_after_its_source_and_versions(path: Path) -> None:
    stub = yaml.safe_load(path.read_text())
    assert "/".join(path.parts[-5:-2]) == stub["source"]
    range_ = read_range(path.parent.name)
    assert range_ is not None
    for version in stub["versions"]:
        choice = choose([range_], version)
        assert choice is not None
        assert not choice.is_outside


@pytest.mark.parametrize("path", STUBS, ids=[p.parent.parent.parent.name for p in STUBS])
def test_all_of_it_parses(path: Path) -> None:
    tree = SourceTree(str(path.parent), ".")
    for folder in {file.parent for file in path.parent.rglob("*.tf")}:
        module = load_module(tree, folder.relative_to(path.parent).as_posix())
        for blocks in (module.resources, module.data, module.calls, module.outputs):
            for block in blocks.values():
                list(references_in_body(block.body))
        assert not module.diagnostics


_PUBLIC = (
    'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*",'
    ' Action = "*", Resource = "*" }] })'
)
_ALL_ACTIONS = "aws-s3-policy-all-actions"
OUTPUTS = [
    ("s3-bucket", "5.0.0", "s3_bucket_id", "aws_s3_bucket_policy", "bucket", _ALL_ACTIONS),
    ("sqs", "5.0.0", "queue_url", "aws_sqs_queue_policy", "queue_url", "aws-sqs-public-access"),
    ("sns", "7.0.0", "topic_arn", "aws_sns_topic_policy", "arn", "aws-sns-public-access"),
    ("kms", "4.0.0", "key_id", "aws_kms_key_policy", "key_id", "aws-kms-public-access"),
    ("eks", "19.0.0", "kms_key_id", "aws_kms_key_policy", "key_id", "aws-kms-public-access"),
    ("eks", "21.0.0", "kms_key_arn", "aws_kms_key_policy", "key_id", "aws-kms-public-access"),
]


@pytest.mark.slow
@pytest.mark.parametrize("case", OUTPUTS, ids=[f"{c[0]} {c[2]}" for c in OUTPUTS])
def test_an_output_identifies_the_resource_of_the_module(
    case: tuple[str, ...], tmp_path: Path
) -> None:
    name, version, output, type_, attribute, rule = case
    (tmp_path / "main.tf").write_text(
        f'module "m" {{\n  source  = "terraform-aws-modules/{name}/aws"\n'
        f'  version = "{version}"\n}}\n'
        f'resource "{type_}" "this" {{\n  {attribute} = module.m.{output}\n'
        f"  policy = {_PUBLIC}\n}}\n"
    )
    report = check(tmp_path, rules=["all"])
    found = {
        address
        for finding in report.findings
        for address in finding.instances
        if finding.rule.id == rule and finding.verdict.value == "fail"
    }
    assert [address for address in found if address.startswith("module.m.")]

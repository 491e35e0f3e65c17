"""Module calls that stubs stand for: which stub is used, and where findings are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.api import check
from iaclint.terraform.blocks import block

STUB = {
    "variables.tf": 'variable "acl" { default = "public-read" }\nvariable "days" { default = 1 }\n',
    "main.tf": (
        'resource "aws_s3_bucket" "this" {}\n'
        'resource "aws_s3_bucket_versioning" "this" {\n  bucket = aws_s3_bucket.this.id\n'
        '  versioning_configuration {\n    status = "Enabled"\n  }\n}\n'
        'resource "aws_s3_bucket_acl" "this" {\n  bucket = aws_s3_bucket.this.id\n'
        "  acl = var.acl\n}\n"
        'data "iaclint_unknown" "logging" {}\n'
        'resource "aws_s3_bucket_logging" "this" {\n  count = data.iaclint_unknown.logging.count\n'
        "  bucket = aws_s3_bucket.this.id\n  target_bucket = data.iaclint_unknown.logging.bucket\n"
        "}\n"
    ),
    "outputs.tf": 'output "id" { value = aws_s3_bucket.this.id }\n',
}


@pytest.fixture
def run(tmp_path: Path):
    """A function that checks a module call with a stub for the versions 2.x."""

    def write(folder: Path, files: dict[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)

    def result(call: str, rest: dict[str, str] | None = None):
        write(tmp_path / "stubs/acme/bucket/aws/2.x", STUB)
        files = {"a.tf": f'module "m" {{\n  source = "acme/bucket/aws"\n{call}}}\n'}
        write(tmp_path / "root", files | (rest or {}))
        return check(tmp_path / "root", stubs=tmp_path / "stubs", rules=["all"])

    return result


def verdict(report, rule: str):
    (finding,) = [f for f in report.findings if f.rule.id == rule]
    return finding


def test_a_finding_is_at_the_argument(run) -> None:
    report = run('  version = "~> 2.1"\n  acl = "public-read-write"\n')
    finding = verdict(report, "aws-s3-public-write")
    assert finding.verdict.value == "fail"
    assert finding.span.text == '"public-read-write"'
    assert finding.stub == "acme/bucket/aws 2.x"
    assert "stub of acme/bucket/aws 2.x" in finding.message
    assert report.coverage.stubbed == ("module.m (acme/bucket/aws 2.x)",)
    assert not report.coverage.not_loaded


def test_a_finding_on_a_default_is_at_the_call(run) -> None:
    finding = verdict(run(""), "aws-s3-public-access")
    assert finding.span.text == 'module "m"'
    assert finding.label == 'acl is "public-read" (default of acme/bucket/aws 2.x)'


def test_what_a_stub_leaves_open_is_unknown(run) -> None:
    finding = verdict(run(""), "aws-s3-access-logging")
    assert finding.verdict.value == "unknown"


def test_another_version_makes_every_verdict_unknown(run) -> None:
    report = run('  version = "3.0.0"\n')
    assert {f.verdict.value for f in report.findings} == {"unknown"}
    finding = verdict(report, "aws-s3-versioning")
    assert finding.blocked_by == ("version 3.0.0 of acme/bucket/aws",)
    assert finding.label == "no stub describes version 3.0.0 of acme/bucket/aws"
    assert not finding.steps
    note = "acme/bucket/aws 2.x for version 3.0.0"
    assert report.coverage.stubbed == (f"module.m ({note})",)


def test_arguments_of_a_version_that_no_stub_describes_are_not_checked(run) -> None:
    assert not run('  version = "1.0.0"\n  dayz = 3\n').diagnostics


def test_what_a_stub_leaves_open_is_named_as_part_of_the_module(run) -> None:
    finding = verdict(run(""), "aws-s3-access-logging")
    assert finding.blocked_by == ("module.m.logging.count",)


def test_a_companion_in_the_root_is_linked_by_an_output(run) -> None:
    policy = (
        'resource "aws_s3_bucket_public_access_block" "m" {\n  bucket = module.m.id\n'
        "  block_public_acls = true\n  block_public_policy = true\n"
        "  ignore_public_acls = true\n  restrict_public_buckets = true\n}\n"
    )
    report = run("", {"block.tf": policy})
    assert verdict(report, "aws-s3-public-access").verdict.value == "pass"


def test_an_unknown_argument_has_the_nearest_name_as_a_hint(run) -> None:
    (warning,) = run("  dayz = 3\n").diagnostics
    assert (warning.code, warning.hint) == ("unknown-argument", "did you mean 'days'?")


def test_a_loaded_module_wins(run) -> None:
    record = {"Key": "m", "Source": "acme/bucket/aws", "Dir": ".terraform/modules/m"}
    manifest = json.dumps({"Modules": [record]})
    loaded = 'resource "aws_s3_bucket" "real" {}\n'
    report = run(
        "",
        {".terraform/modules/modules.json": manifest, ".terraform/modules/m/main.tf": loaded},
    )
    assert {f.address for f in report.findings} == {"module.m.aws_s3_bucket.real"}
    assert not report.coverage.stubbed


def test_mistakes_inside_of_a_stub_are_not_reported_at_each_call(run) -> None:
    report = run("", {"b.tf": 'module "n" {\n  source = "acme/other/aws"\n}\n'})
    assert report.coverage.not_loaded == ("module.n (acme/other/aws)",)
    assert not report.diagnostics


def test_a_commit_is_assumed_to_be_the_newest_range(run) -> None:
    source = 'git::https://github.com/acme/terraform-aws-bucket.git?ref=0a1b2c3"'
    report = run("", {"b.tf": f'module "n" {{\n  source = "{source}\n}}\n'})
    note = "acme/bucket/aws 2.x, assumed for ref 0a1b2c3"
    assert f"module.n ({note})" in report.coverage.stubbed


def test_a_stub_that_describes_the_version_wins_over_one_that_does_not(tmp_path: Path) -> None:
    for folder in ("one/acme/bucket/aws/2.x", "two/acme/bucket/aws/1.x"):
        (tmp_path / folder).mkdir(parents=True)
        for name, text in STUB.items():
            (tmp_path / folder / name).write_text(text)
    call = '  source = "acme/bucket/aws"\n  version = "1.4.0"\n'
    (tmp_path / "root").mkdir()
    (tmp_path / "root/a.tf").write_text(f'module "m" {{\n{call}}}\n')
    stubs = [tmp_path / "one", tmp_path / "two"]
    report = check(tmp_path / "root", stubs=stubs, rules=["all"])
    assert report.coverage.stubbed == ("module.m (acme/bucket/aws 1.x)",)


def test_a_value_is_traced_once(run, monkeypatch: pytest.MonkeyPatch) -> None:
    traced: list[tuple[object, ...]] = []

    def count(*arguments):
        traced.append(arguments)
        return trail_of(*arguments)

    trail_of = block.trail_of
    monkeypatch.setattr(block, "trail_of", count)
    verdict(run('  acl = "public-read"\n'), "aws-s3-public-access")
    acl = [expression for expression, path, _ in traced if expression.span.text == "var.acl"]
    assert len(acl) == 1


def test_stubs_of_other_versions_are_not_read(run, tmp_path: Path) -> None:
    other = tmp_path / "stubs/acme/bucket/aws/3.x"
    other.mkdir(parents=True)
    (other / "main.tf").write_text('variable "mfa" {}\nresource "aws_s3_bucket" {\n')
    assert run('  version = "~> 2.1"\n  acl = "private"\n').diagnostics == ()
    codes = [found.code for found in run('  version = "~> 2.1"\n  mfa = true\n').diagnostics]
    assert codes == ["syntax-error"]


@pytest.mark.parametrize(("version", "refused"), [("2.1.0", 1), ("3.0.0", 0)])
def test_only_the_stub_of_a_version_validates_its_arguments(
    run, tmp_path: Path, version: str, refused: int
) -> None:
    stub = tmp_path / "stubs/acme/bucket/aws/2.x"
    stub.mkdir(parents=True)
    (stub / "days.tf").write_text(
        'resource "aws_s3_bucket" "days" { bucket = "d${var.size}" }\nvariable "size" {\n'
        '  validation {\n    condition     = var.size < 3\n    error_message = "No."\n  }\n}\n'
    )
    found = run(f'  version = "{version}"\n  size = 4\n').diagnostics
    assert [each.code for each in found] == ["refused-value"] * refused


@pytest.mark.parametrize("ups", [4, 5, 6, 7, 9])
def test_a_stub_calls_nothing_outside_of_its_folder(run, tmp_path: Path, ups: int) -> None:
    inner = tmp_path / "root/inner"
    inner.mkdir(parents=True)
    (inner / "main.tf").write_text('resource "aws_ebs_volume" "b" {}\n')
    files = {"inner/main.tf": (inner / "main.tf").read_text()}
    source = "../" * ups + ("root/inner" if ups < 7 else "inner")
    (tmp_path / "stubs/acme/bucket/aws/2.x").mkdir(parents=True)
    (tmp_path / "stubs/acme/bucket/aws/2.x/more.tf").write_text(
        f'module "i" {{\n  source = "{source}"\n}}\n'
    )
    report = run("", files)
    assert f"module.m.module.i ({source})" in report.coverage.not_loaded
    assert not any(f.address.startswith("module.m.module.i") for f in report.findings)
    messages = [d.message for d in report.diagnostics if d.span.text == f'"{source}"']
    expected = "there is no module in" if ups == 4 else "is outside of the folder of stubs"
    assert len(messages) == 1
    assert expected in messages[0]


def test_a_folder_of_the_user_is_no_stub(run) -> None:
    volume = 'resource "aws_ebs_volume" "b" {}\n'
    names = ("@stubs/x/main.tf", "@stubs/0/acme/bucket/aws/2.x/main.tf")
    report = run("", dict.fromkeys(names, volume))
    assert sum(f.address == "aws_ebs_volume.b" for f in report.findings) >= 2
    assert not report.diagnostics


@pytest.mark.parametrize("call", ["fileexists", "file", "filesha256"])
def test_functions_read_no_file_of_a_stub(run, tmp_path: Path, call: str) -> None:
    folder = tmp_path / "stubs/acme/bucket/aws/2.x"
    folder.mkdir(parents=True)
    (folder / "x.json").write_text("{}")
    (folder / "more.tf").write_text(
        'resource "aws_ebs_volume" "b" {\n'
        f'  encrypted = {call}("${{path.module}}/x.json") == "x"\n}}\n'
    )
    report = run("", {"@stubs/0/acme/bucket/aws/2.x/x.json": "x"})
    found = [f for f in report.findings if f.rule.id == "aws-ebs-volume-encryption"]
    assert [f.verdict.value for f in found] == ["unknown"]


def test_an_error_inside_of_a_stub_is_one_at_the_call(run, tmp_path: Path) -> None:
    folder = tmp_path / "stubs/acme/bucket/aws/2.x"
    folder.mkdir(parents=True)
    (folder / "more.tf").write_text(
        'variable "many" { default = 1 }\nresource "aws_ebs_volume" "b" {\n  count = var.many\n}\n'
    )
    report = run("  many = 1000000000\n")
    (error,) = report.diagnostics
    assert (error.level.value, error.span.text) == ("error", 'module "m"')
    assert error.message.startswith("in the stub of acme/bucket/aws 2.x: ")

"""``iaclint check --changed`` in repositories: what is checked, and what is reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from iaclint.config.file import NAMES
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

BUCKET = """\
variable "name" {}

variable "acl" {
  default = "private"
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
}

resource "aws_s3_bucket_acl" "this" {
  bucket = aws_s3_bucket.this.id
  acl    = var.acl
}
"""
BLOCK = """\
resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""
LIVE = """\
variable "acl" {
  default = "private"
}

module "media" {
  source = "../../modules/bucket"
  name   = "media"
  acl    = var.acl
}
"""
OWN = 'resource "aws_s3_bucket" "own" {\n  bucket = "own"\n}\n'
ALLOW_ALL = (
    '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",'
    ' "Resource": "arn:aws:s3:::media/*"}}\n'
)
RULES = "aws-s3-public-access,aws-s3-public-access-block,aws-s3-versioning"


class Commit(Scratch):
    """A repository with a change that is staged."""

    def changed(self, *arguments: str, folder: str = ".") -> dict[str, Any]:
        """Stage everything, and return the report on what changed."""
        self.git("add", "-A")
        return self.report("--changed", "--rules", RULES, *arguments, folder=folder)


def found(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the rules and resources of the failures of a report."""
    return {
        (r["rule"].removeprefix("aws-s3-"), r["resource"]["address"]) for r in report["results"]
    }


@pytest.fixture
def modules(tmp_path: Path) -> Commit:
    """Return a module that two roots call, and a root of its own."""
    files = {
        "modules/bucket/main.tf": BUCKET,
        "modules/bucket/block.tf": BLOCK,
        "live/dev/main.tf": LIVE,
        "live/prod/main.tf": LIVE,
        "live/own/main.tf": OWN,
    }
    return Commit(tmp_path / "r", files)


def test_a_module_is_checked_with_all_that_call_it(modules: Commit) -> None:
    modules.replace("modules/bucket/block.tf", "block_public_acls       = true", "")
    report = modules.changed()
    assert found(report) == {("public-access-block", "module.media.aws_s3_bucket.this")}
    places = {related["location"]["path"] for related in report["results"][0]["related"]}
    assert places >= {"live/dev/main.tf", "live/prod/main.tf"}
    assert report["changes"] == {"files": 1, "hidden": 1}


def test_a_root_is_checked_without_the_others(modules: Commit) -> None:
    modules.replace("live/own/main.tf", '"own"\n', '"owned"\n')
    report = modules.changed()
    assert {address for _, address in found(report)} == {"aws_s3_bucket.own"}
    assert report["changes"]["hidden"] == 0


def test_a_deleted_companion_is_missed_in_all_that_call_its_module(modules: Commit) -> None:
    modules.delete("modules/bucket/block.tf")
    report = modules.changed()
    assert found(report) == {("public-access-block", "module.media.aws_s3_bucket.this")}


def test_a_companion_that_is_removed_from_a_file_is_missed_like_a_deleted_one(
    modules: Commit,
) -> None:
    modules.write({"modules/bucket/block.tf": "# nothing\n"})
    assert ("public-access-block", "module.media.aws_s3_bucket.this") in found(modules.changed())


def test_what_a_deleted_file_did_not_prevent_is_not_shown(modules: Commit) -> None:
    modules.write({"live/own/outputs.tf": 'output "x" {\n  value = 1\n}\n'})
    modules.commit()
    modules.delete("live/own/outputs.tf")
    report = modules.changed()
    assert not report["results"]
    assert report["changes"] == {"files": 1, "hidden": 2}


def test_a_deleted_module_is_missed_where_it_is_called(modules: Commit) -> None:
    modules.delete("modules/bucket")
    report = modules.changed()
    warnings = [d for d in report["diagnostics"] if d["code"] == "module-not-found"]
    assert {d["location"]["path"] for d in warnings} == {"live/dev/main.tf", "live/prod/main.tf"}


def test_a_file_that_only_gets_another_name_changes_nothing(modules: Commit) -> None:
    modules.git("mv", "modules/bucket/block.tf", "modules/bucket/access.tf")
    assert not found(modules.changed())


def test_a_file_with_a_name_that_terraform_does_not_read_is_missed(modules: Commit) -> None:
    modules.git("mv", "modules/bucket/block.tf", "modules/bucket/block.tf.disabled")
    assert ("public-access-block", "module.media.aws_s3_bucket.this") in found(modules.changed())


def test_a_file_that_moves_to_another_folder_is_missed_in_its_own(modules: Commit) -> None:
    modules.git("mv", "modules/bucket/block.tf", "live/own/block.tf")
    assert ("public-access-block", "module.media.aws_s3_bucket.this") in found(modules.changed())


def test_modules_that_call_each_other_in_a_circle_end(tmp_path: Path) -> None:
    call = 'module "other" {\n  source = "../%s"\n}\n'
    commit = Commit(tmp_path / "r", {"a/main.tf": call % "b", "b/main.tf": (call % "a") + OWN})
    commit.replace("b/main.tf", '"own"\n', '"owned"\n')
    assert {rule for rule, _ in found(commit.changed())} >= {"versioning"}


def test_a_variable_file_alone_is_checked_with_its_root(modules: Commit) -> None:
    modules.delete("modules/bucket/block.tf")
    modules.write({"live/dev/env/dev.tfvars": 'acl = "private"\n'})
    modules.commit()
    modules.write({"live/dev/env/dev.tfvars": 'acl = "public-read"\n'})
    report = modules.changed()
    assert found(report) == {("public-access", "module.media.aws_s3_bucket.this")}
    assert report["results"][0]["instances"] == ["module.media.aws_s3_bucket.this"]


def test_a_variable_file_that_makes_a_module_a_root_shows_what_its_defaults_open(
    tmp_path: Path,
) -> None:
    module = BUCKET.replace('"private"', '"public-read"')
    commit = Commit(tmp_path / "r", {"main.tf": "", "m/main.tf": module})
    commit.write({"m/terraform.tfvars": 'name = "x"\n'})
    assert ("public-access", "aws_s3_bucket.this") in found(commit.changed())


@pytest.mark.parametrize("state", ["terraform.tfstate", "terraform.tfstate.d"])
def test_a_module_that_only_an_example_without_a_state_calls_is_a_root(
    tmp_path: Path, state: str
) -> None:
    call = 'module "m" {\n  source = "../../m"\n  name = "m"\n  acl = "private"\n}\n'
    module = BUCKET.replace('"name" {}', '"name" {\n  default = "m"\n}')
    files = {
        "m/main.tf": module.replace('"private"', '"public-read"'),
        "examples/e/main.tf": call,
        f"examples/e/{state}" + ("/dev/terraform.tfstate" if state.endswith(".d") else ""): "{}",
    }
    commit = Commit(tmp_path / "r", files)
    commit.delete(f"examples/e/{state}")
    assert ("public-access", "aws_s3_bucket.this") in found(commit.changed())


def test_each_variable_file_of_a_root_is_an_environment(modules: Commit) -> None:
    modules.delete("modules/bucket/block.tf")
    modules.commit()
    modules.write(
        {
            "live/dev/env/dev.tfvars": 'acl = "public-read"\n',
            "live/dev/env/prod.tfvars": 'acl = "private"\n',
            "live/dev/env/test.tfvars": 'acl = "public-read-write"\n',
        }
    )
    report = modules.changed()
    public = [r for r in report["results"] if r["rule"] == "aws-s3-public-access"]
    assert {(*r["environments"], r["label"]) for r in public} == {
        ("live/dev/env/dev.tfvars", 'is "public-read"'),
        ("live/dev/env/test.tfvars", 'is "public-read-write"'),
    }
    assert report["summary"]["not_applied"] == []


def test_a_changed_root_is_checked_without_its_only_changed_variable_file(
    modules: Commit,
) -> None:
    modules.delete("modules/bucket/block.tf")
    modules.write({"live/dev/dev.tfvars": ""})
    modules.commit()
    modules.replace("live/dev/main.tf", '"private"', '"public-read"')
    modules.write({"live/dev/dev.tfvars": 'acl = "private"\n'})
    report = modules.changed()
    assert ("public-access", "module.media.aws_s3_bucket.this") in found(report)
    assert report["summary"]["not_applied"] == []


def test_automatic_values_that_become_those_of_an_environment_are_missed(modules: Commit) -> None:
    modules.delete("modules/bucket/block.tf")
    modules.replace("live/dev/main.tf", '"private"', '"public-read"')
    modules.write({"live/dev/terraform.tfvars": 'acl = "private"\n'})
    modules.commit()
    modules.git("mv", "live/dev/terraform.tfvars", "live/dev/dev.tfvars")
    assert found(modules.changed()) == {("public-access", "module.media.aws_s3_bucket.this")}


def test_a_variable_file_above_no_module_is_not_applied(modules: Commit) -> None:
    modules.write({"envs/prod.tfvars": 'acl = "public-read"\n'})
    report = modules.changed()
    assert report["summary"]["not_applied"] == ["envs/prod.tfvars"]


def test_a_value_that_is_removed_from_a_variable_file_shows_what_the_default_opens(
    modules: Commit,
) -> None:
    modules.delete("modules/bucket/block.tf")
    modules.replace("live/dev/main.tf", '"private"', '"public-read"')
    modules.write({"live/dev/terraform.tfvars": 'acl = "private"\n'})
    modules.commit()
    modules.write({"live/dev/terraform.tfvars": "\n"})
    assert ("public-access", "module.media.aws_s3_bucket.this") in found(modules.changed())


def test_a_variable_file_that_options_name_affects_every_root(modules: Commit) -> None:
    modules.delete("modules/bucket/block.tf")
    modules.write({"common/all.tfvars": 'acl = "private"\n'})
    modules.commit()
    modules.write({"common/all.tfvars": 'acl = "public-read"\n'})
    report = modules.changed("--var-file", "common/all.tfvars")
    assert ("public-access", "module.media.aws_s3_bucket.this") in found(report)


@pytest.mark.parametrize("path", ["policies/media.json", "policies/ünï code.json"])
def test_a_policy_is_checked_with_the_root_that_reads_it(tmp_path: Path, path: str) -> None:
    bucket = 'resource "aws_s3_bucket" "media" {\n  bucket = "media"\n}\n'
    policy = (
        'resource "aws_s3_bucket_policy" "media" {\n  bucket = aws_s3_bucket.media.id\n'
        f'  policy = file("${{path.module}}/../{path}")\n}}\n'
    )
    files = {"live/main.tf": bucket, "live/policy.tf": policy, "live/own.tf": OWN, path: "{}\n"}
    commit = Commit(tmp_path / "r", files)
    commit.write({path: ALLOW_ALL})
    report = commit.changed()
    assert found(report) == {("public-access", "aws_s3_bucket.media")}
    commit.commit()
    commit.write({path: ALLOW_ALL.replace(": ", ":")})
    assert found(commit.changed()) == {("public-access", "aws_s3_bucket.media")}


def test_a_file_whose_name_is_computed_is_checked_with_the_module_that_reads_it(
    tmp_path: Path,
) -> None:
    text = (
        "locals {\n  settings ="
        ' yamldecode(file("${path.module}/config/${terraform.workspace}.yml"))\n}\n\n'
        'resource "aws_s3_bucket" "media" {\n  bucket = "media"\n}\n\n'
        'resource "aws_s3_bucket_acl" "media" {\n  bucket = aws_s3_bucket.media.id\n'
        "  acl    = local.settings.acl\n}\n"
    )
    commit = Commit(
        tmp_path / "r", {"live/main.tf": text, "live/config/prod.yml": "acl: private\n"}
    )
    commit.write({"live/config/prod.yml": "acl: public-read\n"})
    report = commit.changed("--workspace", "prod")
    assert found(report) == {("public-access", "aws_s3_bucket.media")}


TEMPLATE = """\
Resources:
  Media:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: {acl}
"""
OUTER = """\
Resources:
  Nested:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: {url}
"""


@pytest.mark.parametrize("url", ["nested/media.yaml", "./nested/media.yaml", "'nested/media.yaml'"])
def test_a_template_is_checked_with_those_that_nest_it(tmp_path: Path, url: str) -> None:
    files = {
        "stacks/nested/media.yaml": TEMPLATE.format(acl="Private"),
        "stacks/main.yaml": OUTER.format(url=url),
        "main.yml": OUTER.format(url="stacks/main.yaml"),
        "other.yaml": OUTER.format(url="elsewhere/media.yaml"),
    }
    commit = Commit(tmp_path / "r", files)
    commit.write({"stacks/nested/media.yaml": TEMPLATE.format(acl="PublicRead")})
    report = commit.changed()
    assert ("public-access", "Nested/Nested/Media") in found(report)
    assert report["summary"]["files"] == 3


def test_a_deleted_template_is_missed_by_the_one_that_nests_it(tmp_path: Path) -> None:
    files = {
        "media.yaml": TEMPLATE.format(acl="Private"),
        "main.yaml": OUTER.format(url="media.yaml"),
    }
    commit = Commit(tmp_path / "r", files)
    commit.delete("media.yaml")
    report = commit.changed()
    assert [d["location"]["path"] for d in report["diagnostics"]] == ["main.yaml"]


def test_a_parameter_file_that_options_name_affects_every_template(tmp_path: Path) -> None:
    text = "Parameters: {Acl: {Type: String}}\n" + TEMPLATE.format(acl="!Ref Acl")
    parameters = '[{"ParameterKey": "Acl", "ParameterValue": "%s"}]\n'
    commit = Commit(tmp_path / "r", {"a.yaml": text, "dev.json": parameters % "Private"})
    commit.write({"dev.json": parameters % "PublicRead"})
    assert ("public-access", "Media") in found(commit.changed("--parameters", "dev.json"))


def test_a_variable_file_that_the_configuration_names_is_checked_as_it_says(
    modules: Commit,
) -> None:
    modules.delete("modules/bucket/block.tf")
    environments = "environments: {prod: {var-files: [../../env/prod.tfvars]}}"
    config = f"roots:\n  - path: live/prod\n    {environments}\n"
    modules.write({".iaclint.yaml": config, "env/prod.tfvars": 'acl = "private"\n'})
    modules.commit()
    modules.write({"env/prod.tfvars": 'acl = "public-read"\n'})
    report = modules.changed()
    assert found(report) == {("public-access", "module.media.aws_s3_bucket.this")}
    assert report["summary"]["not_applied"] == []


def test_a_parameter_file_that_the_configuration_names_is_checked_with_its_template(
    tmp_path: Path,
) -> None:
    text = "Parameters: {Acl: {Type: String}}\n" + TEMPLATE.format(acl="!Ref Acl")
    parameters = '[{"ParameterKey": "Acl", "ParameterValue": "%s"}]\n'
    config = "roots: [{path: stacks/a.yaml, parameter-files: [../parameters/dev.json]}]\n"
    files = {"stacks/a.yaml": text, "parameters/dev.json": parameters % "Private"}
    commit = Commit(tmp_path / "r", {".iaclint.yaml": config, **files})
    commit.write({"parameters/dev.json": parameters % "PublicRead"})
    assert ("public-access", "Media") in found(commit.changed())


def test_what_the_configuration_excludes_is_not_checked(modules: Commit) -> None:
    modules.write({".iaclint.yaml": "exclude: [live/own]\n"})
    modules.commit()
    modules.replace("live/own/main.tf", '"own"\n', '"owned"\n')
    assert not modules.changed()["results"]


@pytest.mark.parametrize("name", NAMES)
def test_settings_affect_everything_that_they_govern(modules: Commit, name: str) -> None:
    modules.write({f"live/{name}": "# settings\n"})
    addresses = {address for _, address in found(modules.changed())}
    assert addresses == {"module.media.aws_s3_bucket.this", "aws_s3_bucket.own"}


def test_another_commit_of_a_submodule_affects_what_calls_its_modules(tmp_path: Path) -> None:
    bucket = BUCKET.replace(" {}", ' {\n  default = "media"\n}')
    inner = Scratch(tmp_path / "inner", {"main.tf": bucket})
    outer = Commit(tmp_path / "r", {"main.tf": 'module "media" {\n  source = "./sub"\n}\n'})
    add = ("-c", "protocol.file.allow=always", "submodule", "add", "-q")
    outer.git(*add, str(inner.root), "sub")
    outer.commit()
    submodule = Scratch(outer.root / "sub")
    submodule.replace("main.tf", '"private"', '"public-read"')
    submodule.commit()
    assert ("public-access", "module.media.aws_s3_bucket.this") in found(outer.changed())


def test_a_link_to_itself_hides_no_other_file(modules: Commit) -> None:
    (modules.root / "live/own/loop").symlink_to("loop")
    modules.replace("live/own/main.tf", '"own"\n}', '"owned"\n}')
    report = modules.changed()
    assert ("versioning", "aws_s3_bucket.own") in found(report)
    assert report["diagnostics"] == []


def test_a_linked_file_is_part_of_each_module_with_a_link(tmp_path: Path) -> None:
    commit = Commit(tmp_path / "r", {"common/bucket.tf": OWN, "live/main.tf": "# nothing\n"})
    (commit.root / "live" / "bucket.tf").symlink_to("../common/bucket.tf")
    commit.commit()
    commit.replace("common/bucket.tf", '"own"\n', '"owned"\n')
    places = {result["location"]["path"] for result in commit.changed()["results"]}
    assert places == {"common/bucket.tf", "live/bucket.tf"}


@pytest.mark.parametrize(
    "named",
    [
        "linked/bucket.tf",
        "deep/../bucket.tf",
        "live/bucket.tf",
        "./linked/../live/../common/bucket.tf",
    ],
)
def test_a_file_can_be_named_through_a_link(tmp_path: Path, named: str) -> None:
    commit = Commit(
        tmp_path / "r", {"common/bucket.tf": OWN, "common/a/b.tf": "", "live/main.tf": ""}
    )
    (commit.root / "live/bucket.tf").symlink_to("../common/bucket.tf")
    (commit.root / "linked").symlink_to("common")
    (commit.root / "deep").symlink_to("common/a")
    commit.commit()
    places = {result["location"]["path"] for result in commit.changed(named)["results"]}
    assert places == {"common/bucket.tf", "live/bucket.tf"}


def test_a_change_that_affects_no_storage_is_fine(modules: Commit) -> None:
    modules.write({"README.md": "changed\n"})
    report = modules.changed("--require-coverage")
    assert report["summary"]["resources"] == 0
    assert report["changes"] == {"files": 1, "hidden": 0}
    modules.git("add", "-A")
    assert modules.iaclint("check", "--changed", "--require-coverage").returncode == 0


def test_an_error_is_shown_wherever_it_is(modules: Commit) -> None:
    modules.write({"live/own/broken.tf": "resource {\n"})
    modules.commit()
    modules.replace("live/own/main.tf", '"own"\n', '"owned"\n')
    report = modules.changed()
    assert [d["location"]["path"] for d in report["diagnostics"]] == ["live/own/broken.tf"]


def test_what_an_example_fails_does_not_count(tmp_path: Path) -> None:
    commit = Commit(tmp_path / "r", {"examples/a/main.tf": OWN})
    commit.replace("examples/a/main.tf", '"own"\n', '"owned"\n')
    commit.git("add", "-A")
    assert commit.iaclint("check", "--changed").returncode == 0


def test_folders_of_tools_are_left_out(modules: Commit) -> None:
    modules.write({"package.json": "{}", "node_modules/x/main.tf": OWN})
    assert not modules.changed()["results"]


def test_a_folder_of_a_tool_that_a_link_leads_to_is_checked(tmp_path: Path) -> None:
    commit = Commit(tmp_path / "r", {"package.json": "{}", "node_modules/x/main.tf": ""})
    (commit.root / "infra").symlink_to("node_modules/x")
    commit.commit()
    commit.write({"node_modules/x/main.tf": OWN})
    commit.git("add", "-A")
    assert ("versioning", "aws_s3_bucket.own") in found(commit.changed())


def test_without_a_commit_everything_staged_is_new(tmp_path: Path) -> None:
    commit = Commit(tmp_path / "r")
    commit.write({"main.tf": OWN})
    assert ("versioning", "aws_s3_bucket.own") in found(commit.changed())


def test_named_files_are_checked_outside_of_git(tmp_path: Path) -> None:
    files = Scratch(tmp_path / "r", {"main.tf": OWN, "other.tf": OWN.replace("own", "other")})
    files.delete(".git")
    report = files.report("--changed", "main.tf", "--rules", RULES)
    assert {address for _, address in found(report)} == {"aws_s3_bucket.own"}


def test_without_names_there_must_be_a_repository(tmp_path: Path) -> None:
    files = Scratch(tmp_path / "r", {"main.tf": OWN})
    files.delete(".git")
    result = files.iaclint("check", "--changed")
    assert result.returncode == 2
    assert "there is no git repository" in result.stderr


def test_named_files_are_relative_to_the_folder(modules: Commit) -> None:
    report = modules.changed("own/main.tf", folder="live")
    assert {result["location"]["path"] for result in report["results"]} == {"own/main.tf"}


def test_a_name_that_git_does_not_know_is_an_error(modules: Commit) -> None:
    result = modules.iaclint("check", "--changed", "mian.tf")
    assert result.returncode == 2
    assert "there is no file or folder 'mian.tf'" in result.stderr


def test_a_named_folder_counts_as_changed(modules: Commit) -> None:
    report = modules.changed("live/own")
    assert {address for _, address in found(report)} == {"aws_s3_bucket.own"}
    everything = modules.changed(".")
    assert everything["changes"] is None
    assert len(everything["results"]) == len(modules.report("--rules", RULES)["results"])


def test_everything_is_without_untracked_files_that_git_ignores(modules: Commit) -> None:
    modules.write({".gitignore": "build/\n", "build/main.tf": OWN})
    files = modules.report("--rules", RULES)["summary"]["files"]
    assert modules.changed(".")["summary"]["files"] == files


def test_everything_may_be_nothing(tmp_path: Path) -> None:
    commit = Commit(tmp_path / "r", {"README.md": "nothing\n"})
    assert commit.iaclint("check", "--changed", ".").returncode == 0


def test_nothing_may_have_changed(modules: Commit) -> None:
    result = modules.iaclint("check", "--changed")
    assert result.returncode == 0
    assert "\nNo files have changed.\n" in result.stdout


def test_the_summary_says_what_is_left_out(modules: Commit) -> None:
    modules.replace("modules/bucket/block.tf", "block_public_acls       = true", "")
    modules.git("add", "-A")
    output = modules.iaclint("check", "--changed", "--rules", RULES).stdout
    assert (
        "Only problems caused by 1 changed file are shown; 1 other is in the same root modules"
        " and templates."
    ) in output


def test_the_document_shows_the_actual_output(tmp_path: Path, project: Path) -> None:
    text = (project / "docs" / "pre-commit.md").read_text("utf-8")
    sample = text.partition("- exit code: 1\n")[2].partition("```")[0]
    files = {
        "modules/bucket/main.tf": 'variable "name" {}\n\n' + OWN.replace('"own"', '"this"'),
        "modules/bucket/access.tf": BLOCK,
        "live/prod/main.tf": LIVE.partition("\n\n")[2].replace("  acl    = var.acl\n", ""),
    }
    commit = Commit(tmp_path / "r", files)
    commit.git("rm", "-q", "modules/bucket/access.tf")
    rules = "aws-s3-public-access-block,aws-s3-versioning"
    printed = commit.iaclint("check", "--changed", "--rules", rules).stdout.splitlines()
    assert [line for line in sample.splitlines() if line not in (*printed, "...")] == []


def test_a_known_failure_is_not_open(modules: Commit) -> None:
    modules.iaclint("baseline", "write", "--rules", RULES)
    modules.replace("live/own/main.tf", '"own"\n', '"owned"\n')
    modules.git("add", "-A")
    arguments = ("--rules", RULES, "--baseline", ".iaclint-baseline.json")
    assert modules.iaclint("check", "--changed", "live/own/main.tf", *arguments).returncode == 0

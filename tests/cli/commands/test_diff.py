"""``iaclint check --diff``: what a change introduces, leaves and fixes."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from iaclint.config.file import NAMES
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

VOLUME = 'resource "aws_ebs_volume" "%s" {\n  encrypted = %s\n}\n'
RULE = "aws-ebs-volume-encryption"
ONLY = ("--rules", RULE)

MODULE = """\
variable "encrypted" {}
resource "aws_ebs_volume" "this" {
  encrypted = var.encrypted
}
"""
CALL = """\
variable "encrypted" {}
module "disk" {
  source    = "../../modules/disk"
  encrypted = var.encrypted
}
"""
ROOTS = {
    "modules/disk/main.tf": MODULE,
    "live/a/main.tf": CALL,
    "live/a/terraform.tfvars": "encrypted = true\n",
    "live/b/main.tf": CALL,
    "live/b/terraform.tfvars": "encrypted = false\n",
}
DISK = f"{RULE} module.disk.aws_ebs_volume.this"

BUCKET = """\
resource "aws_s3_bucket" "media" {
  bucket = "clinic-media"
}
resource "aws_s3_bucket_ownership_controls" "media" {
  bucket = aws_s3_bucket.media.id
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}
resource "aws_s3_bucket_acl" "media" {
  bucket = aws_s3_bucket.media.id
  acl    = "public-read"
}
"""
BLOCK = """\
resource "aws_s3_account_public_access_block" "all" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""
PUBLIC = "aws-s3-public-access"
READ_POLICY = """\
resource "aws_s3_bucket_policy" "media" {
  bucket = aws_s3_bucket.media.id
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.media.arn}/*"
    }]
  })
}
"""


@pytest.fixture
def volumes(tmp_path: Path) -> Scratch:
    """A repository with an encrypted volume and one that is not."""
    files = {"main.tf": VOLUME % ("old", "false") + VOLUME % ("safe", "true")}
    return Scratch(tmp_path / "r", files)


@pytest.fixture
def roots(tmp_path: Path) -> Scratch:
    """Two roots that call one module; the disk of one of them is not encrypted."""
    return Scratch(tmp_path / "r", ROOTS)


def test_the_id_of_the_base_is_not_repeated(volumes: Scratch) -> None:
    commit = volumes.git("rev-parse", "main").strip()
    output = volumes.iaclint("check", *ONLY, "--diff", commit).stdout
    assert f"Compared with {commit[:7]}: 1 unchanged.\n" in output


def test_only_what_is_new_fails(volumes: Scratch) -> None:
    unchanged = volumes.iaclint("check", *ONLY, "--diff", "main")
    assert unchanged.returncode == 0
    assert "Compared with main at " in unchanged.stdout
    assert unchanged.stdout.endswith(": 1 unchanged.\nFound no problems.\n")
    volumes.write({"new.tf": VOLUME % ("new", "false")})
    changed = volumes.iaclint("check", *ONLY, "--diff", "main")
    assert changed.returncode == 1
    assert "high[aws-ebs-volume-encryption]: aws_ebs_volume.new is not" in changed.stdout
    assert "aws_ebs_volume.old" not in changed.stdout
    assert changed.stdout.endswith(": 1 introduced, 1 unchanged.\nFound 1 problem: 1 high.\n")


def test_lists_what_is_unchanged_if_asked(volumes: Scratch) -> None:
    shown = volumes.iaclint("check", *ONLY, "--diff", "main", "--show", "unchanged")
    assert shown.returncode == 0
    assert "aws_ebs_volume.old is not" in shown.stdout
    assert "= unchanged: does not fail the run" in shown.stdout


def test_lists_what_is_fixed_in_one_line(volumes: Scratch) -> None:
    volumes.replace("main.tf", "false", "true")
    fixed = volumes.iaclint("check", *ONLY, "--diff", "main")
    assert fixed.returncode == 0
    assert "fixed[aws-ebs-volume-encryption]: aws_ebs_volume.old in main.tf\n" in fixed.stdout


def test_committed_and_uncommitted_changes_count_since_the_merge_base(volumes: Scratch) -> None:
    volumes.git("switch", "-q", "-c", "feature")
    volumes.write({"one.tf": VOLUME % ("one", "false")})
    volumes.commit()
    volumes.write({"two.tf": VOLUME % ("two", "false")})
    volumes.git("switch", "-q", "main")
    volumes.write({"three.tf": VOLUME % ("three", "false")})
    volumes.git("add", "three.tf")
    volumes.git("commit", "-q", "-m", "three")
    volumes.git("switch", "-q", "feature")
    assert volumes.states(*ONLY, "--diff", "main")["new"] == {
        f"{RULE} aws_ebs_volume.one",
        f"{RULE} aws_ebs_volume.two",
    }


def test_moved_lines_are_unchanged(volumes: Scratch) -> None:
    volumes.replace(
        "main.tf", 'resource "aws_ebs_volume" "old"', '# why\n\nresource "aws_ebs_volume" "old"'
    )
    assert volumes.states(*ONLY, "--diff", "main") == {"unchanged": {f"{RULE} aws_ebs_volume.old"}}


def test_a_block_may_move_to_another_file_of_its_module(volumes: Scratch) -> None:
    volumes.write({"main.tf": "", "volumes.tf": VOLUME % ("old", "false")})
    assert volumes.states(*ONLY, "--diff", "main") == {"unchanged": {f"{RULE} aws_ebs_volume.old"}}


def test_a_variable_file_breaks_an_untouched_resource(roots: Scratch) -> None:
    roots.write({"live/a/terraform.tfvars": "encrypted = false\n"})
    report = roots.report(*ONLY, "--diff", "main")
    new = [r for r in report["results"] if r["baseline_state"] == "new"]
    assert len(new) == 1
    assert report["summary"]["fixed"] == 0


def test_a_module_breaks_the_roots_that_call_it(roots: Scratch) -> None:
    roots.replace("modules/disk/main.tf", "encrypted = var.encrypted\n}", "encrypted = false\n}")
    assert roots.states(*ONLY, "--diff", "main")["new"] == {DISK}


def test_equal_addresses_in_two_roots_do_not_mask_each_other(roots: Scratch) -> None:
    roots.write({"live/a/terraform.tfvars": "encrypted = false\n"})
    roots.write({"live/b/terraform.tfvars": "encrypted = true\n"})
    assert roots.states(*ONLY, "--diff", "main") == {"new": {DISK}, "fixed": {DISK}}


def test_a_renamed_root_is_unchanged(roots: Scratch) -> None:
    roots.git("mv", "live/b", "live/c")
    assert roots.states(*ONLY, "--diff", "main") == {"unchanged": {DISK}}


def test_a_resource_that_gets_another_name_is_unchanged(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"sandbox/main.tf": BUCKET + READ_POLICY})
    only = ("--rules", PUBLIC, "--diff", "main")
    bucket = f"{PUBLIC} aws_s3_bucket.media"
    scratch.replace("sandbox/main.tf", '"clinic-media"', '"clinic-records"')
    assert scratch.states(*only) == {"unchanged": {bucket}}
    scratch.git("mv", "sandbox", "prod")
    assert scratch.states(*only) == {"unchanged": {bucket}}


@pytest.mark.parametrize("block", ["", "moved {\n  from = A.media\n  to   = A.records\n}\n"])
def test_a_resource_that_gets_another_address_is_new(tmp_path: Path, block: str) -> None:
    text = BUCKET + READ_POLICY
    scratch = Scratch(tmp_path / "r", {"main.tf": text})
    renamed = text.replace('"aws_s3_bucket" "media"', '"aws_s3_bucket" "records"')
    renamed = renamed.replace("aws_s3_bucket.media", "aws_s3_bucket.records")
    scratch.write({"main.tf": renamed + block.replace("A.", "aws_s3_bucket.")})
    assert scratch.states("--rules", PUBLIC, "--diff", "main") == {
        "new": {f"{PUBLIC} aws_s3_bucket.records"},
        "fixed": {f"{PUBLIC} aws_s3_bucket.media"},
    }


def test_a_copied_root_is_new(roots: Scratch) -> None:
    roots.write(
        {f"live/c/{name}": ROOTS[f"live/b/{name}"] for name in ("main.tf", "terraform.tfvars")}
    )
    assert roots.states(*ONLY, "--diff", "main")["new"] == {DISK}


def test_a_root_that_takes_the_place_of_a_deleted_one_is_not_a_rename(roots: Scratch) -> None:
    roots.delete("live/b")
    roots.write({"live/a/terraform.tfvars": "encrypted = false\n"})
    assert roots.states(*ONLY, "--diff", "main") == {"new": {DISK}, "fixed": {DISK}}


def test_a_renamed_module_folder_is_unchanged(roots: Scratch) -> None:
    roots.git("mv", "modules/disk", "modules/volume")
    for root in ("a", "b"):
        roots.replace(f"live/{root}/main.tf", "modules/disk", "modules/volume")
    assert roots.states(*ONLY, "--diff", "main") == {"unchanged": {DISK}}


def test_a_renamed_template_is_unchanged(tmp_path: Path) -> None:
    template = "Resources: {Disk: {Type: AWS::EC2::Volume, Properties: {Encrypted: false}}}\n"
    scratch = Scratch(tmp_path / "r", {"disk.yaml": template, "other.yaml": template})
    scratch.git("mv", "disk.yaml", "volume.yaml")
    assert scratch.states(*ONLY, "--diff", "main") == {"unchanged": {f"{RULE} Disk"}}


@pytest.mark.parametrize("name", ["block.tf", "account/block.tf"])
def test_deleting_an_account_setting_opens_an_untouched_bucket(tmp_path: Path, name: str) -> None:
    scratch = Scratch(tmp_path / "r", {"main.tf": BUCKET, "block.tf": BLOCK})
    only = ("--rules", PUBLIC)
    assert scratch.states(*only, "--diff", "main") == {}
    scratch.delete("block.tf")
    assert scratch.states(*only, "--diff", "main") == {"new": {f"{PUBLIC} aws_s3_bucket.media"}}


def test_another_cause_of_an_old_finding_is_new(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"main.tf": BUCKET})
    scratch.write({"policy.tf": READ_POLICY})
    assert scratch.states("--rules", PUBLIC, "--diff", "main") == {
        "new": {f"{PUBLIC} aws_s3_bucket.media"}
    }


def test_what_a_more_specific_rule_has_covered_is_not_new(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"main.tf": BUCKET})
    scratch.replace("main.tf", '"public-read"', '"private"')
    rules = "aws-s3-public-access,aws-s3-public-access-block"
    states = scratch.states("--rules", rules, "--diff", "main")
    assert states.keys() == {"unchanged", "fixed"}
    assert states["fixed"] == {f"{PUBLIC} aws_s3_bucket.media"}


def test_an_unknown_is_not_fixed(volumes: Scratch) -> None:
    volumes.replace("main.tf", "false", "var.on")
    volumes.write({"variables.tf": 'variable "on" {}\n'})
    assert volumes.states(*ONLY, "--diff", "main") == {}


def test_unparsable_files_fix_nothing_and_fail_only_if_they_are_new(volumes: Scratch) -> None:
    volumes.write({"main.tf": 'resource "aws_ebs_volume" "old" {\n'})
    broken = volumes.iaclint("check", *ONLY, "--diff", "main")
    assert broken.returncode == 2  # no other file can be read
    assert "fixed" not in broken.stdout
    volumes.commit()
    assert volumes.iaclint("check", *ONLY, "--diff", "main").returncode == 0


def test_named_variable_files_are_read_at_the_base(tmp_path: Path) -> None:
    files = {"main.tf": MODULE, "prod.tfvars": "encrypted = true\n"}
    scratch = Scratch(tmp_path / "r", files)
    scratch.write({"prod.tfvars": "encrypted = false\n"})
    new = {"new": {f"{RULE} aws_ebs_volume.this"}}
    assert scratch.states(*ONLY, "--diff", "main", "--var-file", "prod.tfvars") == new
    assert scratch.states(*ONLY, "--diff", "main", "--env", "prod=prod.tfvars") == new


def test_a_finding_in_a_new_environment_is_new(tmp_path: Path) -> None:
    files = {"main.tf": MODULE, "dev.tfvars": "encrypted = false\n"}
    scratch = Scratch(tmp_path / "r", files)
    scratch.write({"prod.tfvars": "encrypted = false\n"})
    environments = ("--env", "dev=dev.tfvars", "--env", "prod=prod.tfvars")
    disk = {f"{RULE} aws_ebs_volume.this"}
    states = scratch.states(*ONLY, "--diff", "main", *environments)
    assert states == {"new": disk, "unchanged": disk}


def test_a_variable_file_that_did_not_exist_gives_no_values_at_the_base(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"main.tf": MODULE})
    scratch.write({"prod.tfvars": "encrypted = false\n"})
    states = scratch.states(*ONLY, "--diff", "main", "--var-file", "prod.tfvars")
    assert states == {"new": {f"{RULE} aws_ebs_volume.this"}}


def test_parameter_files_are_read_at_the_base(tmp_path: Path) -> None:
    template = """\
Parameters: {Encrypted: {Type: String}}
Resources: {Disk: {Type: AWS::EC2::Volume, Properties: {Encrypted: !Ref Encrypted}}}
"""
    scratch = Scratch(tmp_path / "r", {"disk.yaml": template, "p.json": '{"Encrypted": "true"}'})
    compared = ("disk.yaml", *ONLY, "--diff", "main", "--parameters", "p.json")
    assert scratch.states(*compared) == {}
    scratch.write({"p.json": '{"Encrypted": "false"}'})
    assert scratch.states(*compared) == {"new": {f"{RULE} Disk"}}
    scratch.commit()
    assert scratch.states(*compared) == {"unchanged": {f"{RULE} Disk"}}


def test_a_suppression_that_is_removed_or_added(volumes: Scratch) -> None:
    old = VOLUME % ("old", "false")
    accepted = f"# iaclint: ignore[{RULE}] a cache\n{old}"
    compared = (*ONLY, "--diff", "main", "--show", "fail,suppressed")
    volumes.write({"main.tf": accepted})
    assert volumes.states(*compared) == {"unchanged": {f"{RULE} aws_ebs_volume.old"}}
    assert volumes.iaclint("check", *compared).stdout.endswith("Found no problems; 1 suppressed.\n")
    volumes.commit()
    assert volumes.states(*compared) == {"unchanged": {f"{RULE} aws_ebs_volume.old"}}
    volumes.write({"main.tf": old})
    assert volumes.states(*compared) == {"new": {f"{RULE} aws_ebs_volume.old"}}


def test_an_ignored_variable_file_is_the_same_at_the_base(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"main.tf": MODULE, ".gitignore": "*.secret.tfvars\n"})
    scratch.write({"x.secret.tfvars": "encrypted = false\n"})
    states = scratch.states(*ONLY, "--diff", "main", "--var-file", "x.secret.tfvars")
    assert states == {"unchanged": {f"{RULE} aws_ebs_volume.this"}}


def test_ignored_values_that_apply_by_themselves_are_the_same_at_the_base(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"main.tf": MODULE, ".gitignore": "*.tfvars\n"})
    scratch.write({"terraform.tfvars": "encrypted = false\n"})
    assert scratch.states(*ONLY, "--diff", "main") == {"unchanged": {f"{RULE} aws_ebs_volume.this"}}


def test_a_deleted_path_is_fixed(roots: Scratch) -> None:
    roots.delete("live/b")
    assert roots.states("live/b", *ONLY, "--diff", "main") == {"fixed": {DISK}}


def test_a_new_path_is_new(volumes: Scratch) -> None:
    volumes.write({"more/main.tf": VOLUME % ("new", "false")})
    assert volumes.states("more", *ONLY, "--diff", "main") == {
        "new": {f"{RULE} aws_ebs_volume.new"}
    }


@pytest.mark.parametrize("name", ["live/b/new.tf", "live/b/x.auto.tfvars"])
def test_a_new_file_selects_its_module_on_both_sides(roots: Scratch, name: str) -> None:
    roots.write({name: "# nothing\n"})
    assert roots.states(name, *ONLY, "--diff", "main") == {"unchanged": {DISK}}


@pytest.mark.parametrize("name", ["live/b/other.tf", "live/b/terraform.tfvars"])
def test_a_deleted_file_selects_its_module_on_both_sides(roots: Scratch, name: str) -> None:
    roots.write({"live/b/other.tf": "# nothing\n", "live/b/z.auto.tfvars": "encrypted = false\n"})
    roots.commit()
    roots.delete(name)
    assert roots.states(name, *ONLY, "--diff", "main") == {"unchanged": {DISK}}


def test_a_file_in_a_deleted_folder(roots: Scratch) -> None:
    roots.delete("live/b")
    names = ("live/b/main.tf", "live/b/terraform.tfvars")
    assert roots.states(*names, *ONLY, "--diff", "main") == {"fixed": {DISK}}


@pytest.mark.parametrize("revision", ["-x", "", "main..main", "main:main.tf"])
def test_what_is_not_a_revision(volumes: Scratch, revision: str) -> None:
    result = volumes.iaclint("check", f"--diff={revision}")
    assert result.returncode == 2
    assert f"there is no commit '{revision}'" in result.stderr


def test_names_in_other_encodings(volumes: Scratch) -> None:
    os.mkdir(os.fsencode(volumes.root) + b"/caf\xe9")
    path = os.fsencode(volumes.root) + b"/caf\xe9/main.tf"
    with open(path, "w", encoding="utf-8") as file:
        file.write(VOLUME % ("odd", "false"))
    assert volumes.states(*ONLY, "--diff", "main")["new"] == {f"{RULE} aws_ebs_volume.odd"}
    volumes.commit()
    assert "new" not in volumes.states(*ONLY, "--diff", "main")
    volumes.iaclint("baseline", "write")
    assert "new" not in volumes.states(*ONLY, "--baseline", ".iaclint-baseline.json")


def test_runs_in_a_subfolder(roots: Scratch) -> None:
    roots.write({"live/a/terraform.tfvars": "encrypted = false\n"})
    assert roots.states(*ONLY, "--diff", "main", folder="live/a") == {"new": {DISK}}
    assert roots.states(*ONLY, "--diff", "main", folder="live/b") == {"unchanged": {DISK}}


def test_runs_in_a_linked_work_tree(roots: Scratch) -> None:
    roots.git("worktree", "add", "-q", "../w", "-b", "w")
    (roots.root / "../w/live/a/terraform.tfvars").write_text("encrypted = false\n")
    assert roots.states(*ONLY, "--diff", "main", folder="../w")["new"] == {DISK}


def test_downloaded_modules_are_those_of_the_work_tree(tmp_path: Path) -> None:
    call = 'module "disk" {\n  source = "acme/disk/aws"\n  encrypted = false\n}\n'
    entry = {"Key": "disk", "Source": "acme/disk/aws", "Dir": ".terraform/modules/disk"}
    scratch = Scratch(tmp_path / "r", {"main.tf": call, ".gitignore": ".terraform\n"})
    scratch.write(
        {
            ".terraform/modules/modules.json": json.dumps({"Modules": [entry]}),
            ".terraform/modules/disk/main.tf": MODULE,
        }
    )
    assert scratch.states(*ONLY, "--diff", "main") == {"unchanged": {DISK}}
    # What is downloaded for another version says nothing about the version of the base.
    scratch.replace("main.tf", "encrypted = false", 'encrypted = false\n  version = "2.0.0"')
    assert scratch.states(*ONLY, "--diff", "main") == {"new": {DISK}}


@pytest.mark.parametrize("ignored", ["", ".terraform\n"])
@pytest.mark.parametrize("has_list", [False, True])
def test_modules_that_the_change_commits_are_part_of_it(
    tmp_path: Path, ignored: str, has_list: bool
) -> None:
    call = 'module "disk" {\n  source = "acme/disk/aws"\n  encrypted = false\n}\n'
    entry = {"Key": "disk", "Source": "acme/disk/aws", "Dir": ".terraform/modules/disk"}
    listed = {".terraform/modules/modules.json": json.dumps({"Modules": [entry]})}
    scratch = Scratch(tmp_path / "r", {"main.tf": call, **(listed if has_list else {})})
    scratch.write({".gitignore": ignored, **listed, ".terraform/modules/disk/main.tf": MODULE})
    assert scratch.states(*ONLY, "--diff", "main") == {"unchanged": {DISK}}
    scratch.git("add", "-f", "-A")
    assert scratch.states(*ONLY, "--diff", "main") == {"new": {DISK}}


def test_a_path_and_a_variable_file_behind_a_link_that_the_change_leads_elsewhere(
    roots: Scratch,
) -> None:
    links = {"now": "live/a", "now.tfvars": "live/a/terraform.tfvars"}
    for name, target in links.items():
        (roots.root / name).symlink_to(target)
    roots.commit()
    for name, target in links.items():
        (roots.root / name).unlink()
        (roots.root / name).symlink_to(target.replace("/a", "/b"))
    values = ("--var-file", "now.tfvars")
    assert roots.states("now", *ONLY, "--diff", "HEAD") == {"new": {DISK}}
    assert roots.states("live/a", *values, *ONLY, "--diff", "HEAD") == {"new": {DISK}}
    assert roots.states("live/b", *values, *ONLY, "--diff", "HEAD") == {"new": {DISK}}


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r")
    scratch.write({"main.tf": VOLUME % ("new", "false")})
    assert scratch.states(*ONLY, "--diff", "HEAD") == {"new": {f"{RULE} aws_ebs_volume.new"}}


@pytest.mark.parametrize(
    ("remotes", "revision", "hint"),
    [
        ([], "nope", "name a branch, a tag or a commit of this repository"),
        (["origin"], "HEAD~99", "name a branch, a tag or a commit of this repository"),
        (["origin"], "nope", "run `git fetch origin nope`"),
    ],
)
def test_a_revision_that_does_not_exist(
    volumes: Scratch, remotes: list[str], revision: str, hint: str
) -> None:
    for remote in remotes:
        volumes.git("remote", "add", remote, "https://git.example.com/r.git")
    result = volumes.iaclint("check", "--diff", revision)
    assert result.returncode == 2
    assert result.stderr == f"error: there is no commit '{revision}'\n  = help: {hint}\n"


def test_a_shallow_clone_says_what_to_fetch(volumes: Scratch, tmp_path: Path) -> None:
    volumes.git("switch", "-q", "-c", "feature")
    volumes.write({"new.tf": VOLUME % ("new", "false")})
    volumes.commit()
    url = f"file://{volumes.root}"
    volumes.git("clone", "-q", "--depth=1", "--branch", "feature", url, str(tmp_path / "c"))
    clone = Scratch(tmp_path / "c")
    result = clone.iaclint("check", "--diff", "origin/main")
    assert result.returncode == 2
    assert "there is no commit 'origin/main'" in result.stderr
    assert "git fetch --unshallow origin main" in result.stderr
    assert "fetch-depth: 0" in result.stderr
    before = clone.iaclint("check", "--diff", "HEAD~1").stderr
    assert "git fetch --unshallow origin`" in before
    clone.git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
    result = clone.iaclint("check", "--diff", "origin/main")
    assert result.returncode == 2
    assert "no common commit of HEAD and 'origin/main'" in result.stderr
    assert "git fetch --unshallow origin main" in result.stderr


def test_outside_of_git(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r")
    scratch.delete(".git")
    scratch.write({"main.tf": VOLUME % ("new", "false")})
    result = scratch.iaclint("check", "--diff", "main")
    assert (result.returncode, result.stderr) == (
        2,
        "error: --diff: '.' is not in a git repository\n",
    )


def test_a_path_that_git_ignores(volumes: Scratch) -> None:
    volumes.write({".gitignore": "out\n", "out/main.tf": VOLUME % ("new", "false")})
    result = volumes.iaclint("check", "--diff", "main", "out")
    assert result.returncode == 2
    assert "'out' is not in git" in result.stderr


def test_nothing_is_written_and_nothing_that_the_repository_configures_runs(
    volumes: Scratch, tmp_path: Path
) -> None:
    trace = tmp_path / "ran"
    program = f"touch {trace}; cat"
    volumes.write({".gitattributes": "*.tf filter=evil diff=evil\n"})
    volumes.commit()
    for name in ("core.fsmonitor", "filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv"):
        volumes.git("config", name, program)
    volumes.git("config", "filter.evil.process", program)
    volumes.git("config", "core.pager", program)
    volumes.git("config", "core.alternateRefsCommand", program)
    volumes.git("config", "extensions.partialClone", "evil")
    volumes.git("config", "remote.evil.url", f"ext::sh -c '{program}'")
    volumes.git("config", "remote.evil.promisor", "true")
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        path = volumes.root / ".git/hooks" / hook
        path.write_text(f"#!/bin/sh\n{program}\n")
        path.chmod(0o755)
    volumes.write({"new.tf": VOLUME % ("new", "false")})
    trace.unlink(missing_ok=True)
    before = _state(volumes.root)
    assert volumes.states(*ONLY, "--diff", "main")["new"] == {f"{RULE} aws_ebs_volume.new"}
    assert _state(volumes.root) == before
    assert not trace.exists()


def test_missing_objects_are_an_error_and_are_not_fetched(volumes: Scratch, tmp_path: Path) -> None:
    volumes.git("config", "uploadpack.allowFilter", "true")
    url = f"file://{volumes.root}"
    volumes.git("clone", "-q", "--filter=blob:none", url, str(tmp_path / "c"))
    clone = Scratch(tmp_path / "c")
    clone.write({"main.tf": VOLUME % ("other", "false")})
    clone.commit()
    volumes.git("switch", "-q", "-c", "else")
    volumes.write({"main.tf": VOLUME % ("else", "false")})
    volumes.commit()
    clone.git("fetch", "-q", "origin")
    clone.git("update-ref", "HEAD", "origin/else")
    result = clone.iaclint("check", "--diff", "HEAD")
    assert result.returncode == 2
    assert "the repository does not have the object" in result.stderr


def _state(root: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in root.rglob("*")}


def test_the_documentation_shows_the_actual_output(tmp_path: Path, project: Path) -> None:
    text = (project / "docs/new-findings.md").read_text(encoding="utf-8")
    before, change = re.findall(r"```hcl\n(.*?)```", text, re.DOTALL)
    shown = re.search(r"```console\n\$ iaclint (check --diff main)\n(.*?)```", text, re.DOTALL)
    assert shown is not None
    scratch = Scratch(tmp_path / "r", {"main.tf": before})
    scratch.git("switch", "-q", "-c", "feature")
    scratch.write({"terraform.tfvars": change})
    printed = scratch.iaclint(*shown[1].split()).stdout
    printed = re.sub(r"main at [0-9a-f]{7}", "main at 1a2b3c4", printed)
    assert printed.split() == shown[2].split()  # a terminal wraps lines


def test_a_suppression_that_the_change_adds_is_told(volumes: Scratch) -> None:
    hidden = VOLUME % ("new", "false")
    volumes.write({"new.tf": f"# iaclint: ignore[{RULE}] a test\n{hidden}"})
    output = volumes.iaclint("check", *ONLY, "--diff", "main").stdout
    assert f"warning[new-suppression]: this change adds a suppression of {RULE}\n" in output
    volumes.commit()
    volumes.git("switch", "-q", "-c", "feature")
    assert "new-suppression" not in volumes.iaclint("check", *ONLY, "--diff", "main").stdout


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("before", "after", "verb"),
    [
        (None, "profile: all\n", "adds"),
        ("profile: all\n", "profile: default\n", "changes"),
        ("profile: all\n", None, "removes"),
    ],
)
def test_a_configuration_that_the_change_changes_is_told(
    volumes: Scratch, name: str, before: str | None, after: str | None, verb: str
) -> None:
    file = volumes.root / name
    if before is not None:
        volumes.write({name: before})
        volumes.commit()
    assert "changed-configuration" not in volumes.iaclint("check", "--diff", "HEAD").stdout
    file.unlink() if after is None else file.write_text(after, encoding="utf-8")
    output = volumes.iaclint("check", *ONLY, "--diff", "HEAD").stdout
    assert f"changed-configuration]: this change {verb} the configuration file\n" in output
    unaffected = volumes.iaclint("check", *ONLY, "--diff", "HEAD", "--no-config").stdout
    assert "changed-configuration" not in unaffected


@pytest.mark.parametrize(
    ("folder", "name", "setting", "what"),
    [
        ("st", "a/b/aws/1.x/main.tf", "stubs: [st]", "a stub"),
        ("rules", "acme-volume.yaml", "rule-folders: [rules]", "a rule"),
    ],
)
def test_stubs_and_rules_that_the_change_changes_are_told(
    volumes: Scratch, folder: str, name: str, setting: str, what: str
) -> None:
    text = (Path("rules/aws/ebs/volume-encryption.yaml")).read_text(encoding="utf-8")
    text = text.replace(RULE, "acme-volume") if what == "a rule" else ""
    volumes.write({".iaclint.yaml": f"{setting}\n", f"{folder}/{name}": text})
    volumes.commit()
    told = f"changed-configuration]: this change {{}} {what}\n --> {folder}/"
    assert "changed-configuration" not in volumes.iaclint("check", "--diff", "HEAD").stdout
    volumes.write({f"{folder}/{name}": f"{text}# It was read.\n"})
    output = volumes.iaclint("check", "--diff", "HEAD").stdout
    assert f"{told.format('changes')}{name}" in output
    concise = volumes.iaclint("check", "--diff", "HEAD", "--format", "concise").stdout
    assert f"{folder}/{name}:1:1: warning changed-configuration" in concise
    (volumes.root / folder / name).rename(volumes.root / folder / f"new{name[-5:]}")
    output = volumes.iaclint("check", "--diff", "HEAD").stdout
    assert told.format("adds") in output or "this change removes" in output


def test_a_baseline_that_the_change_changes_is_told(volumes: Scratch) -> None:
    volumes.iaclint("baseline", "write")
    volumes.commit()
    arguments = ("check", *ONLY, "--diff", "HEAD", "--baseline", ".iaclint-baseline.json")
    assert "changed-configuration" not in volumes.iaclint(*arguments).stdout
    volumes.write({"new.tf": VOLUME % ("new", "false")})
    volumes.iaclint("baseline", "update")
    assert "this change changes the baseline\n" in volumes.iaclint(*arguments).stdout


LINKED = {
    ".iaclint.yaml": (),
    "named.yaml": ("--config", "named.yaml"),
    "bl.json": ("--baseline", "bl.json"),
    "rule.yaml": ("--rules-dir", "rule.yaml"),
    "rules/r.yaml": ("--rules-dir", "rules"),
    "rules/node_modules/r.yaml": ("--rules-dir", "rules"),
    "st/a/b/aws/1.x/main.tf": ("--stubs", "st"),
}
"""The files that configure a run, with the options that name them."""


@pytest.mark.parametrize("path", LINKED)
@pytest.mark.parametrize(
    "change", ["added", "replaced", "led elsewhere", "its folder led elsewhere"]
)
def test_links_of_the_configuration_that_the_change_changes_are_told(
    volumes: Scratch, project: Path, path: str, change: str
) -> None:
    text = (project / "rules/aws/ebs/volume-encryption.yaml").read_text(encoding="utf-8")
    contents = {"rule.yaml": text, "r.yaml": text, "bl.json": '{"schema": 1, "findings": []}'}
    name = path.rpartition("/")[2]
    one = contents.get(name, "").replace(RULE, "acme-volume")
    two = f"{one}\n" if name == "bl.json" else f"{one}# two\n"
    top = path.partition("/")[0]
    volumes.write(
        {
            "rules/package.json": "{}",
            "rules/k.yaml": text.replace(RULE, "acme-kept"),
            "st/a/kept/aws/1.x/main.tf": "",
            f"one/{path}": one,
            f"two/{path}": two,
            "one/rules/k.yaml": text.replace(RULE, "acme-kept"),
            "two/rules/k.yaml": text.replace(RULE, "acme-kept"),
        }
    )
    place = volumes.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if change == "its folder led elsewhere":
        if "/" not in path:
            (volumes.root / "now").symlink_to("one")
            place.symlink_to(f"now/{path}")
        else:
            volumes.delete(top)
            (volumes.root / top).symlink_to(f"one/{top}")
    elif change == "replaced":
        volumes.write({path: one})
    elif change == "led elsewhere":
        volumes.write({f"{path}.one": one, f"{path}.two": two})
        place.symlink_to(f"{name}.one")
    volumes.commit()
    arguments = ("check", "--diff", "HEAD", *LINKED[path])
    if change != "added" or "/" in path or path == ".iaclint.yaml":
        assert "changed-configuration" not in volumes.iaclint(*arguments).stdout
    if change == "its folder led elsewhere":
        link = volumes.root / ("now" if "/" not in path else top)
        link.unlink()
        link.symlink_to("two" if "/" not in path else f"two/{top}")
    else:
        target = f"{path}.two"
        if change != "led elsewhere":
            volumes.write({target: two})
            volumes.git("add", "-f", target)
        place.unlink(missing_ok=True)
        place.symlink_to(f"{name}.two")
    done = volumes.iaclint(*arguments)
    assert f"--> {path}:1:1\n" in done.stdout.split("changed-configuration", 1)[1], done.stderr


def test_a_link_in_a_folder_of_stubs_that_the_change_leads_elsewhere_is_told(
    volumes: Scratch,
) -> None:
    volumes.write({f"st/{name}/main.tf": "" for name in ("one", "two", "a/b/aws/1.x")})
    link = volumes.root / "st/a/b/aws/2.x"
    link.symlink_to("../../../one")
    volumes.commit()
    arguments = ("check", "--diff", "HEAD", "--stubs", "st")
    assert "changed-configuration" not in volumes.iaclint(*arguments).stdout
    link.unlink()
    link.symlink_to("../../../two")
    assert "this change changes a stub\n --> st/a/b/aws/2.x:1:1\n" in (
        volumes.iaclint(*arguments).stdout
    )


LARGE = "#" * 3_100_000
CLOCK = """\
resource "aws_s3_bucket" "b" {
  bucket = "b"
  acl    = timestamp() == "" ? "%s" : "%s"
}
"""
DEEP = {
    **{f"m{n}/main.tf": f'module "m" {{\n  source = "../m{n + 1}"\n}}\n' for n in range(35)},
    "m35/main.tf": VOLUME % ("deep", "true"),
    "main.tf": 'module "m" {\n  source = "./m0"\n}\n',
}
NOT_READ: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "a large file": (
        {"large.tf": LARGE, "main.tf": ""},
        {"large.tf": LARGE + VOLUME % ("new", "false")},
    ),
    "a deep module": (DEEP, {"m35/main.tf": VOLUME % ("deep", "false")}),
    "a syntax error": (
        {"main.tf": VOLUME % ("a", "true"), "b.tf": "x {\n"},
        {"b.tf": f"x {{\n\n{VOLUME % ('new', 'false')}"},
    ),
    "a limit in the file": (
        {"main.tf": VOLUME % ("a", "length(range(1000000)) > 3")},
        {"main.tf": VOLUME % ("a", "length(range(1000000)) < 3")},
    ),
    "what nothing settles": (
        {"main.tf": CLOCK % ("public-read", "private")},
        {"main.tf": CLOCK % ("private", "public-read")},
    ),
}
"""What the base has that is not checked, and a change in it."""


@pytest.mark.parametrize("kind", NOT_READ)
def test_an_old_error_is_unchanged_only_if_the_change_does_not_touch_what_it_leaves_out(
    tmp_path: Path, kind: str
) -> None:
    files, change = NOT_READ[kind]
    scratch = Scratch(tmp_path / "r", files)
    assert scratch.iaclint("check").returncode == 1
    assert scratch.iaclint("check", "--diff", "HEAD").returncode == 0
    scratch.write({"other/main.tf": "locals {\n}\n", "new.tf": "locals {\n  unused = 1\n}\n"})
    assert scratch.iaclint("check", "--diff", "HEAD").returncode == 0
    scratch.write(change)
    for arguments in ((), ("--format", "json")):
        assert scratch.iaclint("check", "--diff", "HEAD", *arguments).returncode == 1
    assert "error" in scratch.iaclint("check", "--diff", "HEAD").stdout
    scratch.commit()
    assert scratch.iaclint("check", "--diff", "HEAD~1").returncode == 1
    assert scratch.iaclint("check", "--diff", "HEAD").returncode == 0

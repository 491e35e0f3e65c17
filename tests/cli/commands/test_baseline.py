"""``iaclint baseline`` and ``iaclint check --baseline``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands.test_diff import (
    BUCKET,
    CALL,
    DISK,
    MODULE,
    ONLY,
    PUBLIC,
    READ_POLICY,
    ROOTS,
    RULE,
    VOLUME,
)
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

FILE = ".iaclint-baseline.json"
COMPARED = (*ONLY, "--baseline", FILE)


@pytest.fixture
def volumes(tmp_path: Path) -> Scratch:
    """A baseline of one volume that is not encrypted."""
    scratch = Scratch(tmp_path / "r", {"main.tf": VOLUME % ("old", "false")})
    assert run(scratch, "write") == f"{FILE}: 1 finding.\n"
    return scratch


@pytest.fixture
def roots(tmp_path: Path) -> Scratch:
    """A baseline of two roots that call one module; one of the disks is not encrypted."""
    scratch = Scratch(tmp_path / "r", ROOTS)
    run(scratch, "write")
    return scratch


def run(scratch: Scratch, *arguments: str) -> str:
    done = scratch.iaclint("baseline", *arguments, *ONLY)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def known(scratch: Scratch) -> set[str]:
    document = json.loads((scratch.root / FILE).read_text())
    return {
        f"{root}: {address}"
        for each in document["findings"]
        for root, addresses in each["resources"].items()
        for address in addresses
    }


def test_one_line_for_each_finding(roots: Scratch) -> None:
    roots.write({"live/a/terraform.tfvars": "encrypted = false\n"})
    run(roots, "write", "--force")
    text = (roots.root / FILE).read_text()
    assert text.startswith('{\n  "schema": 1,\n  "findings": [\n    {"rule": "')
    assert text.endswith('"}\n  ]\n}\n')
    assert len(text.splitlines()) == 5 + 2
    run(roots, "write", "--force")
    assert (roots.root / FILE).read_text() == text


def test_only_what_is_new_fails(volumes: Scratch) -> None:
    accepted = volumes.iaclint("check", *COMPARED)
    assert accepted.returncode == 0
    assert accepted.stdout.endswith(f"Compared with {FILE}: 1 unchanged.\nFound no problems.\n")
    volumes.write({"new.tf": VOLUME % ("new", "false")})
    assert volumes.iaclint("check", *COMPARED).returncode == 1
    assert volumes.states(*COMPARED) == {
        "new": {f"{RULE} aws_ebs_volume.new"},
        "unchanged": {f"{RULE} aws_ebs_volume.old"},
    }


def test_write_does_not_overwrite(volumes: Scratch) -> None:
    again = volumes.iaclint("baseline", "write")
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.startswith(f"error: the baseline '{FILE}' already exists\n")


def test_update_adds_and_removes(volumes: Scratch) -> None:
    volumes.write({"main.tf": VOLUME % ("old", "true") + VOLUME % ("new", "false")})
    assert run(volumes, "update") == f"{FILE}: 1 finding (1 added, 1 removed).\n"
    assert known(volumes) == {".: aws_ebs_volume.new"}


def test_prune_only_removes(volumes: Scratch) -> None:
    volumes.write({"main.tf": VOLUME % ("old", "true") + VOLUME % ("new", "false")})
    assert run(volumes, "prune") == f"{FILE}: 0 findings (1 removed).\n"
    assert volumes.states(*COMPARED) == {"new": {f"{RULE} aws_ebs_volume.new"}}


def test_what_a_run_does_not_look_at_stays(roots: Scratch) -> None:
    roots.write({"live/b/terraform.tfvars": "encrypted = true\n"})
    for action in ("update", "prune"):
        assert run(roots, action, "live/a") == f"{FILE}: 1 finding.\n"
        other = roots.iaclint("baseline", action, "--skip", RULE)
        assert other.stdout.startswith(f"{FILE}: ")
        assert f"live/b: {DISK.split()[1]}" in known(roots)
    assert roots.states("live/a", *COMPARED) == {}
    assert roots.states(*COMPARED) == {"fixed": {DISK}}


def test_the_last_resource_of_a_type_can_be_fixed(volumes: Scratch) -> None:
    volumes.write({"main.tf": 'resource "aws_iam_role" "r" {}\n'})
    assert volumes.states(*COMPARED) == {"fixed": {f"{RULE} aws_ebs_volume.old"}}


def test_moved_lines_are_unchanged(volumes: Scratch) -> None:
    volumes.write({"main.tf": "# why\n\n" + VOLUME % ("old", "false")})
    assert volumes.states(*COMPARED).keys() == {"unchanged"}


def test_renamed_folders_are_unchanged(roots: Scratch) -> None:
    roots.git("mv", "live", "stacks")
    roots.git("mv", "stacks/b", "stacks/c")
    assert roots.states(*COMPARED) == {"unchanged": {DISK}}
    assert run(roots, "update") == f"{FILE}: 1 finding.\n"
    assert known(roots) == {f"stacks/c: {DISK.split()[1]}"}


def test_equal_addresses_in_two_roots_do_not_mask_each_other(roots: Scratch) -> None:
    roots.write({"live/a/terraform.tfvars": "encrypted = false\n"})
    roots.write({"live/b/terraform.tfvars": "encrypted = true\n"})
    assert roots.states(*COMPARED) == {"new": {DISK}, "fixed": {DISK}}


def test_another_root_with_the_same_cause_is_new(tmp_path: Path) -> None:
    module = MODULE.replace("= var.encrypted", "= false")
    files = {"modules/disk/main.tf": module, "live/a/main.tf": CALL}
    scratch = Scratch(tmp_path / "r", files)
    run(scratch, "write")
    assert scratch.states(*COMPARED) == {"unchanged": {DISK}}
    scratch.write({"live/b/main.tf": CALL})
    assert scratch.states(*COMPARED) == {"new": {DISK}}


@pytest.mark.parametrize(
    ("name", "text"),
    [("policy.tf", READ_POLICY), ("main.tf", BUCKET.replace("public-read", "public-read-write"))],
)
def test_a_new_cause_on_an_old_finding_is_new(tmp_path: Path, name: str, text: str) -> None:
    scratch = Scratch(tmp_path / "r", {"main.tf": BUCKET})
    compared = ("--rules", PUBLIC, "--baseline", FILE)
    scratch.iaclint("baseline", "write", "--rules", PUBLIC)
    scratch.write({"more.tf": "# nothing\n"})
    assert scratch.states(*compared) == {"unchanged": {f"{PUBLIC} aws_s3_bucket.media"}}
    scratch.write({name: text})
    assert scratch.states(*compared) == {"new": {f"{PUBLIC} aws_s3_bucket.media"}}


def test_another_value_is_another_cause(tmp_path: Path) -> None:
    flags = "block_public_acls block_public_policy ignore_public_acls restrict_public_buckets"
    block = "".join(f"  {flag} = true\n" for flag in flags.split())
    files = {
        "main.tf": 'resource "aws_s3_bucket" "b" {}\n'
        'resource "aws_s3_bucket_public_access_block" "b" {\n'
        f"  bucket = aws_s3_bucket.b.id\n{block}}}\n"
    }
    scratch = Scratch(tmp_path / "r", files)
    scratch.replace("main.tf", "block_public_acls = true", "block_public_acls = false")
    rule = "aws-s3-public-access-block"
    scratch.iaclint("baseline", "write", "--rules", rule)
    scratch.replace("main.tf", "restrict_public_buckets = true", "restrict_public_buckets = false")
    states = scratch.states("--rules", rule, "--baseline", FILE)
    assert states == {"new": {f"{rule} aws_s3_bucket.b"}}


def test_an_environment_that_was_not_affected_is_new(tmp_path: Path) -> None:
    files = {"main.tf": MODULE, "dev.tfvars": "encrypted = false\n", "prod.tfvars": ""}
    scratch = Scratch(tmp_path / "r", {**files, "prod.tfvars": "encrypted = true\n"})
    envs = ("--env", "dev=dev.tfvars", "--env", "prod=prod.tfvars")
    run(scratch, "write", *envs)
    assert scratch.states(*COMPARED, *envs).keys() == {"unchanged"}
    scratch.write({"prod.tfvars": "encrypted = false\n"})
    assert "new" in scratch.states(*COMPARED, *envs)


def test_unknowns_are_accepted_if_asked(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"main.tf": MODULE})
    assert run(scratch, "write") == f"{FILE}: 0 findings.\n"
    assert run(scratch, "update", "--unknown").startswith(f"{FILE}: 1 finding")
    shown = scratch.iaclint("check", *COMPARED)
    assert "undecided" not in shown.stdout


def test_a_suppressed_or_broken_file_fixes_nothing(volumes: Scratch) -> None:
    volumes.write({"main.tf": 'resource "aws_ebs_volume" "old" {\n', "other.tf": ""})
    assert volumes.report(*COMPARED)["fixed"] == []
    pruned = volumes.iaclint("baseline", "prune", *ONLY)
    assert pruned.stdout == f"{FILE}: 1 finding.\n"
    assert pruned.stderr.startswith("warning: 1 error in the input")


def test_sarif_has_the_state(volumes: Scratch) -> None:
    volumes.write({"new.tf": VOLUME % ("new", "false")})
    sarif = json.loads(volumes.iaclint("check", *COMPARED, "--format", "sarif").stdout)
    states = [result["baselineState"] for result in sarif["runs"][0]["results"]]
    assert states == ["unchanged", "new"]
    volumes.write({"main.tf": "", "new.tf": ""})
    show = ("--show", "unchanged", "--format", "sarif")
    sarif = json.loads(volumes.iaclint("check", *COMPARED, *show).stdout)
    assert [result["baselineState"] for result in sarif["runs"][0]["results"]] == ["absent"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "there is no baseline 'b.json'"),
        ("[" * 5_000, "'b.json' is not a baseline: maximum recursion depth exceeded"),
        ("<<<<<<< HEAD\n", "'b.json' is not a baseline: Expecting value: line 1"),
        ('{"schema": 1}', "'b.json' is not a baseline: Object missing required field"),
        (
            '{"schema": 1, "findings": [{"rule": "a", "path": "a", "resources": {"a": []},'
            ' "message": "", "cause": "", "fingerprint": ""}]}',
            "'b.json' is not a baseline: Expected `array` of length >= 1",
        ),
        ('{"schema": 9, "findings": []}', "the baseline 'b.json' has schema 9, not 1"),
    ],
)
def test_a_file_that_is_not_a_baseline(volumes: Scratch, text: str | None, message: str) -> None:
    if text is not None:
        volumes.write({"b.json": text})
    for arguments in (("check",), ("baseline", "update"), ("baseline", "prune")):
        result = volumes.iaclint(*arguments, "--baseline", "b.json")
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.startswith(f"error: {message}")


def test_both_comparisons_accept(volumes: Scratch) -> None:
    volumes.write({"new.tf": VOLUME % ("new", "false")})
    volumes.commit()
    volumes.write({"newest.tf": VOLUME % ("newest", "false")})
    assert volumes.states(*COMPARED, "--diff", "HEAD")["new"] == {f"{RULE} aws_ebs_volume.newest"}


def test_an_endless_file_is_no_baseline(program) -> None:
    result = program("check", ".", "--baseline", "/dev/zero", files={"main.tf": ""})
    assert (result.returncode, "is not a baseline" in result.stderr) == (2, True)

"""The findings in the example of a clinic's storage, and their places."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import warm

MODULE = "modules/media/main.tf"
TERRAFORM = [
    ("aws-dynamodb-customer-managed-key", "aws_dynamodb_table.pictures", "database.tf:18:1"),
    ("aws-dynamodb-deletion-protection", "aws_dynamodb_table.pictures", "database.tf:18:1"),
    ("aws-dynamodb-encryption", "aws_dynamodb_table.pictures", "database.tf:18:1"),
    ("aws-dynamodb-point-in-time-recovery", "aws_dynamodb_table.pictures", "database.tf:18:1"),
    ("aws-ebs-volume-customer-managed-key", "aws_ebs_volume.scratch", "main.tf:31:1"),
    ("aws-ebs-volume-encryption", "aws_ebs_volume.scratch", "main.tf:31:1"),
    ("aws-efs-backup", "aws_efs_file_system.imports", "main.tf:38:1"),
    ("aws-efs-customer-managed-key", "aws_efs_file_system.imports", "main.tf:38:1"),
    ("aws-efs-encryption", "aws_efs_file_system.imports", "main.tf:38:1"),
    ("aws-efs-secure-transport", "aws_efs_file_system.imports", "main.tf:38:1"),
    ("aws-rds-copy-tags-to-snapshots", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-customer-managed-key", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-deletion-protection", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-enhanced-monitoring", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-iam-authentication", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-log-exports", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-multi-az", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-performance-insights", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-postgresql-query-logging", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-rds-public-access", "aws_db_instance.clinic", "database.tf:12:33"),
    ("aws-rds-public-address", "aws_db_instance.clinic", "database.tf:12:33"),
    ("aws-rds-storage-encryption", "aws_db_instance.clinic", "database.tf:2:1"),
    ("aws-s3-abort-multipart-upload", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-access-logging", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-acl-disabled", "module.media.aws_s3_bucket.media", f"{MODULE}:10:24"),
    ("aws-s3-block-public-acls", "module.media.aws_s3_bucket.media", f"{MODULE}:18:29"),
    ("aws-s3-block-public-policy", "module.media.aws_s3_bucket.media", f"{MODULE}:19:29"),
    ("aws-s3-encryption", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-event-notifications", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-ignore-public-acls", "module.media.aws_s3_bucket.media", f"{MODULE}:20:29"),
    ("aws-s3-kms-encryption", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-lifecycle", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-object-level-logging", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-object-lock", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-predictable-name", "module.media.aws_s3_bucket.media", f"{MODULE}:2:12"),
    ("aws-s3-public-access", "module.media.aws_s3_bucket.media", f"{MODULE}:26:12"),
    ("aws-s3-public-access-block", "module.media.aws_s3_bucket.media", f"{MODULE}:18:29"),
    ("aws-s3-public-access-block-disabled", "module.media.aws_s3_bucket.media", f"{MODULE}:18:29"),
    ("aws-s3-public-acl", "module.media.aws_s3_bucket.media", f"{MODULE}:26:12"),
    ("aws-s3-replication", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-restrict-public-buckets", "module.media.aws_s3_bucket.media", f"{MODULE}:21:29"),
    ("aws-s3-secure-transport", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
    ("aws-s3-versioning", "module.media.aws_s3_bucket.media", f"{MODULE}:1:1"),
]
CLOUDFORMATION = [
    ("aws-dynamodb-customer-managed-key", "Pictures", "template.yaml:67:3"),
    ("aws-dynamodb-deletion-protection", "Pictures", "template.yaml:67:3"),
    ("aws-dynamodb-encryption", "Pictures", "template.yaml:67:3"),
    ("aws-dynamodb-point-in-time-recovery", "Pictures", "template.yaml:67:3"),
    ("aws-ebs-volume-customer-managed-key", "Scratch", "template.yaml:34:3"),
    ("aws-ebs-volume-encryption", "Scratch", "template.yaml:34:3"),
    ("aws-efs-backup", "Imports", "template.yaml:41:3"),
    ("aws-efs-customer-managed-key", "Imports", "template.yaml:41:3"),
    ("aws-efs-encryption", "Imports", "template.yaml:41:3"),
    ("aws-efs-secure-transport", "Imports", "template.yaml:41:3"),
    ("aws-rds-copy-tags-to-snapshots", "Database", "template.yaml:49:3"),
    ("aws-rds-customer-managed-key", "Database", "template.yaml:49:3"),
    ("aws-rds-deletion-protection", "Database", "template.yaml:49:3"),
    ("aws-rds-enhanced-monitoring", "Database", "template.yaml:49:3"),
    ("aws-rds-iam-authentication", "Database", "template.yaml:49:3"),
    ("aws-rds-log-exports", "Database", "template.yaml:49:3"),
    ("aws-rds-multi-az", "Database", "template.yaml:49:3"),
    ("aws-rds-performance-insights", "Database", "template.yaml:49:3"),
    ("aws-rds-postgresql-query-logging", "Database", "template.yaml:49:3"),
    ("aws-rds-public-access", "Database", "template.yaml:63:27"),
    ("aws-rds-public-address", "Database", "template.yaml:63:27"),
    ("aws-rds-storage-encryption", "Database", "template.yaml:49:3"),
    ("aws-s3-abort-multipart-upload", "Media", "template.yaml:16:3"),
    ("aws-s3-access-logging", "Media", "template.yaml:16:3"),
    ("aws-s3-acl-disabled", "Media", "template.yaml:25:30"),
    ("aws-s3-block-public-acls", "Media", "template.yaml:28:26"),
    ("aws-s3-block-public-policy", "Media", "template.yaml:29:28"),
    ("aws-s3-encryption", "Media", "template.yaml:16:3"),
    ("aws-s3-event-notifications", "Media", "template.yaml:16:3"),
    ("aws-s3-ignore-public-acls", "Media", "template.yaml:30:27"),
    ("aws-s3-kms-encryption", "Media", "template.yaml:16:3"),
    ("aws-s3-lifecycle", "Media", "template.yaml:16:3"),
    ("aws-s3-object-level-logging", "Media", "template.yaml:16:3"),
    ("aws-s3-object-lock", "Media", "template.yaml:16:3"),
    ("aws-s3-predictable-name", "Media", "template.yaml:21:19"),
    ("aws-s3-public-access", "Media", "template.yaml:22:22"),
    ("aws-s3-public-access-block", "Media", "template.yaml:28:26"),
    ("aws-s3-public-access-block-disabled", "Media", "template.yaml:27:7"),
    ("aws-s3-public-acl", "Media", "template.yaml:22:22"),
    ("aws-s3-replication", "Media", "template.yaml:16:3"),
    ("aws-s3-restrict-public-buckets", "Media", "template.yaml:31:32"),
    ("aws-s3-secure-transport", "Media", "template.yaml:16:3"),
    ("aws-s3-versioning", "Media", "template.yaml:16:3"),
]
ONLY_IN_ALL = {
    "aws-dynamodb-customer-managed-key",
    "aws-dynamodb-deletion-protection",
    "aws-dynamodb-encryption",
    "aws-dynamodb-point-in-time-recovery",
    "aws-ebs-volume-customer-managed-key",
    "aws-efs-backup",
    "aws-efs-customer-managed-key",
    "aws-efs-secure-transport",
    "aws-rds-copy-tags-to-snapshots",
    "aws-rds-customer-managed-key",
    "aws-rds-deletion-protection",
    "aws-rds-enhanced-monitoring",
    "aws-rds-iam-authentication",
    "aws-rds-log-exports",
    "aws-rds-multi-az",
    "aws-rds-performance-insights",
    "aws-rds-postgresql-query-logging",
    "aws-rds-public-address",
    "aws-s3-abort-multipart-upload",
    "aws-s3-access-logging",
    "aws-s3-acl-disabled",
    "aws-s3-block-public-acls",
    "aws-s3-block-public-policy",
    "aws-s3-encryption",
    "aws-s3-event-notifications",
    "aws-s3-ignore-public-acls",
    "aws-s3-kms-encryption",
    "aws-s3-lifecycle",
    "aws-s3-object-level-logging",
    "aws-s3-object-lock",
    "aws-s3-predictable-name",
    "aws-s3-public-access-block",
    "aws-s3-public-access-block-disabled",
    "aws-s3-public-acl",
    "aws-s3-replication",
    "aws-s3-restrict-public-buckets",
    "aws-s3-secure-transport",
    "aws-s3-versioning",
}

NOT_NEEDED = {
    "aws-efs-backup",
    "aws-efs-secure-transport",
    "aws-rds-copy-tags-to-snapshots",
    "aws-rds-deletion-protection",
    "aws-rds-enhanced-monitoring",
    "aws-rds-iam-authentication",
    "aws-rds-log-exports",
    "aws-rds-multi-az",
    "aws-rds-performance-insights",
    "aws-rds-postgresql-query-logging",
    "aws-s3-abort-multipart-upload",
    "aws-s3-event-notifications",
    "aws-s3-lifecycle",
    "aws-s3-mfa-delete",
    "aws-s3-object-level-logging",
    "aws-s3-object-lock",
    "aws-s3-replication",
}
"""What the clinic does not need: these are only in the profile all."""

Check = Callable[..., Any]


@pytest.fixture
def check(project: Path, tmp_path: Path) -> Check:
    """Return a function that checks a part of the example, with the expected exit code."""

    def run(part: str, *options: str, code: int) -> Any:
        arguments = ("check", f"examples/clinic-media/{part}", "--format", "json", *options)
        result = warm.run(arguments, project, os.environ, tmp_path)
        assert result.returncode == code, result.stderr
        return json.loads(result.stdout)

    return run


def found(report: Any) -> list[tuple[str, str, str]]:
    """Return rule, address and place of every result, sorted."""
    results = []
    for result in report["results"]:
        path, start = result["location"]["path"], result["location"]["start"]
        short = path.removeprefix("examples/clinic-media/open/").split("/", 1)[1]
        place = f"{short}:{start['line']}:{start['column']}"
        results.append((result["rule"], result["resource"]["address"], place))
    return sorted(results)


@pytest.mark.parametrize(
    ("language", "expected"), [("terraform", TERRAFORM), ("cloudformation", CLOUDFORMATION)]
)
@pytest.mark.parametrize("profile", ["default", "all"])
def test_open(
    profile: str, language: str, expected: list[tuple[str, str, str]], check: Check
) -> None:
    report = check(f"open/{language}", "--profile", profile, "--show", "fail,unknown", code=1)
    wanted = [item for item in expected if profile == "all" or item[0] not in ONLY_IN_ALL]
    assert found(report) == wanted
    assert {result["verdict"] for result in report["results"]} == {"fail"}
    assert report["diagnostics"] == []


@pytest.mark.parametrize("language", ["terraform", "cloudformation"])
def test_fixed(language: str, check: Check) -> None:
    check(f"fixed/{language}", code=0)
    report = check(f"fixed/{language}", "--profile", "all", "--show", "all", code=1)
    rules = {
        verdict: {r["rule"] for r in report["results"] if r["verdict"] == verdict}
        for verdict in ("pass", "fail", "unknown")
    }
    assert not rules["unknown"]
    assert rules["fail"] <= NOT_NEEDED
    # Every other rule that failed before passes now: no resource is missing.
    assert rules["pass"] >= {rule for rule, _, _ in TERRAFORM} - NOT_NEEDED
    assert report["diagnostics"] == []


def test_both_languages_have_the_same_findings() -> None:
    assert [rule for rule, _, _ in TERRAFORM] == [rule for rule, _, _ in CLOUDFORMATION]


def test_finding_points_to_the_argument_of_the_module_call(check: Check) -> None:
    report = check("open/terraform", "--rules", "aws-s3-public-access", code=1)
    (result,) = report["results"]
    assert ("main.tf", 26) in {
        (related["location"]["path"].rsplit("/", 1)[1], related["location"]["start"]["line"])
        for related in result["related"]
    }


CHAIN = [
    ('the ACL "public-read" allows anyone on the internet to list the bucket\'s objects', 26, 22),
    ("object ownership is BucketOwnerPreferred: ACLs are enabled", 10, 25),
    (
        "Block Public Access of the bucket does not enable ignore_public_acls, and is not"
        " configured for the account",
        20,
        30,
    ),
    (
        "the defaults since April 2023 would reject this ACL, but this bucket disables them, so it"
        " takes effect on new and older buckets",
        None,
        None,
    ),
    ("no bucket policy is declared", 1, 16),
]
"""The reasoning, with lines in the module and in the template."""


@pytest.mark.parametrize("language", ["terraform", "cloudformation"])
def test_reasoning_has_places_in_the_source(language: str, check: Check) -> None:
    report = check(f"open/{language}", "--rules", "aws-s3-public-access", code=1)
    (result,) = report["results"]
    steps = [
        (step["text"], step["location"] and step["location"]["start"]["line"])
        for step in result["chain"]
    ]
    lines = 1 if language == "terraform" else 2
    assert steps == [(step[0], step[lines]) for step in CHAIN]


@pytest.mark.parametrize("language", ["terraform", "cloudformation"])
def test_reasoning_is_given_for_a_pass(language: str, check: Check) -> None:
    report = check(f"fixed/{language}", "--rules", "aws-s3-public-access", "--show", "all", code=0)
    steps = [step["text"] for result in report["results"] for step in result["chain"]]
    assert "no ACL grants access" in steps

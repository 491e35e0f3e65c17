from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from iaclint.cli import rule_draft
from iaclint.errors import UsageError
from iaclint.requested_rules import load_rules
from iaclint.scaffold.rule_file import NewRule

pytestmark = pytest.mark.slow

ANSWERS = {
    "--id": "acme-rule",
    "--title": "Title: with a colon",
    "--severity": "high",
    "--category": "network",
}
EXAMPLES = 3
"""For each language: one that fails, one that passes and one that is unknown."""


@pytest.fixture
def new_rule(program) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(model: str, *require: str, **answers: str) -> subprocess.CompletedProcess[str]:
        given = {**ANSWERS, "--model": model, **{f"--{k}": v for k, v in answers.items()}}
        tests = [part for test in require for part in ("--require", test)]
        options = [part for pair in given.items() for part in pair if pair[1]]
        return program("rules", "new", *options, *tests)

    return run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("model", "require", "languages"),
    [
        pytest.param("aws.efs.file_system", "encrypted=true", 2, id="a boolean"),
        pytest.param("aws.transfer.server", "endpoint={in: [VPC, VPC_ENDPOINT]}", 2, id="plain"),
        pytest.param("aws.dynamodb.table", "encryption.enabled=true", 2, id="a nested block"),
        pytest.param("aws.s3.bucket", "versioning=Enabled", 2, id="a companion"),
        pytest.param("aws.s3.bucket", "ownership=BucketOwnerEnforced", 2, id="a list in a block"),
        pytest.param("aws.rds.snapshot", "shared_accounts={none: all}", 1, id="a list"),
        pytest.param("aws.rds.instance", "port={at_least: 4000}", 2, id="a number"),
        pytest.param("aws.kinesis.stream", "kms_key=present", 2, id="present"),
        pytest.param("aws.msk.cluster", "publicly_accessible=false", 2, id="translated"),
        pytest.param(
            "aws.redshift.cluster",
            'ingress={none: {cidrs: {contains: "0.0.0.0/0"}}}',
            2,
            id="a list of a companion's companion",
        ),
        pytest.param(
            "azure.database.server",
            "allowed={none: {start: 0.0.0.0, end: 0.0.0.0}}",
            1,
            id="azure: companions as a list",
        ),
        pytest.param("azure.storage.account", "default_action=Deny", 1, id="azure"),
        pytest.param("gcp.sql.instance", "public_network=false", 1, id="gcp: blocks in blocks"),
        pytest.param("gcp.storage.bucket", "public_access_prevention=enforced", 1, id="gcp"),
    ],
)
def test_the_file_passes_its_examples(
    model: str, require: str, languages: int, new_rule, program
) -> None:
    result = new_rule(model, require)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Write examples" not in result.stdout
    tested = program("rules", "test", "acme-rule.yaml")
    ran = f"Ran {languages * EXAMPLES} examples of 1 rule: all pass.\n"
    assert (tested.returncode, tested.stdout) == (0, ran)


def test_the_file_has_the_layout_of_the_bundled_rules(new_rule, tmp_path: Path, snapshot) -> None:
    assert new_rule("aws.s3.bucket", "versioning=Enabled").returncode == 0
    assert (tmp_path / "acme-rule.yaml").read_text(encoding="utf-8") == snapshot


def test_it_says_what_to_fill_in(new_rule) -> None:
    printed = new_rule("aws.s3.bucket", "versioning=Enabled").stdout
    assert "Wrote acme-rule.yaml. Fill in: message, why, fix, references.\n" in printed


def test_several_requirements_are_set_together(new_rule, tmp_path: Path) -> None:
    assert new_rule("aws.kinesis.stream", "encryption=KMS", "kms_key=present").returncode == 0
    rule = yaml.safe_load((tmp_path / "acme-rule.yaml").read_text(encoding="utf-8"))
    assert rule["require"] == {"encryption": "KMS", "kms_key": "present"}
    passing = next(example for example in rule["examples"] if "pass" in example)
    assert 'encryption_type = "KMS"' in passing["terraform"]
    assert "kms_key_id" in passing["terraform"]


def test_a_computed_field_needs_examples_by_hand(new_rule, program, tmp_path: Path) -> None:
    result = new_rule("aws.s3.bucket", "exposure.public=false")
    assert result.returncode == 0
    for language in ("Terraform", "CloudFormation"):
        line = f"Write examples in {language} for: fail, pass, unknown.\n"
        assert line in result.stdout
    text = (tmp_path / "acme-rule.yaml").read_text(encoding="utf-8")
    assert "# examples:" in text
    assert program("rules", "test", "acme-rule.yaml").returncode == 0


def test_a_language_without_the_field_needs_examples_by_hand(new_rule) -> None:
    printed = new_rule("aws.rds.instance", "instance_class=present").stdout
    assert "Ran 3 examples of 1 rule: all pass.\n" in printed
    assert "Write examples in Terraform for: fail, pass, unknown.\n" in printed


def test_a_file_is_never_overwritten(new_rule, tmp_path: Path) -> None:
    file = tmp_path / "acme-rule.yaml"
    file.write_text("mine\n", encoding="utf-8")
    result = new_rule("aws.s3.bucket", "versioning=Enabled")
    assert result.returncode == 2
    assert "acme-rule.yaml exists already" in result.stderr
    assert file.read_text(encoding="utf-8") == "mine\n"


def test_the_folder_is_made(new_rule, tmp_path: Path) -> None:
    assert new_rule("aws.s3.bucket", "versioning=Enabled", folder="rules/s3").returncode == 0
    assert (tmp_path / "rules" / "s3" / "acme-rule.yaml").is_file()


def test_the_path_of_a_bundled_rule_is_its_id(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(rule_draft, "rules_directory", lambda: tmp_path)
    folder = str(tmp_path / "aws" / "s3")
    model = load_rules().models["aws.s3.bucket"]
    path, _ = rule_draft.write_rule(draft("aws-s3-object-tags"), model, folder, ())
    assert path.relative_to(tmp_path).as_posix() == "aws/s3/object-tags.yaml"
    with pytest.raises(UsageError, match="starts with 'aws-s3-'"):
        rule_draft.write_rule(draft("aws-sqs-object-tags"), model, folder, ())


def draft(id_: str) -> NewRule:
    require = (("exposure.public", "false"),)
    return NewRule(id_, "A title", "aws.s3.bucket", "low", "network", require)


@pytest.mark.parametrize(
    ("model", "require", "answers", "message"),
    [
        ("aws.s3.bukket", "versioning=Enabled", {}, "did you mean 'aws.s3.bucket'?"),
        ("aws.s3.bucket", "versionin=Enabled", {}, "did you mean 'versioning'?"),
        ("aws.s3.bucket", "versioning={equal: x}", {}, "did you mean 'equals'?"),
        ("aws.s3.bucket", "versioning={equals: [}", {}, "is not valid YAML"),
        ("aws.s3.bucket", "versioning", {}, "is not of the form FIELD=TEST"),
        ("aws.s3.bucket", "versioning=Enabled", {"severity": "hihg"}, "did you mean 'high'?"),
        ("aws.s3.bucket", "versioning=Enabled", {"id": "Acme"}, "does not have the form"),
        ("aws.s3.bucket", "versioning=Enabled", {"id": "aws-s3-versioning"}, "another rule has"),
        ("aws.s3.bucket", "versioning=Enabled", {"title": ""}, "missing option --title"),
    ],
)
def test_mistakes_are_usage_errors(
    model: str, require: str, answers: dict[str, str], message: str, new_rule, tmp_path: Path
) -> None:
    result = new_rule(model, require, **answers)
    assert result.returncode == 2
    assert message in result.stderr
    assert list(tmp_path.glob("*.yaml")) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_a_terminal_is_asked_for_what_is_missing(tmp_path: Path, project: Path) -> None:
    ours, theirs = pty.openpty()
    options = ["--model", "aws.efs.file_system", "--require", "encrypted=true", "--id", "acme-rule"]
    with subprocess.Popen(
        [sys.executable, "-m", "iaclint", "rules", "new", *options],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        os.write(ours, b"A title\nlow\nencryption-at-rest\n")
        printed, errors = process.communicate(timeout=300)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, printed + errors
    rule = yaml.safe_load((tmp_path / "acme-rule.yaml").read_text(encoding="utf-8"))
    assert (rule["title"], rule["severity"]) == ("A title", "low")


@pytest.mark.parametrize("folder", ["mine", "other"])
def test_a_model_of_the_user_s_own(folder: str, program) -> None:
    model = (
        "model: acme.vault\n"
        "title: vault\n"
        "terraform:\n"
        "  resource: acme_vault\n"
        "  fields: {locked: lock.enabled}\n"
    )
    options = [part for pair in ANSWERS.items() for part in pair]
    result = program(
        *("rules", "new", *options, "--model", "acme.vault", "--require", "locked=true"),
        *("--rules-dir", "mine", "--folder", folder),
        files={"mine/vault.model.yaml": model},
    )
    assert (result.returncode, result.stderr) == (0, "")
    command = result.stdout.splitlines()[-1].split("`")[1]
    tested = program(*command.split()[1:])
    assert tested.stdout == "Ran 3 examples of 1 rule: all pass.\n"

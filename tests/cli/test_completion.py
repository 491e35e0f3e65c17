"""Completion in a shell, as bash asks for it."""

from __future__ import annotations

import pytest

from iaclint.cli.completion import profiles
from iaclint.report import FORMATS


def _complete(program, *words: str) -> list[str]:
    environment = {
        "_IACLINT_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("iaclint", *words)),
        "COMP_CWORD": str(len(words)),
    }
    result = program(environment=environment)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.split()


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["ch"], ["check"]),
        (["check", "--prof"], ["--profile"]),
        (["check", "--rules", "aws-s3-versioni"], ["aws-s3-versioning"]),
        (
            ["check", "--skip", "aws-s3-encryption,aws-s3-versioni"],
            ["aws-s3-encryption,aws-s3-versioning"],
        ),
        (["check", "--profile", "cis-aw"], ["cis-aws"]),
        (["check", "--format", "sa"], ["sarif"]),
        (["check", "--fail-on", "h"], ["high"]),
        (["check", "--show", "unk"], ["unknown"]),
        (["check", "--color", "ne"], ["never"]),
        (["evaluate", "--format", "j"], ["json"]),
        (["explain", "aws-s3-versioni"], ["aws-s3-versioning"]),
        (["rules", "show", "aws-s3-versioni"], ["aws-s3-versioning"]),
        (["models", "show", "aws.s3.b"], ["aws.s3.bucket"]),
        (["rules", "new", "--model", "aws.s3.b"], ["aws.s3.bucket"]),
        (["check", "--rules", "no-such"], []),
    ],
)
def test_values_are_completed(program, words: list[str], completed: list[str]) -> None:
    assert _complete(program, *words) == completed


def test_all_formats_and_profiles_are_offered(program) -> None:
    assert _complete(program, "check", "--format", "''") == list(FORMATS)
    assert profiles("")[:2] == ["default", "all"]
    assert "hipaa" in profiles("")

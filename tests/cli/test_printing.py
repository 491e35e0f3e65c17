"""What commands other than ``check`` print of the input."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from iaclint.cli.printing import say
from tests.report.test_log_commands import is_command

HOSTILE = "##[group]x\x1b[31m\n::error::y"


def test_lines_have_no_control_characters_and_no_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("a\tb", HOSTILE, "::error::z")
    out = capsys.readouterr().out
    assert out == "a\tb\n\\x23#[group]x\\x1b[31m\\x0a::error::y\n\\x3a:error::z\n"
    assert not any(map(is_command, out.splitlines()))


def test_json_keeps_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    say(json.dumps([HOSTILE]), format="json")
    out = capsys.readouterr().out
    assert "##[" not in out
    assert json.loads(out) == [HOSTILE]


RULE = """\
id: x-1
title: "##[group]x"
model: aws.s3.bucket
severity: low
category: logging
require: {versioning: Enabled}
message: m
why: w
references: [https://example.com]
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("modules", "list"),
        ("modules", "list", "--format", "json"),
        ("stub", "m", "--source", "a/b/aws", "--version", "1.x", "--folder", "##[x]"),
        ("baseline", "write", "--baseline", "##[x].json"),
        ("rules", "list", "--rules-dir", "rules"),
        ("rules", "list", "--rules-dir", "rules", "--format", "json"),
        ("rules", "show", "x-1", "--rules-dir", "rules"),
        ("explain", "x-1", "--rules-dir", "rules"),
    ],
)
def test_no_command_prints_a_command_of_a_runner(program, arguments: tuple[str, ...]) -> None:
    source = 'module "a" {\n  source = "a/b/##[group]"\n  version = "##[x]"\n}\n'
    files = {
        "main.tf": source,
        "m/main.tf": 'resource "aws_s3_bucket" "b" {}\n',
        "rules/x.yaml": RULE,
    }
    done = program(*arguments, files=files)
    text = done.stdout + done.stderr
    assert (done.returncode, "[" in text) == (0, True), text
    assert not any(map(is_command, text.splitlines()))


@pytest.mark.parametrize("option", ["--baseline", "--config", "--var-file", "--parameters"])
def test_a_named_pipe_is_not_waited_for(program, tmp_path: Path, option: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = program("check", option, str(tmp_path / "pipe"), files={"main.tf": ""})
    assert (done.returncode, "it is a named pipe" in done.stderr) == (2, True)


@pytest.mark.parametrize("option", ["--rules-dir", "--stubs", "--source", "--config", "--exclude"])
def test_a_name_that_is_too_long_is_no_fault(program, option: str) -> None:
    done = program("check", option, "x" * 5_000, files={"main.tf": ""})
    assert done.returncode in (0, 2), done.stderr

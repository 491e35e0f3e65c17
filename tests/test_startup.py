"""Startup is a feature: a command loads what it needs, and nothing else."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

LOADED_BY = """
import json, sys
sys.argv = ["iaclint", *sys.argv[1:]]
from iaclint.cli.app import main
try:
    main()
except SystemExit as stop:
    code = stop.code
print()
print(json.dumps({"code": code or 0, "modules": sorted(sys.modules)}))
"""

LIGHT = {"--help", "--version"}
HEAVY = {
    "boto3",
    "cfnlint",
    "google",
    "hcl2",
    "iaclint.judging.engine",
    "iaclint.pipeline",
    "iaclint.ruleset",
    "iaclint.syntax",
    "jsonschema",
    "lark",
    "msgspec",
    "pydantic",
    "re2",
    "samtranslator",
    "tree_sitter",
    "tree_sitter_hcl",
    "yaml",
}


@pytest.fixture(scope="module")
def loaded_by(
    run_python: Callable[..., subprocess.CompletedProcess[str]],
) -> Callable[..., set[str]]:
    """Return the modules, with the packages they are in, that a command line loads."""

    def loaded(*arguments: str, code: int = 0) -> set[str]:
        result = run_python("-c", LOADED_BY, *arguments)
        assert result.stdout, result.stderr
        end = json.loads(result.stdout.splitlines()[-1])
        assert end["code"] == code, result.stdout + result.stderr
        return set(end["modules"])

    return loaded


@pytest.mark.parametrize("option", sorted(LIGHT))
def test_fast_options_load_no_slow_modules(option: str, loaded_by: Callable[..., set[str]]) -> None:
    assert not loaded_by(option) & HEAVY


def test_importing_the_package_loads_nothing_else(
    run_python: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    code = "import sys, iaclint; print(*(name for name in sys.modules if 'iaclint' in name))"
    assert run_python("-c", code).stdout == "iaclint\n"


@pytest.mark.parametrize(
    ("words", "slow"),
    [
        ("ch", HEAVY),
        ("check --form", HEAVY - {"msgspec"}),
        ("check --rules aws-s3-v", {"iaclint.pipeline", "jsonschema", "tree_sitter", "yaml"}),
        ("check --profile ci", {"iaclint.pipeline", "jsonschema", "tree_sitter", "yaml"}),
    ],
)
def test_completion_does_not_load_what_a_run_needs(
    words: str, slow: set[str], run_python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    environment = {
        "_IACLINT_COMPLETE": "complete_bash",
        "COMP_WORDS": f"iaclint {words}",
        "COMP_CWORD": str(len(words.split())),
    }
    code = f"import os; os.environ |= {environment}\n{LOADED_BY}"
    loaded = json.loads(run_python("-c", code).stdout.splitlines()[-1])
    assert loaded["code"] == 0
    assert not slow.intersection(loaded["modules"])


def test_version_does_not_load_rich(loaded_by: Callable[..., set[str]]) -> None:
    assert "rich" not in loaded_by("--version")


def test_checking_terraform_loads_only_its_parser(
    tmp_path: Path, loaded_by: Callable[..., set[str]]
) -> None:
    file = tmp_path / "main.tf"
    file.write_text('resource "aws_s3_bucket" "media" { acl = "public-read" }\n', encoding="utf-8")
    loaded = loaded_by("check", str(file), "--format", "json", code=1)
    assert "tree_sitter_hcl" in loaded
    assert not loaded & {"cfnlint", "hcl2", "jsonschema", "lark", "pydantic", "rich"}
    assert not loaded & {"iaclint.cloudformation.template.detection", "iaclint.plan.detection"}


@pytest.mark.slow
def test_a_framework_reads_all_rules_only_for_a_terminal(
    tmp_path: Path, loaded_by: Callable[..., set[str]]
) -> None:
    file = tmp_path / "main.tf"
    file.write_text('resource "aws_s3_bucket" "media" { acl = "public-read" }\n', encoding="utf-8")
    counts_sections = "iaclint.cli.rule_options"
    arguments = ("check", str(file), "--profile", "hipaa")
    assert counts_sections in loaded_by(*arguments, code=1)
    assert counts_sections not in loaded_by(*arguments, "--format", "json", code=1)
    assert counts_sections not in loaded_by("check", str(file), code=1)


def test_a_configuration_file_is_parsed_only_if_there_is_one(
    tmp_path: Path, loaded_by: Callable[..., set[str]]
) -> None:
    file = tmp_path / "main.tf"
    file.write_text('resource "aws_s3_bucket" "media" { acl = "public-read" }\n', encoding="utf-8")
    without = loaded_by("check", str(file), "--no-config", code=1)
    config = tmp_path / "config.yaml"
    config.write_text("fail-on: low\n", encoding="utf-8")
    loaded = loaded_by("check", str(file), "--config", str(config), code=1)
    readers = {"iaclint.config.checks", "iaclint.config.reader"}
    assert readers.isdisjoint(without)
    assert readers <= loaded
    assert "jsonschema" not in loaded


def test_checking_templates_loads_only_their_parser(
    tmp_path: Path, loaded_by: Callable[..., set[str]]
) -> None:
    file = tmp_path / "media.yaml"
    file.write_text("Resources: {Media: {Type: AWS::EC2::Volume}}\n", encoding="utf-8")
    loaded = loaded_by("check", str(file), "--format", "json", code=1)
    assert "yaml" in loaded
    assert not loaded & {"boto3", "cfnlint", "hcl2", "pydantic", "samtranslator", "tree_sitter"}


@pytest.mark.slow
def test_sam_loads_its_translator_and_no_more(
    tmp_path: Path, loaded_by: Callable[..., set[str]]
) -> None:
    file = tmp_path / "media.yaml"
    file.write_text(
        "Transform: AWS::Serverless-2016-10-31\n"
        "Resources: {Table: {Type: AWS::Serverless::SimpleTable}}\n",
        encoding="utf-8",
    )
    loaded = loaded_by("check", str(file), "--format", "json", "--profile", "all", code=1)
    assert "samtranslator" in loaded
    assert not loaded & {"cfnlint", "hcl2", "tree_sitter"}

"""What ``iaclint init`` writes, which ``check`` must accept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_config

from iaclint.config.reader import read
from iaclint.config.settings import Settings
from iaclint.files.source import SourceFile
from iaclint.syntax import yaml as with_places
from tests.cli.conftest import OPEN

HOOKS = Path(__file__).parents[3] / ".pre-commit-hooks.yaml"
MODULE = 'variable "size" {}\n' + OPEN
FILES = {
    ".git/HEAD": "",
    "infra/app/main.tf": MODULE,
    "infra/app/terraform.tfvars": "size = 0\n",
    "infra/app/env/dev.tfvars": "size = 1\n",
    "infra/app/env/prod.tfvars": "size = 2\n",
    "infra/app/env/dev.backend.tfvars": 'bucket = "state"\n',
    "infra/db/main.tf": MODULE,
    "infra/db/env/dev.tfvars": "size = 1\n",
    "infra/db/env/prod.tfvars": "size = 2\n",
    "infra/net/main.tf": MODULE + 'module "part" {\n  source = "./part"\n}\n',
    "infra/net/common.tfvars": "size = 3\n",
    "infra/net/envs/no/main.tfvars": "size = 4\n",
    "infra/net/envs/eu west/main.tfvars": "size = 5\n",
    "infra/net/part/main.tf": "",
    "infra/[odd]/main.tf": MODULE,
    "infra/[odd]/live.tfvars.json": '{"size": 1}\n',
    "plain/main.tf": OPEN,
    "stacks/a.yaml": "Parameters: {Stage: {Type: String}, Size: {Type: Number, Default: 1}}\n"
    "Resources: {Q: {Type: AWS::SQS::Queue}}\n",
    "stacks/b.yaml": "Resources: {Q: {Type: AWS::SQS::Queue}}\n",
}


def test_a_file_is_written_for_what_is_found(program, tmp_path, snapshot) -> None:
    result = program("init", files=FILES)
    assert (result.returncode, result.stderr) == (0, "")
    text = (tmp_path / ".iaclint.yaml").read_text("utf-8")
    assert result.stdout + "---\n" + text == snapshot


def test_what_is_written_is_accepted(program, tmp_path) -> None:
    assert program("init", files=FILES).returncode == 0
    schema = json.loads((tmp_path / ".iaclint.schema.json").read_text("utf-8"))
    assert schema["properties"].keys() >= {"profile", "roots"}
    result = program("check", "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert document["summary"]["not_applied"] == []
    assert [d for d in document["diagnostics"] if d["level"] == "error"] == []
    shown = json.loads(program("config", "show", "--format", "json").stdout)
    assert shown["file"] == ".iaclint.yaml"


def test_commented_lines_are_accepted_when_uncommented(program, tmp_path) -> None:
    for files in ({"main.tf": OPEN}, {"a.yaml": FILES["stacks/a.yaml"]}):
        assert program("init", files=files).returncode == 0
        file = tmp_path / ".iaclint.yaml"
        lines = file.read_text("utf-8").splitlines()
        # A sentence has spaces where a setting has a colon, a hyphen or deeper indentation.
        text = "\n".join(
            line.removeprefix("# ") if line.startswith("# ") and _is_setting(line) else line
            for line in lines
        )
        node, diagnostics = with_places.parse(SourceFile("x", text.encode()))
        assert diagnostics == []
        assert node is not None
        settings, mistakes = read(node, Settings)
        assert mistakes == []
        assert settings is not None
        assert settings.rules
        assert settings.exclude
        assert settings.roots
        file.unlink()
        for name in files:
            (tmp_path / name).unlink()


def _is_setting(line: str) -> bool:
    text = line.removeprefix("# ")
    if "$schema" in text:
        return False
    word = text.split(":")[0]
    return text.startswith(" ") or (":" in text and " " not in word and word.islower())


def test_nothing_is_overwritten(program, tmp_path) -> None:
    result = program("init", files={".iaclint.yml": "profile: all\n", "main.tf": OPEN})
    assert result.returncode == 2
    assert "error: '.iaclint.yml' already exists" in result.stderr
    assert not (tmp_path / ".iaclint.yaml").exists()


def test_integrations_are_added_to_a_configuration(program, tmp_path) -> None:
    result = program("init", "--gitlab", files={".iaclint.yaml": "profile: all\n"})
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Kept .iaclint.yaml.\nWrote .gitlab-ci.yml.\n")
    assert (tmp_path / ".iaclint.yaml").read_text("utf-8") == "profile: all\n"
    assert (tmp_path / ".gitlab-ci.yml").exists()


def test_a_folder_without_anything_to_check(program, tmp_path) -> None:
    result = program("init")
    assert result.returncode == 0
    assert "no root modules or templates found" in result.stdout
    assert "# roots:" in (tmp_path / ".iaclint.yaml").read_text("utf-8")


def test_integrations_are_written(program, tmp_path) -> None:
    result = program("init", "--pre-commit", "--github", "--gitlab", files=FILES)
    assert result.returncode == 0
    (repository,) = load_config(str(tmp_path / ".pre-commit-config.yaml"))["repos"]
    (hook,) = repository["hooks"]
    (published, _) = yaml.safe_load(HOOKS.read_text("utf-8"))
    for key in ("id", "language", "entry", "always_run", "require_serial"):
        assert hook[key] == published[key]
    assert hook.get("pass_filenames", True)
    workflow = yaml.safe_load((tmp_path / ".github/workflows/iaclint.yml").read_text("utf-8"))
    commands = [step.get("run", "") for step in workflow["jobs"]["iaclint"]["steps"]]
    assert any(command.startswith("iaclint check . --diff") for command in commands)
    pipeline = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text("utf-8"))
    assert pipeline["iaclint"]["script"][-1].startswith("iaclint check . --diff")


def test_an_existing_integration_is_printed(program, tmp_path) -> None:
    files = {"main.tf": OPEN, ".pre-commit-config.yaml": "repos: []\n"}
    result = program("init", "--pre-commit", files=files)
    assert result.returncode == 0
    assert ".pre-commit-config.yaml already exists. Add this to it:" in result.stdout
    assert "entry: iaclint check --changed" in result.stdout
    assert (tmp_path / ".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"


@pytest.mark.parametrize("option", ["--github", "--gitlab", "--pre-commit"])
def test_integrations_belong_in_the_root_of_the_repository(
    program, tmp_path, monkeypatch, option: str
) -> None:
    (tmp_path.parent / ".git").mkdir()
    try:
        result = program("init", option, files={"main.tf": OPEN})
    finally:
        (tmp_path.parent / ".git").rmdir()
    assert result.returncode == 2
    assert (
        "belongs in the root of the repository\n  = help: run `iaclint init` in ..\n"
        in result.stderr
    )
    assert not (tmp_path / ".iaclint.yaml").exists()

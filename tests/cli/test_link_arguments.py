"""Arguments and options that name links: none reads outside of the work tree."""

from __future__ import annotations

from pathlib import Path

import pytest

SECRET = "OUTSIDE77"
OUTSIDE = {
    "main.tf": f'resource "aws_s3_bucket" "{SECRET}" {{\n  acl = "public-read"\n}}\n',
    "secret.yaml": f"{SECRET}: {{}}\n",
    "secret.json": f'{{"{SECRET}": 1}}\n',
    "terraform.tfvars": f"{SECRET} =\n",
}
LINKS = {
    "folder": "",
    "main.link": "main.tf",
    "yaml": "secret.yaml",
    "rule.yaml": "secret.yaml",
    "json": "secret.json",
    "values": "terraform.tfvars",
}
COMMANDS = [
    "check folder",
    "check folder/main.tf",
    "check folder/missing.tf",
    "check folder/../{}/main.tf",
    "check main.link",
    "check --var-file values .",
    "check --var-file folder/terraform.tfvars .",
    "check --env x=values .",
    "check --parameters json .",
    "check --config yaml .",
    "check --baseline json .",
    "check --rules-dir folder .",
    "check --rules-dir rule.yaml .",
    "check --stubs folder .",
    "check --source folder .",
    "evaluate folder",
    "explain folder/main.tf:1",
    "modules list folder",
    "rules test folder",
    "rules test rule.yaml",
    "rules list --rules-dir folder",
    "models list --rules-dir folder",
    "config show --config yaml",
    "baseline write folder",
    "stub folder --source acme/a/b --version 1.0",
]


@pytest.mark.parametrize("has_git", [True, False], ids=["git", "no git"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_behind_a_link_is_read(
    program, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, command: str, has_git: bool
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    for name, text in OUTSIDE.items():
        (outside / name).write_text(text, encoding="utf-8")
    for name, target in LINKS.items():
        (tmp_path / name).symlink_to(outside / target)
    if has_git:
        (tmp_path / ".git").mkdir()
    result = program(*command.format(outside.name).split(), files={"main.tf": ""})
    assert (result.returncode, SECRET in result.stdout + result.stderr) == (2, False)
    assert "is a link that leads out of" in result.stderr
    assert {path.name for path in outside.iterdir()} == OUTSIDE.keys()

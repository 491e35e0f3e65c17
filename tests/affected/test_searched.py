"""``iaclint check --changed`` where the change decides which folders are searched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.scratch import Scratch

OPEN = """\
resource "aws_s3_bucket" "a" {
  bucket = "a"
  acl    = "public-read"
}
"""
CALL = 'module "m" {\n  source = "./node_modules/x"\n}\n'
NODE = {"package.json": "{}", "node_modules/x/main.tf": OPEN}
HASH = "a" * 20

# The files, and those that the change adds or deletes (None); a link begins with "->".
CASES: dict[str, tuple[Mapping[str, str], Mapping[str, str | None]]] = {
    "a deleted package.json": (NODE, {"package.json": None}),
    "a deleted package.json below": (
        {f"web/{path}": text for path, text in NODE.items()},
        {"web/package.json": None},
    ),
    "a deleted pyvenv.cfg": (
        {"venv/pyvenv.cfg": "", "venv/x/main.tf": OPEN},
        {"venv/pyvenv.cfg": None},
    ),
    "a deleted tag of a cache": (
        {".tox/CACHEDIR.TAG": "", ".tox/main.tf": OPEN},
        {".tox/CACHEDIR.TAG": None},
    ),
    "another file in a cache": (
        {f".terragrunt-cache/{HASH}/{HASH}/main.tf": OPEN},
        {".terragrunt-cache/note.txt": ""},
    ),
    "a link": (NODE, {"prod": "->node_modules/x"}),
    "a link to the folder": (NODE, {"prod": "->node_modules"}),
    "another target of a link": (
        {**NODE, "m/a.txt": "", "prod": "->m"},
        {"prod": "->node_modules/x"},
    ),
    "a target of a link": (
        {**NODE, "prod": "->next/x", "next": "->m", "m/x/a.txt": ""},
        {"next": "->node_modules"},
    ),
    "a document": (
        {
            "package.json": "{}",
            "node_modules/t.yaml": "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n"
            "      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerPreferred}]}\n"
            "      PublicAccessBlockConfiguration: {BlockPublicAcls: false}\n"
            "      AccessControl: PublicRead\n",
        },
        {"package.json": None},
    ),
}


def _apply(scratch: Scratch, change: Mapping[str, str | None]) -> None:
    for path, text in change.items():
        full = scratch.root / path
        if text is None or full.is_symlink():
            full.unlink()
        if text is not None and text.startswith("->"):
            full.symlink_to(text[2:])
        elif text is not None:
            scratch.write({path: text})
    scratch.git("add", "-Af")


def _staged(tmp_path: Path, files: Mapping[str, str], change: Mapping[str, str | None]) -> Scratch:
    scratch = Scratch(tmp_path / "r")
    _apply(scratch, {"README.md": "", **files})
    scratch.git("commit", "-qm", "base")
    _apply(scratch, change)
    return scratch


def _found(scratch: Scratch, *arguments: str) -> set[str]:
    found = scratch.report(*arguments, "--rules", "aws-s3-public-access")["results"]
    return {
        f"{r['rule']} {r['resource']['address']}"
        for r in found
        if r["baseline_state"] in (None, "new")
    }


@pytest.mark.parametrize("kind", CASES)
def test_what_a_change_makes_searched_is_found(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, change = CASES[kind]
    scratch = _staged(tmp_path, files, change)
    wanted = _found(scratch, ".", "--diff", "HEAD")
    assert wanted
    assert _found(scratch, "--changed") == wanted
    scratch.git("commit", "-qm", "change")
    monkeypatch.setenv("PRE_COMMIT", "1")
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~1")
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "HEAD")
    assert _found(scratch, "--changed") == wanted


@pytest.mark.parametrize(
    ("files", "change"),
    [
        pytest.param(NODE, {"a.txt": ""}, id="a folder of a tool that is still one"),
        pytest.param(
            {"node_modules/x/main.tf": OPEN}, {"a.txt": ""}, id="a folder that was searched before"
        ),
        pytest.param(
            {**NODE, "prod": "->node_modules/x"}, {"live": "->node_modules/x"}, id="another link"
        ),
        pytest.param({**NODE, "main.tf": CALL}, {"package.json": None}, id="a called module"),
    ],
)
def test_what_was_searched_before_is_not_new(
    tmp_path: Path, files: Mapping[str, str], change: Mapping[str, str | None]
) -> None:
    scratch = _staged(tmp_path, files, change)
    assert not _found(scratch, ".", "--diff", "HEAD")
    assert not _found(scratch, "--changed")


def test_untracked_files_of_a_new_folder_are_not_part_of_the_change(tmp_path: Path) -> None:
    scratch = _staged(tmp_path, {}, {"a.txt": ""})
    scratch.write({"venv/main.tf": OPEN})
    assert not _found(scratch, "--changed")

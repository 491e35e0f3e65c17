"""Nothing that a repository, or the environment, configures for git is executed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.inputs import BUCKET
from tests.hostile.isolation import works
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
PROGRAM = "from iaclint.cli.app import main; main()"
PROGRAMS = (
    "alias.cat-file",
    "alias.ls-files",
    "core.alternateRefsCommand",
    "core.askPass",
    "core.editor",
    "core.fsmonitor",
    "core.gitProxy",
    "core.pager",
    "core.sshCommand",
    "credential.helper",
    "diff.evil.command",
    "diff.evil.textconv",
    "diff.external",
    "filter.evil.clean",
    "filter.evil.process",
    "filter.evil.smudge",
    "gpg.program",
    "merge.evil.driver",
    "remote.origin.uploadpack",
    "submodule.s.update",
    "uploadpack.packObjectsHook",
)
"""The settings of git that name a program."""
VARIABLES = ("GIT_ASKPASS", "GIT_EDITOR", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND")
HOOKS = ("post-checkout", "post-index-change", "pre-auto-gc", "reference-transaction")
URLS = ("ext::sh -c touch% executed", "ssh://localhost/x", "https://localhost/x", "file:///x", "/x")
EVIL = "*.tf filter=evil diff=evil merge=evil ident\n"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a program that leaves a file called ``executed`` beside it."""
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\ntouch {tmp_path}/executed\nexit 0\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def scratch(tmp_path: Path, program: Path) -> Scratch:
    """Return a repository with a change, a filter on all files, and each setting above."""
    scratch = Scratch(tmp_path / "r", {"main.tf": BUCKET, ".gitattributes": EVIL})
    scratch.git("mv", "main.tf", "moved.tf")
    scratch.write({"added.tf": BUCKET.replace('" "b"', '" "c"')})
    scratch.commit()
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        (hooks / name).write_bytes(program.read_bytes())
        (hooks / name).chmod(0o755)
    scratch.git("config", "core.hooksPath", str(hooks))
    for setting in PROGRAMS:
        prefix = "!" if setting.startswith(("alias", "submodule")) else ""
        scratch.git("config", setting, f"{prefix}{program}")
    included = tmp_path / "included"
    included.write_text(f"[core]\n\tfsmonitor = {program}\n", encoding="utf-8")
    scratch.git("config", "include.path", str(included))
    return scratch


def check(scratch: Scratch, program: Path, *arguments: str, **variables: str) -> list[str]:
    """Check a repository, and return the programs that are executed, and the sockets."""
    log = program.parent / "log"
    trace = ("strace", "-f", "-e", "trace=execve,execveat,socket,connect", "-o", str(log))
    is_traced = works("strace", "-o", os.devnull)
    command = [*(trace if is_traced else ()), sys.executable, "-c", PROGRAM, "check", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), **variables}
    environment |= dict.fromkeys(VARIABLES, str(program))
    done = subprocess.run(
        command, cwd=scratch.root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1, 2), done.stderr
    assert "Traceback" not in done.stderr
    assert not (program.parent / "executed").exists()
    assert not (scratch.root / "executed").exists()
    text = log.read_text(encoding="utf-8", errors="replace") if is_traced else ""
    assert not re.search(r"\b(socket|connect)\(", text)
    return re.findall(r'execve\("([^"]*)".* = 0$', text, re.MULTILINE)


RANGE = {"PRE_COMMIT_FROM_REF": "HEAD~1", "PRE_COMMIT_TO_REF": "HEAD"}


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (["--diff", "HEAD"], {}),
        (["--diff", "HEAD~1"], {}),
        (["--changed"], {}),
        (["--changed"], RANGE),
    ],
)
def test_no_program_of_the_configuration_runs(
    scratch: Scratch, program: Path, arguments: list[str], variables: dict[str, str]
) -> None:
    found = check(scratch, program, *arguments, **variables)
    assert {os.path.basename(path) for path in found[1:]} <= {"git"}


@pytest.mark.parametrize("url", URLS)
def test_a_partial_clone_fetches_nothing(scratch: Scratch, program: Path, url: str) -> None:
    lost = scratch.git("rev-parse", "HEAD~1:main.tf").strip()
    (scratch.root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    scratch.git("config", "core.repositoryFormatVersion", "1")
    scratch.git("config", "extensions.partialClone", "origin")
    scratch.git("config", "remote.origin.promisor", "true")
    scratch.git("config", "remote.origin.url", url)
    scratch.git("config", "protocol.ext.allow", "always")
    for arguments, variables in ((["--diff", "HEAD~1"], {}), (["--changed"], RANGE)):
        found = check(scratch, program, *arguments, **variables)
        assert {os.path.basename(path) for path in found[1:]} <= {"git"}

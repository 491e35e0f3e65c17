"""What a run asks of the system: nothing is executed, connected to, or written but the output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.inputs import TEMPLATE
from tests.hostile.isolation import without_network, works

PROJECT = Path(__file__).parents[2]
PROGRAM = "from iaclint.cli.app import main; main()"
CALLS = (
    "execve,execveat,socket,connect,bind,sendto,open,openat,creat,unlink,unlinkat,rename,renameat,"
    "renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat"
)
CURIOUS = """\
resource "aws_s3_bucket" "b" {
  bucket   = file("../outside.txt")
  for_each = toset([file("/etc/passwd"), file(".git/config"), file("link.txt")])
}
data "external" "x" {
  program = ["touch", "executed"]
}
resource "null_resource" "x" {
  provisioner "local-exec" {
    command = "touch executed"
  }
}
module "m" {
  source = "git::https://example.com/m.git"
}
terraform {
  backend "http" {
    address = "https://example.com"
  }
}
"""
_OPENED = re.compile(r'open(?:at)?\(.*?"([^"]*)", (\S+).* = \d+(?:<(.*)>)?$')
_SYSTEM = ("/usr", "/lib", "/etc/ld.so.cache", "/etc/locale", "/etc/ssl", "/proc", "/sys", "/dev")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return a folder with a hostile repository, and the system calls of a run on it."""
    if not works("strace", "-o", os.devnull):
        pytest.skip("strace is not there, or must not trace")
    folder = tmp_path_factory.mktemp("traced").resolve()
    repository = folder / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / ".git/config").write_text("token", encoding="utf-8")
    (folder / "outside.txt").write_text("secret", encoding="utf-8")
    (repository / "link.txt").symlink_to(folder / "outside.txt")
    (repository / "main.tf").write_text(CURIOUS, encoding="utf-8")
    (repository / "t.yaml").write_text(TEMPLATE, encoding="utf-8")
    check = [sys.executable, "-B", "-c", PROGRAM, "check", "--output", "../out.json"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    # The first run may write the index of the rules.
    subprocess.run(check, cwd=repository, env=environment, capture_output=True, check=False)
    trace = ["strace", "-f", "-y", "-e", f"trace={CALLS}", "-o", str(folder / "log")]
    command = [*without_network(), *trace, *check]
    done = subprocess.run(
        command, cwd=repository, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr
    text = (folder / "log").read_text(encoding="utf-8", errors="replace")
    return folder, [line for line in text.splitlines() if re.search(r" = \d", line)]


def opened(lines: list[str]) -> list[tuple[str, str]]:
    """Return each file and folder that was opened, and how."""
    found = (_OPENED.search(line) for line in lines)
    return [(match[3] or match[1], match[2]) for match in found if match]


@pytest.mark.slow
def test_nothing_is_executed(log: tuple[Path, list[str]]) -> None:
    folder, lines = log
    assert sum("execve" in line for line in lines) == 1
    assert not list(folder.rglob("executed"))


@pytest.mark.slow
def test_nothing_is_connected_to(log: tuple[Path, list[str]]) -> None:
    assert not re.search(r"\b(socket|connect|bind|sendto)\(", "\n".join(log[1]))


@pytest.mark.slow
def test_nothing_is_written_but_the_output(log: tuple[Path, list[str]]) -> None:
    folder, lines = log
    written = {path for path, how in opened(lines) if re.search("WRONLY|RDWR|CREAT", how)}
    assert written <= {str(folder / "out.json"), os.devnull}
    changes = "creat|unlink|rename|mkdir|link|symlink|truncate|chmod|fchmod"
    assert not re.search(rf"\b(?:{changes})(?:at2?)?\(", "\n".join(lines))


@pytest.mark.slow
def test_nothing_is_read_outside_of_the_tree(log: tuple[Path, list[str]]) -> None:
    folder, lines = log
    own = (str(PROJECT), str(PROJECT.resolve()), sys.prefix, sys.base_prefix, *_SYSTEM)
    own += (os.path.realpath(sys.prefix), str(folder / "out.json"), str(folder / "repository"))
    paths = {path for path, how in opened(lines) if "DIRECTORY" not in how}
    assert {path for path in paths if not path.startswith(own)} == set()
    assert not any("/.git/" in path for path in paths)

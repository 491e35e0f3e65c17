"""Running iaclint in this process, on a folder of its own."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import typer

from iaclint.cli import exit
from iaclint.cli.app import app
from iaclint.files import faults
from iaclint.ruleset import loader
from iaclint.ruleset.files import RuleFile, RuleFolder
from tests.hostile.fuzzing.case import Case, Files
from tests.hostile.fuzzing.laws import Outcome
from tests.hostile.inputs import BUCKET, IN_PLAN, TEMPLATE

_FAULTS: list[str] = []
"""The places of internal errors in the current run."""


def _note(error: Exception) -> None:
    if isinstance(error, (faults.TimeUp, MemoryError, RecursionError)):
        return
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/iaclint/" in f.filename]
    last = frames[-1] if frames else None
    place = f"{last.filename.rpartition('/iaclint/')[2]}:{last.name}" if last else "?"
    _FAULTS.append(f"{type(error).__name__} in {place}: {str(error)[:80]!r}")


def watch_faults() -> None:
    """Note where internal errors are raised: reports have their message only."""
    describe, report = faults._describe, exit._report_fault

    def describe_and_note(error: Exception, *others: Any) -> Any:
        _note(error)
        return describe(error, *others)

    def report_and_note(error: Exception) -> None:
        _FAULTS.append(f"uncaught {type(error).__name__}")
        _note(error)
        report(error)

    faults._describe = describe_and_note
    exit._report_fault = report_and_note


def canary(name: str) -> str:
    """Return a public bucket."""
    return BUCKET.replace('"b"', f'"{name}"').replace("bucket.b.", f"bucket.{name}.")


CANARIES: Final = {
    "c0/main.tf": canary("canary0").encode(),
    "c1/t.yaml": TEMPLATE.replace("  B:", "  canary1:").encode(),
    "c2/p.json": IN_PLAN.replace("bucket.b", "bucket.canary2").encode(),
}
"""Public buckets beside the inputs, one for each front end."""


def write(folder: Path, files: Files) -> None:
    """Write the files of a case; what the system refuses is left out."""
    for name, data in files.items():
        path = folder / name
        with contextlib.suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def prepare(folder: Path) -> None:
    """Make a folder empty, and the working directory."""
    os.chdir("/")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / ".git").mkdir(parents=True)
    os.chdir(folder)


def commit(folder: Path) -> None:
    """Commit everything in a folder, and then change it."""
    shutil.rmtree(folder / ".git")
    quiet = {"cwd": folder, "capture_output": True, "check": False}
    me = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "a")):
        subprocess.run(["git", *me, *command], **quiet)  # type: ignore[call-overload]
    for path in sorted(folder.glob("n0/*"))[:1]:
        if path.is_file():
            path.write_bytes(path.read_bytes() + b"\n")


@cache
def _command() -> Any:
    group: Any = typer.main.get_command(app)
    group.get_command = cache(group.get_command)
    return group


def keep_rules() -> None:
    """Read each bundled rule once for all runs."""
    loader.unpack = cache(loader.unpack)
    RuleFolder.read = _remember(RuleFolder.read)  # type: ignore[method-assign]


def _remember(read: Callable[..., RuleFile]) -> Callable[..., RuleFile]:
    known: dict[str, RuleFile] = {}

    def read_once(folder: RuleFolder, path: str, *packed: bytes) -> RuleFile:
        if not folder.is_bundled:
            return read(folder, path, *packed)
        if path not in known:
            known[path] = read(folder, path, *packed)
        return known[path]

    return read_once


def run(arguments: Sequence[str]) -> Outcome:
    """Run iaclint in the working directory."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    before = sys.stdout, sys.stderr
    _FAULTS.clear()
    begin = time.process_time()
    sys.stdout, sys.stderr = streams
    try:
        code = exit.end_of(
            lambda: _command().main(
                args=list(arguments), prog_name="iaclint", standalone_mode=False
            )
        )
    finally:
        sys.stdout, sys.stderr = before
    seconds = time.process_time() - begin
    texts = []
    for stream in streams:
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8", "surrogateescape"))  # type: ignore[attr-defined]
    return Outcome(int(code), *texts, " <- ".join(_FAULTS[:1]), seconds)


def run_alone(folder: Path, case: Case) -> Outcome:
    """Run iaclint on a case that has arguments."""
    prepare(folder)
    write(folder, case.files)
    if not case.within:
        write(folder, CANARIES)
    if case.commit:
        commit(folder)
    return run(case.arguments)

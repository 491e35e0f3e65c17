"""Run iaclint in processes of their own that do not import everything again.

A server is started once with what ``tests/preloaded.py`` imports. Each run is a fork of it: with
its own folder, environment and streams, and nothing left of the runs before. What importing costs,
and that nothing is missing after a real start, is for ``tests/test_startup.py``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path
from subprocess import CompletedProcess

_SERVER = get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.preloaded"])


def run(
    arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], streams: Path
) -> CompletedProcess[str]:
    """Run iaclint in a folder; ``streams`` is a folder for what it prints."""
    stdout, stderr = streams / "stdout", streams / "stderr"
    settings = (str(folder), dict(environment), (os.devnull, str(stdout), str(stderr)))
    process = _SERVER.Process(target=_main, args=(arguments, *settings))
    process.start()
    process.join(300)
    assert process.exitcode is not None, "the run does not end"
    out, err = (path.read_text(encoding="utf-8") for path in (stdout, stderr))
    return CompletedProcess(arguments, process.exitcode, out, err)


def _main(
    arguments: tuple[str, ...],
    folder: str,
    environment: dict[str, str],
    streams: tuple[str, str, str],
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding=encoding) for n in (1, 2))
    sys.argv = ["iaclint", *arguments]
    from iaclint.cli.app import main

    main()

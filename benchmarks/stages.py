"""Run iaclint on a folder and print the CPU seconds of each stage, as JSON.

Modules are read and parsed while others are evaluated, so the clock switches to `reading` and
`parsing` while those functions run.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from io import StringIO
from time import process_time
from typing import Any


class Clock:
    """Adds CPU time to one stage at a time."""

    def __init__(self, stage: str) -> None:
        self.seconds: dict[str, float] = {}
        self._stage = stage
        self._since = process_time()

    def turn(self, stage: str) -> str:
        """Switch to another stage; return the previous one."""
        now = process_time()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0) + now - self._since
        before, self._stage, self._since = self._stage, stage, now
        return before

    def time(self, owner: Any, function: str, stage: str) -> None:
        """Add the time of a function to a separate stage."""
        original: Callable[..., Any] = getattr(owner, function)

        def timed(*arguments: Any) -> Any:
            before = self.turn(stage)
            try:
                return original(*arguments)
            finally:
                self.turn(before)

        setattr(owner, function, timed)


def main(folder: str) -> None:
    """Time the stages of one run, from import to report."""
    clock = Clock("starting")
    from iaclint.files.source_tree import SourceTree
    from iaclint.judging.findings import Verdict
    from iaclint.report import find_writer
    from iaclint.report.view import View
    from iaclint.request import Request
    from iaclint.runs import run
    from iaclint.syntax import json as json_syntax
    from iaclint.syntax import yaml
    from iaclint.syntax.hcl import parser as hcl

    clock.time(SourceTree, "read", "reading")
    for syntax in (hcl, yaml, json_syntax):
        clock.time(syntax, "parse", "parsing")
    report = run(Request(paths=(folder,), cwd=os.getcwd()), clock.turn)
    clock.turn("reporting")
    find_writer("json")(report, View(frozenset([Verdict.FAIL])), StringIO())
    clock.turn("end")
    json.dump(clock.seconds, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])

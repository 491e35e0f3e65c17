"""Run iaclint on a folder and print, as JSON, how many seconds each stage took."""

from __future__ import annotations

import json
import os
import sys
from io import StringIO
from time import perf_counter


def main(folder: str) -> None:
    """Time the stages of one run, from import to report."""
    started = perf_counter()
    from iaclint.findings import Verdict
    from iaclint.pipeline import Request, run
    from iaclint.report import View, find_writer

    marks = [("starting", started)]
    report = run(
        Request(paths=(folder,), cwd=os.getcwd()),
        lambda stage: marks.append((stage, perf_counter())),
    )
    marks.append(("reporting", perf_counter()))
    find_writer("json")(report, View(frozenset([Verdict.FAIL])), StringIO())
    ends = [start for _, start in marks[1:]] + [perf_counter()]
    seconds: dict[str, float] = {}
    for (stage, start), end in zip(marks, ends, strict=True):
        seconds[stage] = seconds.get(stage, 0) + end - start
    json.dump({"seconds": seconds, "findings": len(report.findings)}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])

"""Print how the time and the memory per resource change as configurations grow.

`python benchmarks/growth.py` checks generated configurations of 1,000, 10,000 and 100,000
resources, each in a process of its own, and prints a table in Markdown. Times are user times. The
time and the memory per resource are without those of a run on one resource, and the ratio compares
the time per resource to that of 1,000 resources.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from growth_kinds import KINDS, LARGEST, Files
from run import Cost, measure

FIRST = 1_000
REPEATED = 10_000
"""Runs of up to this many resources are short, so they are repeated."""
COLUMNS = "kind|resources|user s|ms each|ratio|MB|kB each|MB per MB of source"


def main() -> None:
    """Read the command line, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--max", metavar="N", type=int, default=100_000)
    parser.add_argument("--factor", metavar="N", type=int, default=10)
    parser.add_argument("--runs", metavar="N", type=int, default=3, help="of small configurations")
    parser.add_argument("--kind", choices=KINDS, action="append")
    arguments = parser.parse_args()
    if arguments.factor < 2:
        parser.error("--factor must be at least 2")
    print_row(COLUMNS.split("|"))
    print_row(["---", *["--:"] * COLUMNS.count("|")])
    for kind in arguments.kind or KINDS:
        show(kind, arguments.max, arguments.factor, arguments.runs)


def show(kind: str, most: int, factor: int, runs: int) -> None:
    """Print the rows of a kind."""
    least, _ = cost_of(KINDS[kind](1), runs)
    at_first: float | None = None
    for size in sizes(min(most, LARGEST.get(kind, most)), factor):
        cost, source = cost_of(KINDS[kind](size), runs if size <= REPEATED else 1)
        each = (cost.user - least.user) * 1e3 / size
        at_first = at_first or each
        memory = cost.megabytes - least.megabytes
        figures = [
            f"{size:,}", f"{cost.user:.1f}", f"{each:.2f}", f"{each / at_first:.2f}",
            f"{cost.megabytes:.0f}", f"{memory * 1e3 / size:.1f}", f"{memory / source:.0f}",
        ]  # fmt: skip
        print_row([kind, *figures])


def sizes(most: int, factor: int) -> Iterator[int]:
    """Yield the numbers of resources, up to the largest one."""
    size = FIRST
    while size < most:
        yield size
        size *= factor
    yield most


def print_row(cells: list[str]) -> None:
    """Print a row of a table in Markdown."""
    print("|", " | ".join(cells), "|", flush=True)


def cost_of(files: Files, runs: int) -> tuple[Cost, float]:
    """Return what the fastest run on files takes, and their size in megabytes."""
    size = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            size += path.write_text(text, encoding="utf-8")
        command = ["-m", "iaclint", "check", folder, "--exit-zero"]
        with tempfile.TemporaryFile() as out:
            costs = [measure(command, out.fileno()) for _ in range(runs)]
            out.seek(0)
            if b"error[" in out.read():
                sys.exit("failed: not everything was checked")
    return min(costs, key=lambda cost: cost.user), size / 1e6


if __name__ == "__main__":
    main()

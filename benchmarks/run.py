"""Print the time by stage and the memory of a run on a folder, and compare it to bare parsing.

`python benchmarks/run.py FOLDER --runs 5` runs everything on one core. The ratio compares two
processes: `iaclint check`, and `bare.py`, which only reads and parses the same files. Times are CPU
times of the fastest run, so that other work on the machine matters little.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ENDINGS = {".tf", ".tofu", ".tfvars", ".yaml", ".yml", ".template", ".json"}


@dataclass(frozen=True, slots=True)
class Cost:
    """The CPU time and peak memory of one process."""

    seconds: float
    user: float
    """The part of the seconds that is spent outside of the system."""
    megabytes: float


def main() -> None:
    """Read the command line, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    arguments = parser.parse_args()
    folder = os.path.realpath(arguments.folder)

    sizes = [path.stat().st_size for path in Path(folder).rglob("*") if path.suffix in ENDINGS]
    print(f"{len(sizes)} files, {sum(sizes) / 1e6:.2f} MB, best of {arguments.runs} runs\n")
    show_stages(folder, arguments.runs)

    bare, whole = [], []
    for _ in range(arguments.runs):
        bare.append(measure([str(HERE / "bare.py"), folder]))
        whole.append(measure(["-m", "iaclint", "check", folder, "--format", "json"]))
    floor, run = min(bare, key=lambda c: c.seconds), min(whole, key=lambda c: c.seconds)
    print_row("bare parsing", f"{floor.seconds:.2f} s")
    print_row("whole run", f"{run.seconds:.2f} s")
    print_row("ratio", f"{run.seconds / floor.seconds:.2f}")
    print_row("peak memory", f"{run.megabytes:.0f} MB")


def show_stages(folder: str, runs: int) -> None:
    """Print the time of each stage of the fastest run."""
    results = []
    for _ in range(runs):
        with tempfile.TemporaryFile() as out:
            measure([str(HERE / "stages.py"), folder], out.fileno())
            out.seek(0)
            results.append(json.load(out))
    for stage, seconds in min(results, key=lambda stages: sum(stages.values())).items():
        print_row(stage, f"{seconds:.3f} s")
    print()


def print_row(name: str, figure: str) -> None:
    """Print one line of the table."""
    print(f"{name:<40} {figure:>12}")


def measure(arguments: list[str], stdout: int | None = None) -> Cost:
    """Return the cost of a run of this Python on one core; exit if the run fails."""
    command = [*one_core(), sys.executable, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    with open(os.devnull, "w", encoding="utf-8") as null:
        target = null.fileno() if stdout is None else stdout
        # Not subprocess: only wait4 returns the memory of this one child.
        child = os.posix_spawnp(
            command[0], command, environment, file_actions=[(os.POSIX_SPAWN_DUP2, target, 1)]
        )
        _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"failed: {' '.join(command)}")
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = usage.ru_utime + usage.ru_stime
    return Cost(seconds, usage.ru_utime, usage.ru_maxrss * unit / 1e6)


def one_core() -> list[str]:
    """Return the prefix that keeps a command on one core; empty without taskset."""
    if not shutil.which("taskset"):
        return []
    return ["taskset", "--cpu-list", str(min(os.sched_getaffinity(0)))]


if __name__ == "__main__":
    main()

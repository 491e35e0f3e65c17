"""Fuzz iaclint by structure: ``python -m tests.hostile.fuzz --seconds 600 --first 0``.

Each input is checked beside a public bucket, in a child with a limit of memory. What breaks a law
of ``tests/hostile/fuzzing/laws.py`` is made smaller and written to a folder, once for each cause.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from tests import preloaded
from tests.hostile.fuzzing import commands, corpus, kinds, running
from tests.hostile.fuzzing.batches import alone, batch
from tests.hostile.fuzzing.case import Case
from tests.hostile.fuzzing.minimizing import minimize
from tests.hostile.fuzzing.worker import Child, in_child, run_batches, signal_name

BATCHES = 40
"""Batches for one child."""
PATIENCE = 120.0
"""Seconds that one batch may take."""


class Fuzzer:
    """Runs batches in children, and counts what comes out."""

    def __init__(self, folder: Path, failures: Path, only: str) -> None:
        self._folder, self._alone = folder / "together", folder / "alone"
        self._failures, self._only = failures, only
        self.inputs: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.causes: Counter[str] = Counter()

    def run(self, first: int, last: int) -> None:
        """Run the batches with the seeds in a range."""
        at = first
        while at < last:
            child = Child(run_batches(self._folder, range(at, last), self._only))
            seed, done = at, 0
            for kind, *rest in child.lines(PATIENCE):
                if kind == "begin":
                    seed, done = rest[0], 0
                    continue
                done += 1
                number, name, wrong, outcome = rest
                self._count(name, outcome)
                if wrong:
                    given = batch(seed, self._only)
                    self._tell(alone(given.cases[number], given.arguments), wrong, seed)
            status = child.end()
            if status:
                self._died(seed, done, signal_name(status))
            at = seed + 1

    def _count(self, kind: str, outcome: str) -> None:
        self.inputs[kind] += 1
        self.outcomes[outcome] += 1

    def _died(self, seed: int, done: int, how: str) -> None:
        """Check each remaining input of a batch whose child died in a child of its own."""
        given = batch(seed, self._only)
        print(f"seed {seed}: the child ended with {how}", flush=True)
        for each in given.cases[done:]:
            case = alone(each, given.arguments)
            wrong, outcome = in_child(self._alone, case)
            self._count(case.kind, outcome)
            if wrong:
                self._tell(case, wrong, seed)

    def _tell(self, case: Case, wrong: list[str], seed: int) -> None:
        for cause in wrong:
            self.causes[cause] += 1
            if self.causes[cause] > (8 if "exit code 0" in cause else 1):
                continue
            print(f"seed {seed}, {case.kind}: {cause}", flush=True)
            if not cause.startswith(("slow", "dies")):
                case = minimize(case, partial(self._breaks, cause))
            name = "".join(c if c.isalnum() else "-" for c in f"{cause[:100]}-{seed}")
            target = self._failures / name
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            running.write(target, case.files)
            (target / "arguments.txt").write_text(
                f"{case.kind}\n{cause}\n{case.arguments!r}\n{case.within}\n", "utf-8", "replace"
            )

    def _breaks(self, cause: str, case: Case) -> bool:
        return cause in in_child(self._alone, case).wrong

    def report(self) -> str:
        """Return the counts."""
        lines = [f"{sum(self.inputs.values()):,} inputs"]
        for title, counts in (
            ("kinds", self.inputs),
            ("outcomes", self.outcomes),
            ("broken laws", self.causes),
        ):
            lines += ["", title]
            lines += [f"{count:9,}  {name}" for name, count in counts.most_common()]
        return "\n".join(lines)


def main() -> int:
    """Fuzz for some time and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--batches", type=int, default=10**9, help="the number of seeds")
    parser.add_argument("--only", default="", help="a kind")
    parser.add_argument("--failures", type=Path, default=Path("/tmp/iaclint-fuzz"))
    given = parser.parse_args()
    assert preloaded.MODULES
    _warm()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory))
    # The program writes bug reports there.
    tempfile.tempdir = str(folder)
    fuzzer = Fuzzer(folder, given.failures, given.only)
    end = time.monotonic() + given.seconds
    seed = given.first
    try:
        while time.monotonic() < end and seed < given.first + given.batches:
            fuzzer.run(seed, min(seed + BATCHES, given.first + given.batches))
            seed += BATCHES
    finally:
        os.chdir("/")
        shutil.rmtree(folder, ignore_errors=True)
        print(f"{fuzzer.report()}\n\nseeds {given.first} to {seed - 1}")
    return bool(fuzzer.causes)


def _warm() -> None:
    """Load in this process what its children would each load."""
    # As the program does.
    gc.set_threshold(500_000, 50, 100)
    running.watch_faults()
    running.keep_rules()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    rule = next(text for text in corpus.rule_files() if "examples:" in text)
    files = {"rules/x.yaml": rule, "t.json": json.dumps(corpus.TEMPLATE_TREE)}
    files |= {"p.json": json.dumps(corpus.plan()), "a/main.tf": corpus.sources()[0]}
    for kind in (*kinds.TOGETHER, kinds.WITHIN, *commands.KINDS):
        assert batch(0, kind).cases
    running.prepare(folder)
    running.write(folder, {name: text.encode() for name, text in files.items()})
    for format in commands.FORMATS:
        running.run(["check", "--rules", "all", "--format", format])
    for line in (
        "evaluate .",
        "explain aws-s3-public-access",
        "explain a/main.tf",
        "modules list",
        "config show",
        "rules list",
        "rules test rules/x.yaml",
        "check --rules-dir rules",
        "baseline write",
        "check --baseline .iaclint-baseline.json",
        "stub a",
        "check --changed a/main.tf",
    ):
        running.run(line.split())
    os.chdir("/")
    shutil.rmtree(folder)
    gc.freeze()


if __name__ == "__main__":
    sys.exit(main())

"""A child that checks inputs with limits of memory, and tells its parent about each."""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.hostile.fuzzing import running
from tests.hostile.fuzzing.batches import Batch, alone, batch
from tests.hostile.fuzzing.case import Case
from tests.hostile.fuzzing.laws import Outcome, broken, shows

MEMORY: Final = 3 << 30
SLOW: Final = 10.0
"""Seconds of processor time after which an input is slow."""


class Verdict(NamedTuple):
    """What is wrong with an input, if anything is, and how its run ends."""

    wrong: list[str]
    outcome: str


def judge(folder: Path, case: Case) -> Verdict:
    """Return what is wrong with an input that is checked alone."""
    outcome = running.run_alone(folder, case)
    wrong = list(broken(case.arguments, outcome))
    if outcome.seconds > SLOW:
        wrong.append("slow")
    is_check = case.arguments[:1] == ("check",)
    if case.within:
        found = shows(case.arguments, outcome, case.within)
        if outcome.code == 0:
            wrong.append("public resource within is not reported, and exit code 0")
        return Verdict(wrong, _name(outcome, found))
    trusted = {".iaclint.yaml", "arguments", "options", "--diff", "rules and models", "baselines"}
    if is_check and outcome.code == 0 and case.kind not in trusted:
        wrong.append("the bucket beside it is not reported, and exit code 0")
    return Verdict(wrong, _name(outcome, is_check and _reports_all(case.arguments, outcome)))


def _name(outcome: Outcome, found: bool) -> str:
    return f"exit code {outcome.code}{', canary reported' if found else ''}"


def _check_together(folder: Path, given: Batch) -> Iterator[Verdict]:
    """Yield the verdict on each input of a batch; those under suspicion are checked alone."""
    running.prepare(folder)
    for number, case in enumerate(given.cases):
        running.write(folder / f"n{number}", case.files)
    running.write(folder, running.CANARIES)
    outcome = running.run(given.arguments)
    suspicious = bool(list(broken(given.arguments, outcome))) or outcome.code != 1
    suspicious |= outcome.seconds > SLOW
    cut = given.arguments[2] in ("github", "full")
    reported = _reports_all(given.arguments, outcome)
    suspicious |= not (reported or cut)
    for case in given.cases:
        if suspicious or (case.within and not shows(given.arguments, outcome, case.within)):
            yield judge(folder, alone(case, given.arguments))
        else:
            yield Verdict([], _name(outcome, reported))


def _reports_all(arguments: Sequence[str], outcome: Outcome) -> bool:
    return all(shows(arguments, outcome, f"canary{number}") for number in range(3))


def verdicts(folder: Path, given: Batch) -> Iterator[Verdict]:
    """Yield the verdict on each input of a batch."""
    if given.arguments:
        yield from _check_together(folder, given)
    else:
        yield judge(folder, given.cases[0])


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200 << 20, 200 << 20))


class Child:
    """A child process that does some work and sends lines of JSON about it."""

    def __init__(self, work: Iterator[Any]) -> None:
        self.reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.reading)
            _work(work, writing)
        os.close(writing)
        self._rest = b""

    def lines(self, patience: float) -> Iterator[Any]:
        """Yield what the child sends; it is killed if it sends nothing for some seconds."""
        import select

        while True:
            ready, _, _ = select.select([self.reading], [], [], patience)
            data = os.read(self.reading, 1 << 20) if ready else b""
            if not ready:
                os.kill(self.pid, signal.SIGKILL)
            if not data:
                return
            *whole, self._rest = (self._rest + data).split(b"\n")
            yield from map(json.loads, whole)

    def end(self) -> int:
        """Return the status of the child once it has ended."""
        os.close(self.reading)
        return os.waitpid(self.pid, 0)[1]


def _work(work: Iterator[Any], writing: int) -> None:
    try:
        _limit()
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        with open(writing, "wb", buffering=0) as out:
            for each in work:
                out.write(json.dumps(each).encode() + b"\n")
        os._exit(0)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(9)


def run_batches(folder: Path, seeds: Sequence[int], only: str) -> Iterator[Any]:
    """Yield a message when a batch begins and one for each of its verdicts, in a child."""
    for seed in seeds:
        given = batch(seed, only)
        yield ["begin", seed]
        for number, each in enumerate(verdicts(folder, given)):
            yield ["verdict", number, given.cases[number].kind, each.wrong, each.outcome]


def in_child(folder: Path, case: Case, patience: float = 60.0) -> Verdict:
    """Return the verdict on a case, from a child of its own."""
    child = Child(list(judge(folder, each)) for each in [case])
    found = list(child.lines(patience))
    status = child.end()
    if found:
        return Verdict(*found[0])
    return Verdict([f"dies: {signal_name(status)}"], "died")


def signal_name(status: int) -> str:
    """Return what ended a child."""
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return signal.Signals(number).name if number else f"status {os.WEXITSTATUS(status)}"

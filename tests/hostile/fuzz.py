"""Fuzz the readers: ``python -m tests.hostile.fuzz SECONDS [SEED]``.

Hostile inputs are changed at random, and each is checked beside a public bucket in this process. An
internal error, an exception or a missing finding ends the run with the seed that repeats it.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import iaclint
from tests.hostile.inputs import BUCKET, CRASHES, IN_PLAN, SPELLINGS, Files

TOKENS = (
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"[", b"]", b"{", b"}", b'"', b"\\u0000", b"\\ud800"),
    *(b"${", b"%{", b"&a", b"*a", b"<<:", b"!!", b"null", b"-1", b"1e9999", b"9" * 5_000, b"\n"),
)
SEEDS: list[Files] = [*SPELLINGS.values(), *CRASHES.values(), {"p.json": IN_PLAN.encode()}]


def mutate(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few random insertions, deletions and copies."""
    for _ in range(dice.randint(1, 5)):
        start = dice.randint(0, len(data))
        end = min(len(data), start + dice.choice((0, 0, 1, 5, 50)))
        piece = dice.choice((*TOKENS, data[start:end] * 3))
        data = data[:start] + piece + data[end:]
    return data


def try_once(folder: Path, seed: int) -> str:
    """Return what is wrong with the report on one input; empty if nothing is."""
    dice = random.Random(seed)
    files = {name: mutate(data, dice) for name, data in dice.choice(SEEDS).items()}
    for name, data in {**files, "beside/main.tf": BUCKET.encode()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    report = iaclint.check(str(folder), rules=["aws-s3-public-access"])
    faults = [d.message for d in report.diagnostics if d.code == "internal-error"]
    found = any(f.span.file.path == "beside/main.tf" for f in report.open)
    return "; ".join(faults) or ("" if found else "the bucket beside it is not found")


def main(seconds: float, seed: int) -> int:
    """Fuzz for some time and return the exit code."""
    end, first = time.monotonic() + seconds, seed
    while time.monotonic() < end:
        with TemporaryDirectory() as folder:
            (Path(folder) / ".git").mkdir()
            wrong = try_once(Path(folder), seed)
        if wrong:
            print(f"seed {seed}: {wrong}")
            return 1
        seed += 1
    print(f"{seed - first:,} inputs hold")
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))

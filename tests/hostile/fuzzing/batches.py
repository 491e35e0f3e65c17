"""Which inputs a seed stands for, and how they are checked."""

from __future__ import annotations

import random
from typing import Final, NamedTuple

from tests.hostile.fuzzing import commands, kinds
from tests.hostile.fuzzing.case import Case

TOGETHER: Final = 40
"""Inputs that are checked in one run."""
_FORMATS: Final = (
    *(("concise",),) * 5,
    *(("csv",),) * 4,
    *(("json",),) * 3,
    *((each,) for each in ("sarif", "gitlab", "gitlab-sast", "junit", "html", "markdown")),
    *(("text", "--verbose"), ("github",), ("full",)),
)
_FEW: Final = (
    "--rules",
    "aws-s3-public-access,aws-s3-versioning,aws-rds-public-access,aws-sns-public-access",
)
_OPTIONS: Final = (
    *((),) * 2,
    *(_FEW,) * 12,
    *(("--rules", "all"), (*_FEW, "--show", "all"), ("--show", "unknown,pass,fail")),
)


class Batch(NamedTuple):
    """Inputs that are checked in one run, or one input with arguments of its own."""

    seed: int
    cases: tuple[Case, ...]
    arguments: tuple[str, ...]
    """Those of the common run."""


def batch(seed: int, only: str = "") -> Batch:
    """Return the inputs of a seed."""
    dice = random.Random(seed)
    if only in commands.KINDS:
        return Batch(seed, (commands.KINDS[only][1](dice),), ())
    # A run of one input is counted once, a common run as often as it has inputs.
    shared = sum(weight for weight, _ in kinds.TOGETHER.values()) + kinds.WEIGHT_WITHIN
    own = sum(weight for weight, _ in commands.KINDS.values()) * TOGETHER * 0.45
    if not only and dice.random() < own / (shared + own):
        names = list(commands.KINDS)
        name = dice.choices(names, [commands.KINDS[each][0] for each in names])[0]
        return Batch(seed, (commands.KINDS[name][1](dice),), ())
    options = dice.choice(_OPTIONS)
    arguments = ("check", "--format", *dice.choice(_FORMATS), *options)
    return Batch(seed, tuple(_case(dice, seed * 100 + n, only) for n in range(TOGETHER)), arguments)


def _case(dice: random.Random, number: int, only: str) -> Case:
    names = [*kinds.TOGETHER, kinds.WITHIN]
    weights = [*(weight for weight, _ in kinds.TOGETHER.values()), kinds.WEIGHT_WITHIN]
    name = only or dice.choices(names, weights)[0]
    if name == kinds.WITHIN:
        address, files = kinds.within(dice, number)
        return Case(name, files, within=address)
    return Case(name, kinds.TOGETHER[name][1](dice))


def alone(case: Case, arguments: tuple[str, ...]) -> Case:
    """Return a case of a common run to be checked alone."""
    if case.arguments:
        return case
    files = {f"n0/{name}": data for name, data in case.files.items()}
    return case._replace(files=files, arguments=arguments)

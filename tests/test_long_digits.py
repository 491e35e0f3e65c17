"""Texts of any number of digits: none is read as a number that Python refuses to read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iaclint.address import Address, natural
from iaclint.analyses.network.ports import read_number
from iaclint.cloudformation.eval.intrinsics.lists import as_number
from iaclint.judging.places import read_place
from iaclint.ruleset.partial_match import can_match
from iaclint.symbolic.json_text import decode
from iaclint.symbolic.values import PartialString, Unknown
from iaclint.syntax.yaml_types import resolve_plain
from iaclint.terraform.config.module_versions import allows, is_version
from iaclint.terraform.config.stubs.ranges import choose, read_range
from iaclint.terraform.config.stubs.sources import tagged_version
from iaclint.version_constraints import bounds, is_before, is_constraint

READERS: list[Callable[[str], object]] = [
    lambda digits: Address.parse(f"a.b[{digits}]"),
    lambda digits: natural(f'a.b["{digits}"]'),
    read_number,
    as_number,
    lambda digits: read_place(f"pyproject.toml:{digits}", "."),
    lambda digits: can_match(f"^a{{{digits}}}", PartialString(("a", Unknown("x")))),
    lambda digits: can_match(f"^a{{1,{digits}}}", PartialString(("a", Unknown("x")))),
    lambda digits: decode(f"9{digits}"),
    resolve_plain,
    lambda digits: resolve_plain(f"1:{digits}"),
    lambda digits: allows(f">= {digits}", "1.0.0"),
    is_version,
    lambda digits: choose(filter(None, [read_range("1.x")]), digits),
    read_range,
    lambda digits: read_range(f"{digits}-{digits}.x"),
    lambda digits: tagged_version(f"v{digits}.0.0"),
    lambda digits: bounds(f"~> {digits}.1"),
    lambda digits: is_before([f"< {digits}"], "5.0.0"),
    is_constraint,
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("count", [1, 18, 19, 20, 255, 999, 1_001, 2_001, 4_300, 4_301, 100_000])
def test_no_reader_fails(reader: Callable[[str], object], count: int) -> None:
    for digit in ("9", "0"):
        reader(digit * count)


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_no_port_is_infinite(number: float) -> None:
    assert read_number(number) is None

"""What only iaclint's limits and libraries reject is unknown inside ``can`` and ``try`` as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iaclint.terraform.errors import LimitReached

if TYPE_CHECKING:
    from tests.terraform.functions.conftest import Evaluate

HUGE = "9" * 20_000
"""Terraform reads such a number; iaclint doesn't."""

NUMBERS = [
    "tonumber({})",
    "tolist([1, {}])[1] + 1",
    'format("%d", {})',
    'lookup(tomap({{ a = 1 }}), "b", {})',
    "[1, 2][{}]",
    "{} + 1",
    "-{}",
    "max(1, {})",
    "jsondecode({})",
    "yamldecode({})",
]


@pytest.mark.parametrize("number", [HUGE, "1e999999999", "1e-99999", "-1E+99999"])
@pytest.mark.parametrize("call", NUMBERS)
def test_large_numbers(evaluate: Evaluate, call: str, number: str) -> None:
    call = call.format(f'"{number}"')
    with pytest.raises(LimitReached):
        evaluate(f"can({call})")
    with pytest.raises(LimitReached):
        evaluate(f'try({call}, "other")')


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("a", "utf8"),
        ("a", "nosuch"),
        ("a", "IBM858"),
        ("a", "hz-gb-2312"),
        ("é", "gbk"),
        ("é", "big5"),
        ("é", "koi8-u"),
    ],
)
def test_encodings_that_differ_in_go(evaluate: Evaluate, text: str, encoding: str) -> None:
    with pytest.raises(LimitReached):
        evaluate(f'can(textencodebase64("{text}", "{encoding}"))')
    with pytest.raises(LimitReached):
        evaluate(f'can(textdecodebase64(base64encode("{text}"), "{encoding}"))')


@pytest.mark.parametrize(
    "call",
    [
        'formatdate("YYYY", "0000-02-29T00:00:00Z")',
        'timecmp("0000-01-01T00:00:00Z", "2020-01-01T00:00:00Z")',
        'timecmp("2020-01-01T00:00:00+24:00", "2020-01-01T00:00:00Z")',
        'timeadd("9999-12-31T23:59:59Z", "1h")',
        'timeadd("0001-01-01T00:00:00Z", "-1h")',
        'timeadd("2020-01-01T00:00:00Z", "1.9999999999999999999h")',
    ],
)
def test_dates_that_python_does_not_have(evaluate: Evaluate, call: str) -> None:
    with pytest.raises(LimitReached):
        evaluate(f"can({call})")


@pytest.mark.parametrize(
    "call",
    [
        f'yamldecode("{"[" * 5000}{"]" * 5000}")',
        f'yamldecode("{"- " * 5000}a")',
        r"""yamldecode("\"\\'\"")""",
        'replace("abc", "/(b)/", "$1²")',
    ],
)
def test_what_only_the_libraries_reject(evaluate: Evaluate, call: str) -> None:
    with pytest.raises(LimitReached):
        evaluate(f"can({call})")

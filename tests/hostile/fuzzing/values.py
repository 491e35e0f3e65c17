"""Random JSON values and texts."""

# Source text is on one line where that shows its form.

from __future__ import annotations

import json
import random
from itertools import islice
from typing import Any

TEXTS = (
    *(
        "",
        "a",
        "public-read",
        "*",
        "true",
        "null",
        "0",
        "-1",
        "1e9999",
        "x" * 300,
        "é",
        "\U0001f600",
    ),
    *("\0", "\ud800", "\udcff", "\u202e", "\x1b[31m", "\x9b31m", "\r", "\n", "\u2028", "\ufeff"),
    *("::pwned::x", "\n::pwned::x", "##[pwned]", "##vso[pwned]", "##teamcity[pwned]", "#" * 200),
    *(
        "${",
        "%{",
        "${a}",
        "${var.v}",
        "%{ if",
        "$${",
        "${AWS::Region}",
        "${!a}",
        "{{resolve:ssm:a}}",
    ),
    *(
        "../..",
        "/etc/passwd",
        "..",
        ".",
        "a/b",
        "main.tf",
        "a[0]",
        'a["b"]',
        "module.a",
        "a.b.c",
        "[",
        "]",
    ),
    *(
        "arn:aws:s3:::x/*",
        "arn:aws:iam::1:root",
        "arn",
        "arn:::::",
        "10.0.0.0/8",
        "::/0",
        "1.2.3",
        "~> 4.1",
    ),
    *(
        "aws_s3_bucket",
        "aws_s3_bucket.b",
        "AWS::S3::Bucket",
        "Fn::If",
        "Ref",
        "AWS::NoValue",
        "AWS::Region",
    ),
    *(
        "<b>",
        "|",
        "`",
        "](x)",
        "&amp;",
        "]]>",
        "%s",
        "{0}",
        "\\",
        '"',
        "'",
        "2999-12-31",
        "1.2.3.4/99",
    ),
    *("(" * 60, "(a|a)*b", "[z-a]", "[[:x:]]", "(?P<a>b)", "**/*", "{a,b"),
)
LONG = (
    "9" * 5_000,
    "a" * 70_000,
    "#" * 3_000,
    "é" * 2_000,
    "(" * 3_000,
    "a," * 2_000,
    "${a}" * 500,
    "[" * 20_000,
    '{"a":' * 20_000,
)
"""Texts that are used now and then: they take time."""
NUMBERS = (
    *(0, 1, -1, 2, 7, 64, 1_000, 1_025, 99_999_999, 2**31, 2**63, 2**64, -(2**63), 10**30, 10**400),
    *(0.1, -0.0, 1.5, 1e308, 5e-324, float("inf"), float("-inf"), float("nan")),
)


def text(dice: random.Random) -> str:
    """Return a text, mostly an odd one."""
    found = dice.choice(TEXTS if dice.random() < 0.99 else LONG)
    if dice.random() < 0.25:
        found += dice.choice(TEXTS)
    if dice.random() < 0.1:
        found = "".join(
            chr(dice.choice((dice.randrange(128), dice.randrange(0x800)))) for _ in range(9)
        )
    return found


def value(dice: random.Random, depth: int = 3) -> Any:
    """Return any JSON value."""
    roll = dice.random()
    if depth > 0 and roll < 0.2:
        return [value(dice, depth - 1) for _ in range(dice.choice((0, 1, 2, 5)))]
    if depth > 0 and roll < 0.4:
        return {text(dice): value(dice, depth - 1) for _ in range(dice.choice((0, 1, 2, 5)))}
    if roll < 0.43:
        return nested(dice)
    if roll < 0.7:
        return text(dice)
    return dice.choice((None, True, False, *NUMBERS))


def nested(dice: random.Random) -> Any:
    """Return a value that is nested deeply."""
    found: Any = None
    key = text(dice)
    for _ in range(dice.choice((20, 90, 150, 300))):
        found = {key: found} if dice.random() < 0.5 else [found]
    return found


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return each container in a value with each of its keys."""
    found: list[tuple[Any, Any]] = []
    rest = [value]
    while rest:
        each = rest.pop()
        keys = list(each) if isinstance(each, dict) else list(range(len(each)))
        found += ((each, key) for key in keys)
        rest += (each[key] for key in keys if isinstance(each[key], (dict, list)))
    return found


def place(root: Any, dice: random.Random) -> tuple[Any, Any] | None:
    """Return a container in a value with one of its keys; None if the value has none."""
    container, found = root, None
    while isinstance(container, (dict, list)) and container:
        key: Any = dice.randrange(len(container))
        if isinstance(container, dict):
            key = next(islice(container, key, None))
        found = container, key
        if dice.random() < 0.15:
            break
        container = container[key]
    return found


def change(root: Any, dice: random.Random, kept: frozenset[int] = frozenset()) -> Any:
    """Change a value in a few places: any JSON value at any place of it.

    Containers with one of the ids in ``kept``, and what is in them, are not changed.
    """
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        found = place(root, dice)
        if found is None:
            return root
        container, key = found
        if id(container) not in kept and not _holds(container[key], kept):
            _change_at(root, container, key, dice)
    return root


def _holds(value: Any, kept: frozenset[int]) -> bool:
    if not kept or not isinstance(value, (dict, list)):
        return False
    return id(value) in kept or any(id(each) in kept for each, _ in places(value))


def _change_at(root: Any, container: Any, key: Any, dice: random.Random) -> None:
    roll = dice.random()
    if roll < 0.5:
        container[key] = value(dice)
    elif roll < 0.6:
        other, at = place(root, dice) or (container, key)
        container[key] = json.loads(json.dumps(other[at]))
    elif roll < 0.7:
        container[key] = [container[key]] if dice.random() < 0.5 else {text(dice): container[key]}
    elif roll < 0.8:
        del container[key]
    elif isinstance(container, dict):
        container[text(dice)] = container[key] if roll < 0.9 else value(dice)
    else:
        container.insert(dice.randint(0, len(container)), value(dice))


def dump(value: Any, dice: random.Random) -> bytes:
    """Return a value as JSON, now and then with an equal key, another encoding or no escapes."""
    found = json.dumps(
        value, ensure_ascii=dice.random() < 0.7, indent=1 if dice.random() < 0.02 else None
    )
    if dice.random() < 0.03:
        found = found.replace('{"', '{"a": 1, "a": {}, "', 1)
    encoding = dice.choice(("utf-8",) * 30 + ("utf-16", "utf-8-sig", "utf-16-be", "utf-32"))
    return found.encode(encoding, "surrogatepass")

"""The statements of a bucket policy: whom each one is for, and which requests it covers.

Source: *Bucket Policy* and *Policy syntax and elements* of the Object Storage Service
documentation (Alibaba Cloud), *Bucket policy* of the Object Storage documentation (Yandex Cloud),
*How to Configure Bucket Policies* of the Spaces documentation (DigitalOcean).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Final

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import range_text
from iaclint.analyses.aws.iam.requests.source_addresses import are_broad, is_narrow, read_range
from iaclint.analyses.grants import elements
from iaclint.resource import Path
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.json_text import decode
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Unknown, Value

_EVERYONE: Final = "*"
_ADDRESS: Final = "sourceip"
_CALLERS: Final = (_ADDRESS, "sourcevpc", "sourcevpcid", "sourcevpce", "accessid")
"""The condition keys that say who calls, after the prefix: ``acs:SourceIp``."""
_POSITIVE: Final = ("stringequals", "stringequalsignorecase", "stringlike", "ipaddress")
_NEGATIVE: Final = ("stringnotequals", "stringnotequalsignorecase", "stringnotlike", "notipaddress")


class Test(Struct, frozen=True):
    """One test of a condition; the key is without its prefix: ``sourceip``."""

    operator: str
    key: str
    values: Value


class Statement(Struct, frozen=True):
    """One statement of a policy; ``content`` is not a mapping where it is unknown."""

    content: Value
    path: Path

    def get(self, element: str) -> Value:
        """Return an element; all of them are unknown if the statement is."""
        return (
            self.content.get(element, ABSENT) if isinstance(self.content, Mapping) else self.content
        )

    def has_effect(self, effect: str) -> Truth:
        """Return whether its effect is ``Allow`` or ``Deny``."""
        return is_same(self.get("Effect"), effect)

    @property
    def is_for_everyone(self) -> Truth:
        """Whether its principals include anonymous users."""
        principal = self.get("Principal")
        if principal is ABSENT:
            return Truth.of(self.get("NotPrincipal") is not ABSENT)
        return _names_everyone(principal)

    @property
    def is_restricted(self) -> Truth:
        """Whether a condition admits only named networks or callers."""
        return Truth.any(_names_callers(test, _POSITIVE) for test in self.tests())

    @property
    def is_for_all_outsiders(self) -> Truth:
        """Whether it applies without a condition, or to all but named networks or callers."""
        return Truth.all(_names_callers(test, _NEGATIVE) for test in self.tests())

    def tests(self) -> Iterator[Test | None]:
        """Yield the tests of its condition, all of which have to hold; None for unknown ones."""
        condition = self.get("Condition")
        if condition is ABSENT or condition is None:
            return
        if not isinstance(condition, Mapping):
            yield None
            return
        for operator, tests in condition.items():
            if not isinstance(tests, Mapping):
                yield None
                continue
            for key, values in tests.items():
                yield Test(operator.lower(), key.rpartition(":")[2].lower(), values)

    def covers(self, other: Statement) -> Truth:
        """Return whether its actions and resources include all those of another statement."""
        pairs = ((self.get(name), other.get(name)) for name in ("Action", "Resource"))
        return Truth.all(_includes(patterns, texts) for patterns, texts in pairs)


def read_statements(policy: Value) -> Iterator[Statement]:
    """Yield the statements of a policy; one that is unknown for an unknown policy."""
    if policy is ABSENT or policy is None:
        return
    try:
        content = decode(policy)
    except (ValueError, TypeError, RecursionError):
        return
    if not isinstance(content, Mapping):
        yield Statement(content, ())
        return
    for path, item in elements(content.get("Statement")):
        yield Statement(item, ("Statement", *path))


def _names_everyone(principal: Value) -> Truth:
    if isinstance(principal, Mapping):
        return Truth.any(_names_everyone(value) for value in principal.values())
    if principal == ():
        return Truth.TRUE  # the same as all principals
    named = [item for _, item in elements(principal) if not _is_id(item)]
    return Truth.any(is_same(item, _EVERYONE) for item in named)


def _names_callers(test: Test | None, operators: tuple[str, ...]) -> Truth:
    """Return whether a test has one of some operators, and names some callers only."""
    if test is None:
        return Truth.UNKNOWN
    if test.operator not in operators or test.key not in _CALLERS:
        return Truth.FALSE
    values = [value for _, value in elements(test.values)]
    if test.key == _ADDRESS:
        texts = [text for value in values if (text := range_text(value)) is not None]
        ranges = map(read_range, texts)
        if are_broad(found for found in ranges if found is not None):
            return Truth.FALSE
    return Truth.all(_is_one(value, test.key == _ADDRESS) for value in values)


def _is_one(value: Value, is_address: bool) -> Truth:
    """Return whether a value names one caller, or a network, which is small."""
    if isinstance(value, str):
        return Truth.of(read_range(value) is not None if is_address else "*" not in value)
    return Truth.TRUE if _is_id(value) or is_narrow(value) else Truth.UNKNOWN


def _is_id(value: Value) -> bool:
    """Return whether a value is the id that a cloud gives to a resource, which is no wildcard."""
    identity = value.identity if isinstance(value, Unknown) else None
    return identity is not None and bool(identity.kind) and identity.attribute.endswith("id")


def _includes(patterns: Value, texts: Value) -> Truth:
    if texts is ABSENT or patterns is ABSENT:
        return Truth.FALSE
    return Truth.all(
        Truth.any(_matches(pattern, text) for _, pattern in elements(patterns))
        for _, text in elements(texts)
    )


def _matches(pattern: Value, text: Value) -> Truth:
    if isinstance(pattern, str) and isinstance(text, str):
        return Truth.of(fnmatchcase(text.lower(), pattern.lower()))
    if pattern == _EVERYONE:
        return Truth.TRUE
    return Truth.TRUE if is_same(pattern, text) is Truth.TRUE else Truth.UNKNOWN


def blockers_of(statement: Statement) -> tuple[str, ...]:
    """Return the symbols of what is unknown in a statement."""
    return symbols(statement.content)

"""What an expression can evaluate to: a known value, an unknown, or something between.

A known value is plain Python data: ``None`` (null), ``bool``, ``int``, ``float`` or ``Fraction``,
``str``, a ``tuple``, a mapping with string keys. What is unknown before deployment is one of the
classes below, at any depth inside of such data. ``ABSENT`` (not written) is not ``None`` (written
as null) is not ``Unknown``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Final, Generic, NoReturn, TypeAlias, TypeVar

from msgspec import Struct

from iaclint.symbolic.examples import Derivation
from iaclint.symbolic.natures import UNSPECIFIED, Nature
from iaclint.symbolic.path_conditions import PathCondition

Part = TypeVar("Part")
PartT = TypeVar("PartT", covariant=True)


class Absent(Enum):
    """The type of ``ABSENT``."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
"""What is not written, neither as a value nor as null."""


class Criterion(Struct, frozen=True, eq=False):
    """An attribute that a data source looks for, by its path, and the values that it accepts."""

    path: tuple[str, ...]
    values: tuple[Value, ...]


class Lookup(Struct, frozen=True, eq=False):
    """By what a data source finds a resource, which may be in the configuration."""

    types: tuple[str, ...]
    """The types of the resource, and of those that connect it to others."""
    criteria: tuple[Criterion, ...]
    is_unique: bool
    """Whether what meets all criteria is certainly what it finds."""


class Identity(Struct, frozen=True, eq=False):
    """Which attribute of which thing an unknown value is.

    Two unknowns with equal identities are equal once deployed. ``owner`` is unique in a run
    (for a resource its ``Resource.key``).
    """

    owner: str
    attribute: str
    kind: str = ""
    """The type of resource or data source that it is an attribute of; empty for all else.

    ``parameter:echo`` for a parameter that CloudFormation does not mask, and ``alias/aws/rds`` for
    the AWS managed key that a data source finds. Ignored in comparisons.
    """
    nature: Nature = UNSPECIFIED
    """What the attribute is. Ignored in comparisons."""
    derivation: Derivation | None = None
    """What it is in examples of its owner, if formats are known. Ignored in comparisons."""
    lookup: Lookup | None = None
    """How its owner, a data source, finds a resource. Ignored in comparisons."""
    is_derived: bool = False
    """Whether a function makes it of attributes of its owner. Ignored in comparisons."""
    among: tuple[str, ...] = ()
    """The possible owners, if ``owner`` is only assumed to be it. Ignored in comparisons."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Identity):
            return NotImplemented
        return self.owner == other.owner and self.attribute == other.attribute

    def __hash__(self) -> int:
        return hash((self.owner, self.attribute))


AWS_MANAGED_KEY: Final = "alias/aws/"
"""What the alias of a KMS key begins with that AWS manages."""

AND: Final = " and "
"""Between the symbols of an unknown that several others block."""


class Unknown(Struct, frozen=True):
    """A value that is unknown before deployment."""

    symbol: str
    """What blocks it, as written: ``var.env``."""
    identity: Identity | None = None
    """Whose attribute it is, where that is certain."""
    type: object = None
    """Its type in the front end's terms, where that is certain."""
    not_null: bool = False
    """Whether it is certain not to be null."""
    options: tuple[Value, ...] | None = None
    """The only values that it can take, where they are listed (``AllowedValues``)."""
    derived: Nature = UNSPECIFIED
    """What is certain of it without an identity: of what a function makes of attributes."""

    @property
    def nature(self) -> Nature:
        """What is certain of its value."""
        is_derived = self.identity is None or self.derived != UNSPECIFIED
        return self.derived if is_derived or self.identity is None else self.identity.nature


class Guard(Unknown, frozen=True):
    """The test that decides between the branches of choices, with the condition of each."""

    conditions: tuple[PathCondition, ...] = ()
    """The condition of each branch. Choices of another number of branches have their own."""


class PartialString(Struct, frozen=True):
    """A string of which some parts are known: ``"${bucket.arn}/*"`` ends in ``/*``."""

    parts: tuple[str | Unknown, ...]

    @property
    def prefix(self) -> str:
        """The known text it starts with, possibly empty."""
        first = self.parts[0]
        return first if isinstance(first, str) else ""

    @property
    def suffix(self) -> str:
        """The known text it ends with, possibly empty."""
        last = self.parts[-1]
        return last if isinstance(last, str) else ""


class JsonText(Struct, Generic[PartT], frozen=True, eq=False):
    """A string that is the JSON encoding of ``content``, in which something is unknown."""

    content: PartT


class Choice(Struct, Generic[PartT], frozen=True, eq=False):
    """One of several values, depending on a test that is unknown before deployment."""

    test: Unknown
    """The unknown that decides."""
    options: tuple[PartT, ...]
    labels: tuple[str, ...] = ()
    """What holds on each branch, in words and in the order of ``options``: ``IsProd is false``."""


class Extension(Struct, frozen=True, eq=False):
    """The base of the further values that one language has while it evaluates."""


DEFERRED: Final = (Unknown, PartialString, JsonText, Choice)
COMPOUND: Final = (tuple, dict, JsonText, Choice, Mapping)

if TYPE_CHECKING:
    from fractions import Fraction

    Scalar: TypeAlias = (
        bool | int | float | Fraction | str | Absent | Unknown | PartialString | None
    )
    """A value without parts."""
    Compound: TypeAlias = tuple[Part, ...] | Mapping[str, Part] | JsonText[Part] | Choice[Part]
    """A value with parts of some type: a ``COMPOUND``."""
    Value: TypeAlias = Scalar | Compound["Value"]
    """What a front end returns, and everything after it works on."""
    AnyValue: TypeAlias = Scalar | Compound["AnyValue"] | Extension
    """A value of any language while it evaluates."""
else:
    # Recursive aliases cannot be evaluated: nothing needs them when the program runs.
    Scalar = Compound = Value = AnyValue = object


def assert_never(value: NoReturn) -> NoReturn:
    """Raise for a value that mypy has proved impossible (``typing`` has it from 3.11 on)."""
    raise AssertionError(f"unexpected value: {value!r}")


def concatenate(parts: list[str | Unknown]) -> str | Unknown | PartialString:
    """Join known and unknown pieces of a string into the simplest value for them."""
    merged: list[str | Unknown] = []
    texts: list[str] = []
    for part in (*parts, None):
        if isinstance(part, str):
            texts.append(part)
            continue
        known = "".join(texts)
        texts.clear()
        merged += [known] if known else []
        merged += [] if part is None else [part]
    if not merged:
        return ""
    if len(merged) == 1:
        return merged[0]
    return PartialString(tuple(merged))

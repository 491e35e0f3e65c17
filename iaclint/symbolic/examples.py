"""Examples of resources: what their attributes could be once deployed.

The result of a function of an ARN is unknown before deployment, but if it is the name in every
example, it is certainly the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.limits import MAX_EXAMPLES
from iaclint.regions import ALL_REGIONS, REGIONS
from iaclint.symbolic.natures import Nature


class Formats(Struct, frozen=True):
    """How the attributes of one type of resource are written.

    ``arn:{partition}:s3:::{name}`` has the parts of an ``Example`` in it.
    """

    attributes: Mapping[str, str]
    nature_of: Callable[[str], Nature]
    """Returns what an attribute is."""
    has_capitals: bool = True
    """Whether names may have capitals and underscores."""
    is_of_place: bool = False
    """Whether the attributes are those of the account and Region that all resources are in."""


class Example(Struct, frozen=True):
    """One resource as it could be deployed."""

    name: str
    partition: str = "aws"
    region: str = "eu-central-1"
    account: str = "111122223333"
    suffix: str = "amazonaws.com"
    random: str = "AbCdEf"
    """The six characters that end the ARN of a secret."""

    def fill(self, written: str) -> str:
        """Return what an attribute of a format is in this example."""
        for part in self.__struct_fields__:
            written = written.replace(f"{{{part}}}", getattr(self, part))
        return written


class Derivation(Struct, frozen=True, eq=False):
    """What a value is in each example of the resource that it is derived from."""

    formats: Formats
    value_in: Callable[[Example], object]
    """Returns the value in an example; an unknown where it has none."""
    known_name: Callable[[], object] = lambda: None
    """Returns the name of the resource, if the configuration has it as a known string."""
    literals: frozenset[str] = frozenset()
    """The strings that it was compared with or cut by on the way."""

    def examples(self) -> list[Example]:
        """Return examples that tell attributes apart; none where it would take too many.

        A name and a place may contain any literal: ``replace(id, "old", "new")`` is not always the
        id, and ``replace(arn, "us-east-1", "us-west-2")`` not always the ARN.
        """
        name = self.known_name()
        names = [name] if isinstance(name, str) else self._names()
        places = dict.fromkeys((*_PLACES, *map(_place, sorted(self.literals))))
        if len(names) * len(places) > MAX_EXAMPLES * len(_PLACES):
            return []
        return [Example(name, *place) for name in names for place in places]

    def _names(self) -> list[str]:
        fragments = sorted({f for text in self.literals for f in re.findall(_FRAGMENT, text)})
        names = [*_NAMES, *(_CAPITALS if self.formats.has_capitals else ())]
        for fragment in fragments:
            names += [f"{fragment}-x", f"x-{fragment}", f"x{fragment}x{fragment}x"]
        if not self.formats.has_capitals:
            names = [name for name in names if name == name.lower() and "_" not in name]
        return names

    def lacks(self, text: str) -> bool:
        """Return whether a text occurs in no example, not even in those that are made for it."""
        tried = replace(self, literals=self.literals | {text})
        values = [self.value_in(example) for example in tried.examples()]
        return bool(values) and all(isinstance(v, str) and text not in v for v in values)


def is_of_names(text: str) -> bool:
    """Return whether examples have names and places that a text occurs in, if it may."""
    return re.fullmatch(_FRAGMENT, text) is not None


def _place(literal: str) -> tuple[str, str, str, str]:
    """Return the partition, Region, account and suffix of a place that a literal may be of."""
    partition, region, account, suffix = _PLACES[0]
    word = literal.strip(":/.")
    if not word:
        return _PLACES[0]
    partitions = [p for p in REGIONS if p in literal] or [p for p in REGIONS if word in p]
    regions = re.findall(_REGION, literal) or [r for r in (region, *ALL_REGIONS) if word in r]
    numbers = re.findall("[0-9]{12}", literal) or re.findall("^[0-9]+$", word)
    number = next(iter(numbers), account)
    return (
        max(partitions, key=len, default=partition),
        next(iter(regions), region),
        number.ljust(len(account), "0")[: len(account)],
        suffix,
    )


def attribute_of(formats: Formats, values: Iterable[tuple[Example, object]]) -> str | None:
    """Return the attribute that has some values in their examples; None if there is none.

    Where the values are those of different attributes, as when only the ARNs of one partition
    are cut, any of these attributes refers to the same resource.
    """
    matches = [
        [name for name, written in formats.attributes.items() if example.fill(written) == value]
        for example, value in values
    ]
    if not matches or not all(matches):
        return None
    common = [name for name in matches[0] if all(name in match for match in matches)]
    return (common or matches[0])[0]


RANDOM: Final = "{random}"
"""The part of a format that AWS chooses at random."""
_PLACES: Final = (
    ("aws", "eu-central-1", "111122223333", "amazonaws.com"),
    ("aws-cn", "cn-north-1", "444455556666", "amazonaws.com.cn"),
    ("aws-us-gov", "us-gov-west-1", "777788889999", "amazonaws.com"),
)
_NAMES: Final = ("q7z", "k3-media-archive-9", "w8" + "n4-v6y" * 10 + "h")
_CAPITALS: Final = ("Jobs_Queue-5", "R2" + "D9_t" * 19 + "Lm")
_FRAGMENT: Final = r"\.*[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_REGION: Final = r"[a-z]{2,4}(?:-[a-z]+)+-[0-9]+"

"""Examples of resources: what their attributes could be once deployed.

The result of a function of an ARN is unknown before deployment, but if it is the name in every
example, it is certainly the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct

from iaclint.limits import MAX_EXAMPLES
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

        A name may contain any literal: ``replace(id, "old", "new")`` is not always the id.
        """
        name = self.known_name()
        names = [name] if isinstance(name, str) else self._names()
        return [Example(name, *place) for name in names for place in _PLACES]

    def _names(self) -> list[str]:
        fragments = sorted({f for text in self.literals for f in re.findall(_FRAGMENT, text)})
        names = [*_NAMES, *(_CAPITALS if self.formats.has_capitals else ())]
        for fragment in fragments:
            names += [f"{fragment}-x", f"x-{fragment}", f"x{fragment}x{fragment}x"]
        if not self.formats.has_capitals:
            names = [name for name in names if name == name.lower() and "_" not in name]
        return names if len(names) <= MAX_EXAMPLES else []


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
_FRAGMENT: Final = r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?"

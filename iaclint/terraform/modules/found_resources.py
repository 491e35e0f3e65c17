"""Data sources that find a resource by its name, which may be in the configuration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.derivations import attribute_identity
from iaclint.symbolic.values import ABSENT, Identity, PartialString, Unknown, concatenate
from iaclint.terraform.attribute_formats import NAME, formats_of
from iaclint.terraform.blocks.kms_keys import FINDS_KEY, is_key_id
from iaclint.terraform.provider.network_lookups import found_id
from iaclint.terraform.types.model import TerraformValue, is_null

if TYPE_CHECKING:
    from iaclint.symbolic.examples import Formats
    from iaclint.terraform.blocks.block import BlockInstance

_PLACEHOLDER: Final = re.compile(r"(\{\w+\})")


def found_attribute(
    type_: str, address: str, owner: str, body: BlockInstance, name: str
) -> TerraformValue:
    """Return an attribute of the resource that a data source finds; ``ABSENT`` if not certain."""
    found = found_id(type_, name, body.get)
    if found is not ABSENT:
        return found
    formats = formats_of(type_)
    if formats is None or name not in formats.attributes:
        return ABSENT
    argument, value = _searched(formats, body)
    if isinstance(value, Unknown) and value.identity is not None and value.identity.kind == type_:
        return _attribute_of(value, value.identity, formats, name)
    if type_ in FINDS_KEY and not is_key_id(value):
        return ABSENT
    if formats.attributes.get(argument) != NAME or not isinstance(
        value, (str, Unknown, PartialString)
    ):
        return ABSENT
    parts: list[str | Unknown] = []
    for piece in _PLACEHOLDER.split(formats.attributes[name]):
        if piece == NAME:
            parts += value.parts if isinstance(value, PartialString) else [value]
        elif _PLACEHOLDER.fullmatch(piece):
            parts.append(Unknown(f"{address}.{name}", Identity(owner, f"{name} {piece}")))
        else:
            parts.append(piece)
    return concatenate(parts)


def _searched(formats: Formats, body: BlockInstance) -> tuple[str, TerraformValue]:
    """Return the argument that the resource is found by, and its value."""
    for name in formats.attributes:
        value = body.value(name)
        if value is not ABSENT and not is_null(value):
            return name, value
    return "", ABSENT


def _attribute_of(value: Unknown, found: Identity, formats: Formats, name: str) -> Unknown:
    derivation = found.derivation
    if derivation is None:
        return Unknown(value.symbol, attribute_identity(found.owner, name, found.kind, formats))
    identity = attribute_identity(found.owner, name, found.kind, formats, derivation.known_name)
    return Unknown(value.symbol, identity)

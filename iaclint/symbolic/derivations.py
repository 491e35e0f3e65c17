"""Derived values: a function of an attribute of a resource is still derived from that resource."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, cast

from msgspec.structs import replace

from iaclint.limits import MAX_DERIVATION_LENGTH
from iaclint.symbolic.examples import Derivation, Example, Formats, attribute_of
from iaclint.symbolic.natures import Nature
from iaclint.symbolic.structure import map_parts, parts, unknowns
from iaclint.symbolic.values import (
    AnyValue,
    Identity,
    PartialString,
    Unknown,
    concatenate,
)


def derive(
    result: Unknown, name: str, function: Callable[..., AnyValue], arguments: Sequence[AnyValue]
) -> Unknown:
    """Return the unknown result of a function with what it is derived from, if that is certain.

    All unknown arguments must be derived from one resource. Where the result is one of its
    attributes in all examples, it has the identity of that attribute; else its own.
    """
    found = [unknown.identity for unknown in unknowns(tuple(arguments))]
    sources = [identity for identity in found if identity is None or not _is_of_place(identity)]
    source = sources[0] if sources else None
    if source is None or any(s is None or s.owner != source.owner for s in sources):
        return result
    text = f"{name}({', '.join(_text(argument, source.owner) for argument in arguments)})"
    if source.derivation is None or len(text) > MAX_DERIVATION_LENGTH:
        return result

    def value_in(example: Example) -> object:
        return function(*[_in_example(argument, example) for argument in arguments])

    return replace(result, identity=_identity(source, source.derivation, text, value_in, arguments))


def _is_of_place(identity: Identity) -> bool:
    return identity.derivation is not None and identity.derivation.formats.is_of_place


def _identity(
    source: Identity,
    base: Derivation,
    text: str,
    value_in: Callable[[Example], object],
    arguments: Sequence[AnyValue],
) -> Identity:
    """Return the identity of what a function makes of attributes of one resource."""
    literals = base.literals.union(_literals(tuple(arguments)))
    derivation = Derivation(base.formats, value_in, base.known_name, literals)
    examples = derivation.examples()
    attribute = attribute_of(base.formats, [(e, value_in(e)) for e in examples])
    if attribute is None:
        return Identity(source.owner, text, source.kind, _DERIVED, derivation, is_derived=True)
    return attribute_identity(source.owner, attribute, source.kind, base.formats, base.known_name)


_DERIVED: Final = Nature(is_of_resource=True)


def attribute_identity(
    owner: str,
    attribute: str,
    kind: str,
    formats: Formats,
    known_name: Callable[[], object] = lambda: None,
) -> Identity:
    """Return the identity of an attribute of a resource whose attributes have known formats."""
    nature = formats.nature_of(attribute)
    written = formats.attributes.get(attribute)
    if written is None:
        return Identity(owner, attribute, kind, nature)
    derivation = Derivation(formats, lambda example: example.fill(written), known_name)
    return Identity(owner, attribute, kind, nature, derivation)


def _in_example(value: AnyValue, example: Example) -> AnyValue:
    """Return an argument as it would be in an example."""
    if isinstance(value, Unknown):
        derivation = value.identity.derivation if value.identity is not None else None
        return value if derivation is None else cast("AnyValue", derivation.value_in(example))
    if isinstance(value, PartialString):
        parts = [_in_example(part, example) for part in value.parts]
        return concatenate([p if isinstance(p, (str, Unknown)) else _NOT_TEXT for p in parts])
    if isinstance(value, (tuple, dict)):
        return map_parts(value, lambda part: _in_example(part, example))
    return value


_NOT_TEXT: Final = Unknown("a part of a string")


def _literals(value: AnyValue) -> Iterator[str]:
    """Yield the strings in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, PartialString):
        yield from (part for part in value.parts if isinstance(part, str))
    elif isinstance(value, (tuple, dict)):
        for part in parts(value):
            yield from _literals(part)


def _text(value: AnyValue, owner: str) -> str:
    """Return an argument in words, unknowns as the attributes that they are."""
    if isinstance(value, Unknown):
        identity = value.identity
        whose = "" if identity is None or identity.owner == owner else f"{identity.owner}."
        return f"{whose}{identity.attribute}" if identity is not None else value.symbol
    if isinstance(value, PartialString):
        return " ".join(_text(part, owner) for part in value.parts)
    if isinstance(value, tuple):
        return f"[{', '.join(_text(item, owner) for item in value)}]"
    if isinstance(value, dict):
        items = (f"{key!r}: {_text(item, owner)}" for key, item in value.items())
        return f"{{{', '.join(items)}}}"
    return repr(value)

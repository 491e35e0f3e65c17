"""Write sketches of resources as CloudFormation templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iaclint.sketch import (
    Given,
    Perhaps,
    Reference,
    SketchedResource,
    WrittenSketch,
    undecided,
)
from iaclint.syntax.yaml_text import scalar


def write(resources: Sequence[SketchedResource]) -> WrittenSketch:
    """Return a template with resources, and parameters for unknown values."""
    parameters = list(undecided([resource.attributes for resource in resources]))
    template = {
        "Parameters": {_parameter(p): {"Type": _type(p)} for p in parameters},
        "Conditions": {
            f"Has{p.name}": _Call("!Equals", [_Call("!Ref", _parameter(p)), "true"])
            for p in parameters
            if isinstance(p, Perhaps)
        },
        "Resources": {_logical_id(r.name): _resource(r) for r in resources},
    }
    text = "\n".join(_lines({key: value for key, value in template.items() if value})) + "\n"
    return WrittenSketch(text, tuple(_logical_id(r.name) for r in resources))


def _logical_id(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _resource(resource: SketchedResource) -> dict[str, object]:
    properties = {"Properties": resource.attributes} if resource.attributes else {}
    return {"Type": resource.type, **properties}


class _Call:
    """A function call in short form."""

    def __init__(self, tag: str, argument: object) -> None:
        self.text = f"{tag} {_inline(argument)}"


def _lines(content: Mapping[str, object]) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, Mapping) and value:
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            yield f"{key}:"
            yield from (f"  {line}" for item in value for line in _item(item))
        else:
            yield f"{key}: {_inline(value)}"


def _item(value: object) -> Iterator[str]:
    lines = list(_lines(value)) if isinstance(value, Mapping) and value else [_inline(value)]
    yield f"- {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])


def _inline(value: object) -> str:
    if isinstance(value, _Call):
        return value.text
    if isinstance(value, Reference):
        name, attribute = _logical_id(value.name), value.attribute
        return f"!Ref {name}" if attribute == "Ref" else f"!GetAtt {name}.{attribute}"
    if isinstance(value, Given):
        return f"!Ref {_parameter(value)}"
    if isinstance(value, Perhaps):
        return f"!If [Has{value.name}, {_inline(value.value)}, !Ref AWS::NoValue]"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_inline, value))}]"
    return scalar(value)


def _parameter(value: Given | Perhaps) -> str:
    return value.name if isinstance(value, Given) else f"Set{value.name}"


def _type(parameter: Given | Perhaps) -> str:
    number = isinstance(parameter, Given) and type(parameter.like) in (int, float)
    return "Number" if number else "String"

"""Write sketches of resources as Terraform configurations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from iaclint.sketch import (
    Given,
    Perhaps,
    Reference,
    SketchedResource,
    WrittenSketch,
    undecided,
)


def write(resources: Sequence[SketchedResource]) -> WrittenSketch:
    """Return a configuration with resources, and variables for unknown values."""
    subject = resources[0].name
    labels = {r.name: _label(r, resources, subject) for r in resources}
    variables = undecided([resource.attributes for resource in resources])
    blocks = [
        *(_block(f'variable "{_variable(v)}"', {"type": _Bare(_type(v))}, {}) for v in variables),
        *(
            _block(f'resource "{r.type}" "{labels[r.name]}"', r.attributes, labels)
            for r in resources
        ),
    ]
    text = "\n\n".join("\n".join(lines) for lines in blocks) + "\n"
    return WrittenSketch(text, tuple(f"{r.type}.{labels[r.name]}" for r in resources))


def _label(resource: SketchedResource, others: Sequence[SketchedResource], subject: str) -> str:
    """Return the label of the first resource, which resources of other types share."""
    is_only = sum(other.type == resource.type for other in others) == 1
    return subject if is_only else resource.name


Labels: TypeAlias = Mapping[str, str]
"""The labels of the resources, by their names in the sketch."""


class _Bare(str):
    """Text that is written without quotes."""


def _block(header: str, content: Mapping[str, object], labels: Labels) -> list[str]:
    if not content:
        return [f"{header} {{}}"]
    return [f"{header} {{", *(f"  {line}" if line else "" for line in _body(content, labels)), "}"]


def _body(content: Mapping[str, object], labels: Labels) -> Iterator[str]:
    """Yield the lines of a body: aligned arguments, then blocks after a blank line each."""
    arguments = {name: value for name, value in content.items() if not _blocks(value)}
    width = max(map(len, arguments), default=0)
    for name, value in arguments.items():
        yield f"{name:<{width}} = {_expression(value, labels)}"
    first = not arguments
    for name, value in content.items():
        for block in _blocks(value):
            if not first:
                yield ""
            first = False
            yield from _block(name, block, labels)


def _blocks(value: object) -> Sequence[Mapping[str, object]]:
    if isinstance(value, Mapping):
        return (value,)
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        return value
    return ()


def _expression(value: object, labels: Labels) -> str:
    if isinstance(value, _Bare):
        return value
    if isinstance(value, Reference):
        return f"{value.type}.{labels[value.name]}.{value.attribute}"
    if isinstance(value, Given):
        return f"var.{_variable(value)}"
    if isinstance(value, Perhaps):
        return f"var.{_variable(value)} ? {_expression(value.value, labels)} : null"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_expression(item, labels) for item in value)}]"
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("${", "$${").replace("%{", "%%{") if isinstance(value, str) else text


def _variable(value: Given | Perhaps) -> str:
    return value.name if isinstance(value, Given) else f"set_{value.name}"


def _type(variable: Given | Perhaps) -> str:
    if isinstance(variable, Perhaps) or isinstance(variable.like, bool):
        return "bool"
    return "number" if isinstance(variable.like, (int, float)) else "string"

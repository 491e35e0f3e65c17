"""Evaluated resources and outputs, as text and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from iaclint.report.json import describe_diagnostic
from iaclint.report.terminal import Pen, escape
from iaclint.report.text import diagnose
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value

if TYPE_CHECKING:
    from iaclint.resource import (
        Body,
        Evaluation,
        Path,
        Resource,
        Root,
    )

INDENT = "  "


def write_json(evaluation: Evaluation, out: TextIO) -> None:
    """Write everything as JSON."""
    roots = [_root(root, evaluation.resources) for root in evaluation.roots]
    diagnostics = [describe_diagnostic(diagnostic) for diagnostic in evaluation.diagnostics()]
    json.dump({"roots": roots, "diagnostics": diagnostics}, out, indent=2, ensure_ascii=False)
    out.write("\n")


def _root(root: Root, resources: Sequence[Resource]) -> dict[str, Any]:
    return {
        "path": root.path,
        "language": root.language,
        "outputs": _values(root.outputs),
        "resources": {r.address: _resource(r) for r in resources if r.scope == root.scope},
    }


def _resource(resource: Resource) -> dict[str, Any]:
    described = {"type": resource.type, "attributes": _values(resource.body)}
    if resource.presence is not None:
        described["presence"] = encode(resource.presence)
    return described


def _values(body: Body) -> dict[str, Any]:
    values = ((name, body.get(name)) for name in body.names())
    return {name: encode(value) for name, value in values if value is not ABSENT}


def encode(value: Value) -> Any:
    """Return a value as JSON; an unknown one is an object with a key that starts with $."""
    if isinstance(value, Unknown):
        return {"$unknown": value.symbol}
    if isinstance(value, PartialString):
        return {"$partial": [encode(part) for part in value.parts]}
    if isinstance(value, JsonText):
        return {"$json": encode(value.content)}
    if isinstance(value, Choice):
        options = [encode(option) for option in value.options]
        return {"$choice": {"test": value.test.symbol, "options": options}}
    if value is ABSENT:
        return {"$absent": True}
    if isinstance(value, Mapping):
        return {str(name): encode(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def write_text(evaluation: Evaluation, trails: bool, pen: Pen, out: TextIO) -> None:
    """Write everything as text; with ``trails``, also where each value comes from."""
    for root in evaluation.roots:
        own = [r for r in evaluation.resources if r.scope == root.scope]
        blocks = [_block(r.address, r.type, r.body, r, trails, pen) for r in own]
        outputs = [] if trails else list(_outputs(root, pen))
        if blocks or outputs:
            out.write(f"{pen(escape(root.path), 'frame')}\n\n")
        for lines in (*blocks, *([outputs] if outputs else [])):
            out.write("\n".join(lines) + "\n\n")
    for diagnostic in evaluation.diagnostics():
        out.write("\n".join(diagnose(diagnostic, pen, 100)) + "\n\n")


def _outputs(root: Root, pen: Pen) -> Iterator[str]:
    names = root.outputs.names()
    if names:
        yield pen("outputs", "title")
    for name in names:
        yield from _attribute(name, root.outputs.get(name), pen)


def _block(
    address: str, kind: str, body: Body, resource: Resource, trails: bool, pen: Pen
) -> list[str]:
    place = escape(str(resource.span))
    lines = [f"{pen(escape(address), 'title')}  {pen(place, 'frame')}"]
    if kind not in address:
        lines[0] += f"  {escape(kind)}"
    if resource.presence is not None:
        lines.append(f"{INDENT}exists, or not, by {_unknown(resource.presence.symbol, pen)}")
    if trails:
        calls = reversed(resource.calls)
        lines += [f"{INDENT}called as {escape(c.address)} at {escape(str(c.span))}" for c in calls]
    for name in body.names():
        value = body.get(name)
        if value is not ABSENT:
            lines += _attribute(name, value, pen)
            if trails:
                lines += _trails(body, (name,), value, pen)
    return lines


def _attribute(name: str, value: Value, pen: Pen) -> Iterator[str]:
    first, *rest = show(value, pen)
    yield f"{INDENT}{escape(name)} = {first}"
    yield from (INDENT + line for line in rest)


def _trails(body: Body, path: Path, value: Value, pen: Pen) -> Iterator[str]:
    """Yield where a value and its parts are written, and where they come from."""
    parts: list[tuple[str | int, Value]] = []
    if isinstance(value, Mapping):
        parts = list(value.items())
    elif isinstance(value, tuple) and any(isinstance(item, Mapping) for item in value):
        parts = list(enumerate(value))
    if parts:
        for step, part in parts:
            yield from _trails(body, (*path, step), part, pen)
        return
    name = f"{_written(path[1:])} " if len(path) > 1 else ""
    yield pen(f"{INDENT * 2}{name}at {escape(str(body.locate(path)))}", "frame")
    for related in body.trail(path):
        place = f"{escape(str(related.span))}  {escape(related.caption)}"
        yield pen(f"{INDENT * 3}{place}", "frame")


def _written(path: Path) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{escape(step)}" for step in path)
    return "".join(steps).lstrip(".")


def show(value: Value, pen: Pen) -> list[str]:
    """Return a value as lines of text, similar to Terraform's output."""
    if isinstance(value, Unknown):
        return [_unknown(value.symbol, pen)]
    if isinstance(value, PartialString):
        return [f'"{"".join(_part(part, pen) for part in value.parts)}"']
    if isinstance(value, JsonText):
        return _around("jsonencode(", show(value.content, pen), ")")
    if isinstance(value, Choice):
        test = _unknown(value.test.symbol, pen)
        return _listed(
            f"one of, by {test}, (", [("", option) for option in value.options], ")", pen
        )
    if isinstance(value, Mapping):
        return _listed("{", [(f"{_key(name)} = ", v) for name, v in value.items()], "}", pen)
    if isinstance(value, tuple):
        return _listed("[", [("", item) for item in value], "]", pen)
    if value is ABSENT:
        return ["nothing"]
    return [escape(json.dumps(encode(value), ensure_ascii=False))]


def _part(part: str | Unknown, pen: Pen) -> str:
    if isinstance(part, Unknown):
        return _unknown(part.symbol, pen)
    return escape(json.dumps(part, ensure_ascii=False)[1:-1])


def _unknown(symbol: str, pen: Pen) -> str:
    return pen(f"<unknown: {escape(symbol)}>", "unknown")


def _key(name: object) -> str:
    text = str(name)
    return text if text.isidentifier() else escape(json.dumps(text, ensure_ascii=False))


def _around(start: str, lines: list[str], end: str) -> list[str]:
    lines = [start + lines[0], *lines[1:]]
    return [*lines[:-1], lines[-1] + end]


def _listed(start: str, items: list[tuple[str, Value]], end: str, pen: Pen) -> list[str]:
    """Return parts as lines, one line each; a few short ones share one line."""
    parts = [_around(prefix, show(value, pen), "") for prefix, value in items]
    if not parts:
        return [start + end]
    single = ", ".join(lines[0] for lines in parts)
    if all(len(lines) == 1 for lines in parts) and len(single) <= 60 and start != "{":
        return [f"{start}{single}{end}"]
    inner = [INDENT + line for lines in parts for line in lines]
    return [start, *inner, end]

"""Values of variables for `stubs.py`: from their types, and from the examples of a module."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from terraform_expressions import run

from iaclint.files.source_tree import SourceTree
from iaclint.symbolic.values import ABSENT
from iaclint.syntax.hcl.blocks import Block
from iaclint.terraform.config.module import load_module
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.type_constraints import read_constraint
from iaclint.terraform.types.model import ListOf, MapOf, ObjectOf, Primitive, SetOf, TupleOf, Type

_WORDS = {
    "bool": ["true", "false"],
    "string": ['"a"', '"arn:aws:kms:eu-west-1:111122223333:key/1"'],
    "number": ["0", "1", "35"],
    "dynamic": ["null", '"a"'],
}
_REFERENCE = re.compile(r"(?<![\w.])(?:local|var|module|data|each|[a-z]+_\w+)(?:\.\w+|\[[^]]*\])+")
_EACH = 4


def of_type(block: Block) -> list[str]:
    """Return a few values of a variable whose type is a collection of objects, or an object."""
    attribute = block.body.attributes.get("type")
    try:
        type_ = read_constraint(attribute.expression, lambda _: ABSENT) if attribute else None
    except EvaluationError:
        return []
    if type_ is None or not _has_object(type_):
        return []
    choice = random.Random(block.labels[0])
    return [_value(type_, choice, share) for share in (0.0, 0.3, 0.6, 1.0)]


def _has_object(type_: Type) -> bool:
    if isinstance(type_, (ListOf, MapOf, SetOf)):
        return _has_object(type_.element)
    return isinstance(type_, ObjectOf)


def _value(type_: Type, choice: random.Random, share: float) -> str:
    """Return a value; ``share`` of the optional attributes are set."""
    if isinstance(type_, Primitive):
        return choice.choice(_WORDS[type_.name])
    if isinstance(type_, TupleOf):
        return f"[{', '.join(_value(item, choice, share) for item in type_.elements)}]"
    if isinstance(type_, MapOf):
        return f"{{ a = {_value(type_.element, choice, share)} }}"
    if isinstance(type_, ObjectOf):
        items = (
            f'"{name}" = {_value(item, choice, share)}'
            for name, item in type_.attributes.items()
            if name not in type_.optional or choice.random() < share
        )
        return f"{{ {', '.join(items)} }}"
    return f"[{_value(type_.element, choice, share)}]"


def of_examples(module: Path, submodule: str) -> dict[str, list[str]]:
    """Return the arguments that the examples of a module set, by name; references are "a"."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for folder in sorted({path.parent for path in (module / "examples").glob("**/*.tf")}):
        tree = SourceTree(str(folder), ".")
        for call in load_module(tree, ".").calls.values():
            for name, text in _arguments(call, submodule):
                if text not in found[name]:
                    found[name].append(text)
    return {name: texts[:_EACH] for name, texts in found.items()}


def _arguments(call: Block, submodule: str) -> Iterator[tuple[str, str]]:
    attributes = call.body.attributes
    source = attributes["source"].expression.span.text.strip('"')
    if not re.fullmatch(rf"(\.\./)+{submodule}/?", source.rstrip("/") + "/"):
        return
    for name, attribute in attributes.items():
        if name not in {"source", "version", "for_each", "count", "providers", "depends_on"}:
            text = _REFERENCE.sub('"a"', attribute.expression.span.text)
            if text != '"a"' and _evaluates(text):
                yield name, text


def _evaluates(text: str) -> bool:
    """Whether an argument has a value; `concat(var.names)` has none, since "a" is no list."""
    return run({"expr": text}, Path()).error is None

"""Compare the evaluator with recorded results of Terraform for single expressions.

    python tests/conformance/terraform_expressions.py FILE.jsonl [--verbose]

prints how many cases agree in all of value, type, unknown parts, sensitive parts and error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile
from iaclint.files.source_tree import SourceTree
from iaclint.symbolic.values import DEFERRED, Unknown, Value
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.scope import Reference, Scope
from iaclint.terraform.eval.type_constraints import read_constraint
from iaclint.terraform.modules.files import make_context
from iaclint.terraform.types import conversion, numbers
from iaclint.terraform.types.model import (
    DYNAMIC,
    Sensitive,
    SetValue,
    is_null,
    to_json,
    type_of,
)

FIXTURES = "terraform-expr-fixtures"


class Refused(Exception):
    """The text does not parse."""


class _Case:
    """A scope with only the names of a case."""

    key = None
    is_root = False
    short_circuits = False

    def __init__(self, case: Mapping[str, Any], root: Path) -> None:
        self._locals = case.get("vars", {})
        self._unknowns = case.get("unknown_vars", {})
        self._values: dict[str, Value] = {}
        self._context = make_context(SourceTree(str(root), str(root)), ".")

    def requires_provider(self, name: str) -> bool:
        return True

    def value(self, reference: Reference) -> Value:
        name = reference.names[0]
        if reference.kind == "local" and name in self._locals:
            if name not in self._values:
                self._values[name] = self.evaluate(self._locals[name])
            return self._values[name]
        if reference.kind == "var" and name in self._unknowns:
            return self._unknown(name)
        raise EvaluationError(f"there is no {reference.kind}.{name}", reference.span)

    def _unknown(self, name: str) -> Unknown:
        given = self._unknowns[name]
        type_ = self.constraint(given["type"])
        kind = None if type_ == DYNAMIC else type_
        return Unknown(f"var.{name}", type=kind, not_null=given.get("not_null", False))

    def function_context(self) -> Any:
        return self._context

    def definition(self, reference: Reference) -> None:
        return None

    def constraint(self, text: str) -> Any:
        return read_constraint(_parse(text), lambda default: evaluate(default, Scope(self, {})))

    def evaluate(self, text: str) -> Value:
        return evaluate(_parse(text), Scope(self, {}))


def _parse(text: str) -> Any:
    source = SourceFile("case.tf", f"locals {{\n  it = {text}\n}}\n".encode())
    late: list[Diagnostic] = []
    body, diagnostics = hcl.parse(source, late.append)
    found = body.blocks[0].body.attributes.get("it") if body.blocks else None
    expression = found.expression if found else None
    errors = [d.message for d in (*diagnostics, *late) if d.level is Level.ERROR]
    if errors:
        raise Refused(errors[0])
    assert expression, f"no error is reported, but {text!r} is not read"
    return expression


@dataclass
class Outcome:
    """The result of a case."""

    value: Value = None
    error: str | None = None
    unknown: list[list[str | int]] = field(default_factory=list)
    sensitive: list[list[str | int]] = field(default_factory=list)


def run(case: Mapping[str, Any], root: Path) -> Outcome:
    """Evaluate a case."""
    module = _Case(case, root)
    try:
        value = module.evaluate(case["expr"])
        if "convert_to" in case:
            value = conversion.convert(value, module.constraint(case["convert_to"]))
    except (Refused, EvaluationError, conversion.ConversionError) as error:
        return Outcome(error=str(error) or "error")
    outcome = Outcome()
    outcome.value = _plain(value, [], outcome)
    return outcome


def _plain(value: Value, path: list[str | int], outcome: Outcome) -> Value:
    """Record unknown and sensitive parts, and remove the marks."""
    if isinstance(value, Sensitive):
        outcome.sensitive.append(path)
        inside = Outcome(unknown=outcome.unknown)
        return _plain(value.value, path, inside)
    if isinstance(value, DEFERRED):
        outcome.unknown.append(path)
        return Unknown("")
    if isinstance(value, dict):
        parts = {key: _plain(item, [*path, key], outcome) for key, item in value.items()}
        return _same_kind(value, parts)
    if isinstance(value, tuple):
        items = [_plain(item, [*path, n], outcome) for n, item in enumerate(value)]
        return _same_kind(value, items)
    return value


def _same_kind(value: Any, parts: Any) -> Any:
    element = getattr(value, "element", None)
    if element is not None:
        return type(value)(parts, element)
    return parts if isinstance(parts, dict) else tuple(parts)


def differences(case: Mapping[str, Any], outcome: Outcome) -> Iterator[str]:
    """Yield the differences of an outcome to the result of Terraform."""
    if case.get("error"):
        if outcome.error is None:
            yield f"not refused, but {outcome.value!r}"
        return
    if outcome.error is not None:
        yield f"refused: {outcome.error}"
        return
    if not _agrees(outcome.value, case["expect"]):
        yield f"value {outcome.value!r}"
    for name in ("unknown", "sensitive"):
        found, expected = getattr(outcome, name), case.get(name, [])
        if sorted(map(str, found)) != sorted(map(str, expected)):
            yield f"{name} {found} instead of {expected}"
    if "type" in case and to_json(type_of(outcome.value)) != case["type"]:
        yield f"type {to_json(type_of(outcome.value))} instead of {case['type']}"


def _agrees(value: Any, expected: Any) -> bool:
    if isinstance(value, Unknown):
        return bool(expected == {"$unknown": True})
    if is_null(value) or isinstance(value, (bool, str)):
        return type(expected) in (type(None), bool, str) and expected == (
            None if is_null(value) else value
        )
    if isinstance(value, (int, float, Fraction)):
        is_number = isinstance(expected, (int, Decimal)) and not isinstance(expected, bool)
        return is_number and Decimal(numbers.text(value)) == Decimal(expected)
    if isinstance(value, dict):
        return (
            isinstance(expected, dict)
            and value.keys() == expected.keys()
            and all(_agrees(item, expected[key]) for key, item in value.items())
        )
    if not isinstance(expected, list) or len(expected) != len(value):
        return False
    if all(_agrees(*pair) for pair in zip(value, expected, strict=True)):
        return True
    if isinstance(value, SetValue) and any(isinstance(item, (tuple, dict)) for item in value):
        return all(any(_agrees(item, other) for other in expected) for item in value)
    return False


def load(path: Path) -> list[dict[str, Any]]:
    """Read the cases of a file, every digit of their numbers kept."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines if line.strip()]


def disagreements(path: Path) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield the cases that differ, each with the differences."""
    fixtures = path.parent / FIXTURES
    for case in load(path):
        found = list(differences(case, run(case, fixtures)))
        if found:
            yield case, found


def main(arguments: list[str]) -> int:
    """Print the count of agreements."""
    verbose = "--verbose" in arguments
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    total = len(load(paths[0]))
    different = 0
    for case, found in disagreements(paths[0]):
        different += 1
        if verbose:
            print(f"{case['id']}: {case['expr']!r}")
            print(f"    expected {'an error' if case.get('error') else case['expect']!r}")
            for difference in found:
                print(f"    {difference}")
    print(f"{total - different} of {total} cases agree")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

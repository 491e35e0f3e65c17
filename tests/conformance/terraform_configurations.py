"""Count how far evaluation agrees with recorded plans of the real Terraform.

    python tests/conformance/terraform_configurations.py FOLDER [--verbose]

FOLDER holds one folder a case: ``config/`` with the configuration, ``expected.json`` with what
Terraform planned, and perhaps ``run.json`` with the arguments of the plan.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from iaclint.files.discovery import SourceTree
from iaclint.symbolic.values import DEFERRED, Value
from iaclint.terraform.config.library import Library
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.loader import every_instance, open_root
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.options import Assignment, Options
from iaclint.terraform.types.model import is_null
from iaclint.terraform.types.sensitivity import unmark_deep

UNKNOWN = {"$unknown": True}
BLOCKS = {"rule", "match", "deep", "action", "setting", "versioning", "option", "volume"}
SINGLE = {"action", "option"}


def options(case: Path) -> Options:
    """Read the plan's arguments and environment."""
    run = case / "run.json"
    given = json.loads(run.read_text()) if run.exists() else {}
    ordered: list[Assignment] = []
    workspace = "default"
    for name, value in given.get("env", {}).items():
        if name.startswith("TF_VAR_"):
            ordered.append(Assignment(value, name.removeprefix("TF_VAR_")))
        elif name == "TF_WORKSPACE":
            workspace = value
    for argument in given.get("args", []):
        name, _, rest = argument.lstrip("-").partition("=")
        if name == "var-file":
            ordered.append(Assignment(str(case / "config" / rest)))
        elif name == "var":
            key, _, text = rest.partition("=")
            ordered.append(Assignment(text, key))
    return Options(tuple(ordered), workspace)


def simplify(value: Value) -> Value:
    """Turn a value into the notation of the recorded plans."""
    value, _ = unmark_deep(value)
    if isinstance(value, DEFERRED):
        return UNKNOWN
    if is_null(value):
        return None
    if isinstance(value, dict):
        return {key: simplify(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [simplify(item) for item in value]
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value


def compare(got: Value, want: Value) -> bool:
    """Compare two plans' values; null and left out are the same."""
    if want == UNKNOWN or got == UNKNOWN:
        return got == want
    if isinstance(want, dict) and isinstance(got, dict):
        names = {n for n in (*want, *got) if want.get(n) is not None or got.get(n) is not None}
        return all(compare(got.get(n), want.get(n)) for n in names)
    if isinstance(want, list) and isinstance(got, list):
        if len(want) != len(got):
            return False
        if all(compare(a, b) for a, b in zip(got, want, strict=True)):
            return True
        rest = list(got)
        for item in want:
            at = next((n for n, other in enumerate(rest) if compare(other, item)), None)
            if at is None:
                return False
            del rest[at]
        return True
    if isinstance(want, (int, Decimal)) and not isinstance(want, bool):
        return not isinstance(got, bool) and isinstance(got, (int, Decimal, float)) and got == want
    return type(got) is type(want) and got == want


def planned(case: Path) -> tuple[dict[str, Value], dict[str, Value], list[str]]:
    """Evaluate a case: resources by address, outputs, and what is wrong with it."""
    diagnostics = DiagnosticCollector()
    tree = SourceTree(str(case / "config"), str(case))
    library = Library(tree)
    context = RootContext(library, ".", options(case), diagnostics)
    root = open_root(context)
    resources = {}
    for address, kind, body in every_instance(root):
        resources[address] = {
            name: block_value(name, simplify(value))
            for name, value in body.everything().items()
            if kind != "terraform_data" or name in ("input", "triggers_replace")
        }
    outputs = {}
    for name in root.module.outputs:
        try:
            outputs[name] = simplify(root.output(name))
        except EvaluationError as error:
            diagnostics.report(error)
            outputs[name] = UNKNOWN
    said = [d.message for m in library.modules.values() for d in m.diagnostics]
    return resources, outputs, said + [d.message for d in diagnostics.all()]


def block_value(name: str, value: Value) -> Value:
    """Take a block of which there is one at the most out of its list, others into one."""
    if value == UNKNOWN:
        return value
    if isinstance(value, dict) and name != "tags":
        value = {key: block_value(key, item) for key, item in value.items()}
    if isinstance(value, list) and name in BLOCKS:
        value = [block_value("", item) for item in value]
    if name in SINGLE and isinstance(value, list) and len(value) == 1:
        return value[0]
    if name in BLOCKS - SINGLE and isinstance(value, dict) and name != "volume":
        return [value]
    return value


def check(case: Path) -> list[str]:
    """Return the differences of one case."""
    expected = json.loads((case / "expected.json").read_text(), parse_float=Decimal)
    try:
        resources, outputs, said = planned(case)
    except Exception as error:
        return [f"raised {error!r}"]
    if expected.get("error"):
        return []
    wrong = []
    for kind, got, want in (
        ("resource", resources, expected["resources"]),
        ("output", outputs, expected["outputs"]),
    ):
        for name in sorted({*got, *want}):
            if name not in got or name not in want:
                wrong.append(f"{kind} {name}: {'missing' if name not in got else 'extra'} {said}")
            elif not compare(got[name], want[name]):
                wrong.append(f"{kind} {name}: got {got[name]!r}, want {want[name]!r} {said}")
    return wrong


def main() -> None:
    """Print the count of agreements."""
    folder = Path(sys.argv[1])
    cases = sorted(path.parent for path in folder.glob("*/expected.json"))
    agree = 0
    for case in cases:
        wrong = check(case)
        agree += not wrong
        if wrong and "--verbose" in sys.argv:
            print(case.name, *wrong, sep="\n  ")
    print(f"{agree}/{len(cases)} configurations agree")


if __name__ == "__main__":
    main()

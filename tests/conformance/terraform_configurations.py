"""Count the agreements of evaluation with recorded plans of Terraform.

    python tests/conformance/terraform_configurations.py FOLDER [--verbose]

FOLDER holds one folder a case: ``config/`` with the configuration, ``expected.json`` with what
Terraform planned, and perhaps ``run.json`` with the arguments of the plan. A plan that Terraform
refuses agrees only where iaclint reports a mistake, in parsing or in evaluating.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from iaclint.cli.terraform_options import PREFIX
from iaclint.files.diagnostics import Diagnostic
from iaclint.files.source_tree import SourceTree
from iaclint.options import Assignment, Variables
from iaclint.symbolic.values import DEFERRED, Value
from iaclint.terraform.config.library import Library
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.modules.argument_checks import check_validations
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.plan_refusals import report_refusals
from iaclint.terraform.roots import open_root
from iaclint.terraform.types.model import is_null
from iaclint.terraform.types.sensitivity import unmark_deep
from tests.terraform_instances import every_instance

UNKNOWN = {"$unknown": True}
BLOCKS = {"rule", "match", "deep", "action", "setting", "versioning", "option", "volume"}
SINGLE = {"action", "option"}

TERRAFORM_WARNS = {"duplicate-key", "undeclared-variable"}
"""Codes of problems that Terraform also reports, without rejecting the plan."""

NOT_REFUSED = "not refused"


def options(case: Path) -> Variables:
    """Return the plan's arguments and environment, as the command line would pass them."""
    run = case / "run.json"
    given = json.loads(run.read_text()) if run.exists() else {}
    environment = given.get("env", {})
    process = {
        name.removeprefix(PREFIX): value
        for name, value in sorted(environment.items())
        if name.startswith(PREFIX)
    }
    ordered: list[Assignment] = []
    for argument in given.get("args", []):
        name, _, rest = argument.lstrip("-").partition("=")
        if name == "var-file":
            ordered.append(Assignment(str(case / "config" / rest)))
        elif name == "var":
            key, _, text = rest.partition("=")
            ordered.append(Assignment(text, key))
    return Variables(tuple(ordered), environment.get("TF_WORKSPACE", "default"), process)


def simplify(value: Value) -> Any:
    """Return a value in the notation of the recorded plans."""
    value, _ = unmark_deep(value)
    if isinstance(value, DEFERRED):
        return UNKNOWN
    if is_null(value):
        return None
    if isinstance(value, Mapping):
        return {key: simplify(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [simplify(item) for item in value]
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value


def compare(got: Any, want: Any) -> bool:
    """Return whether two planned values are equal; null and omitted are the same."""
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


def planned(case: Path) -> tuple[dict[str, Any], dict[str, Any], list[Diagnostic]]:
    """Evaluate a case: return resources by address, outputs and errors."""
    diagnostics = DiagnosticCollector()
    library = Library(SourceTree(str(case / "config"), str(case)))
    root = open_root(RootContext(library, ".", options(case), diagnostics))
    check_validations(root)
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
    report_refusals(root)
    parsed = [diagnostic for m in library.modules.values() for diagnostic in m.diagnostics]
    return resources, outputs, [*parsed, *diagnostics.all()]


def block_value(name: str, value: Any) -> Any:
    """Return blocks as in the plan: a single one without a list, others as a list."""
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
        resources, outputs, diagnostics = planned(case)
    except Exception as error:
        return [f"raised {error!r}"]
    refusals = [d.message for d in diagnostics if d.code not in TERRAFORM_WARNS]
    if expected.get("error"):
        return [] if refusals else [NOT_REFUSED]
    return [
        *(f"refused: {message}" for message in refusals),
        *differences("resource", resources, expected["resources"]),
        *differences("output", outputs, expected["outputs"]),
    ]


def differences(kind: str, got: dict[str, Value], want: dict[str, Value]) -> Iterator[str]:
    """Yield the differences of resources or outputs to the recorded ones."""
    for name in sorted({*got, *want}):
        if name not in got or name not in want:
            yield f"{kind} {name}: {'missing' if name not in got else 'extra'}"
        elif not compare(got[name], want[name]):
            yield f"{kind} {name}: got {got[name]!r}, want {want[name]!r}"


def main() -> None:
    """Print the count of agreements."""
    folder = Path(sys.argv[1])
    cases = sorted(path.parent for path in folder.glob("*/expected.json"))
    found = {case.name: check(case) for case in cases}
    if "--verbose" in sys.argv:
        for name, wrong in found.items():
            if wrong:
                print(name, *wrong, sep="\n  ")
    agree = sum(not wrong for wrong in found.values())
    passed_over = sum(wrong == [NOT_REFUSED] for wrong in found.values())
    more = f"; {passed_over} that Terraform refuses are not refused" if passed_over else ""
    print(f"{agree}/{len(cases)} configurations agree{more}")


if __name__ == "__main__":
    main()

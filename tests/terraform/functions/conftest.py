"""Calls written as in a configuration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iaclint.files.source import SourceFile
from iaclint.files.source_tree import SourceTree
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate as _evaluate
from iaclint.terraform.eval.scope import Reference, Scope
from iaclint.terraform.functions import CallError, Context
from iaclint.terraform.functions.json import encode
from iaclint.terraform.modules.files import make_context
from iaclint.terraform.types.model import TerraformValue
from iaclint.terraform.types.sensitivity import unmark_deep


class Names:
    """A module whose ``var.NAME`` are given, and which may read files in a folder."""

    key = None
    is_root = False
    short_circuits = True

    def __init__(self, folder: Path, values: dict[str, TerraformValue]) -> None:
        self.tree = SourceTree(str(folder), str(folder))
        self._context = make_context(self.tree, ".")
        self._values = values

    def requires_provider(self, name: str) -> bool:
        return True

    def value(self, reference: Reference) -> TerraformValue:
        return self._values[reference.names[0]]

    def function_context(self) -> Context:
        return self._context

    def definition(self, reference: Reference) -> None:
        return None


Evaluate = Callable[..., TerraformValue]


@pytest.fixture
def evaluate(tmp_path: Path) -> Evaluate:
    def run(text: str, /, **values: TerraformValue) -> TerraformValue:
        expression = hcl.parse_expression(text, SourceFile("call.tf", text.encode()))
        assert expression is not None, text
        return _evaluate(expression, Scope(Names(tmp_path, values), {}))

    return run


@pytest.fixture
def as_json(evaluate: Evaluate) -> Callable[[str], str | None]:
    def run(text: str) -> str | None:
        try:
            return encode(unmark_deep(evaluate(text))[0])
        except (EvaluationError, CallError):
            return None

    return run

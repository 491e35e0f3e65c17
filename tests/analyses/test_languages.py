"""Analyses do not depend on a language: they name no resource types."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import iaclint.analyses
from iaclint.analyses import ANALYSES

TYPE = re.compile(r"aws_[a-z]|random_[a-z]|azurerm_|google_|AWS::[A-Z]")
FOLDER = Path(iaclint.analyses.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))


def texts(tree: ast.AST) -> Iterator[str]:
    """Yield the texts in code; statements that are only a text document something."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and id(node) not in documents:
            yield value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_analyses_name_no_resource_types(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # Models name analyses in words of their own: `google_iam_exposure`.
    assert [t for t in texts(tree) if TYPE.search(t) and t not in ANALYSES] == []


def test_no_front_end_is_imported() -> None:
    imported = re.compile(r"iaclint\.(?:terraform|cloudformation|plan)\b")
    assert [path for path in MODULES if imported.search(path.read_text(encoding="utf-8"))] == []

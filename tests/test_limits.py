"""``iaclint/limits.py`` has every limit, and ``docs/limits.md`` lists them.

``python tests/test_limits.py`` writes the page anew.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from iaclint import limits

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs/limits.md"
_LIMIT = re.compile(r"_?(MAX|LIMIT|LEAST|BUDGET)(_|$)|.*_(MAX|LIMIT|BUDGET)$")
_INTRODUCTION = """\
# Limits

iaclint stops at a limit where input is too large or too deep to evaluate completely. Limits count
bytes, values or steps, not seconds, so results are the same on every machine. They are defined in
`iaclint/limits.py` and are not configurable.
"""


def page() -> str:
    """Return ``docs/limits.md`` as the constants and their docstrings make it."""
    source = (PROJECT / "iaclint/limits.py").read_text("utf-8")
    headings = {
        number: line[2:]
        for number, line in enumerate(source.splitlines(), 1)
        if line.startswith("# ")
    }
    lines = [_INTRODUCTION]
    for name, number, text in constants(ast.parse(source).body):
        for start in [start for start in headings if start < number]:
            lines.append(f"## {headings.pop(start)}\n\n| limit | | |\n| --- | ---: | --- |")
        row = f"| `{name}` | {getattr(limits, name):,} | {' '.join(text.split())} |"
        lines.append(row)
    return re.sub(r"\n## ", "\n\n## ", "\n".join(lines)).replace("\n\n\n", "\n\n") + "\n"


def constants(body: list[ast.stmt]) -> Iterator[tuple[str, int, str]]:
    """Yield the name, the line and the docstring of each constant."""
    for statement, following in pairwise(body):
        if isinstance(statement, ast.AnnAssign):
            assert isinstance(statement.target, ast.Name)
            assert isinstance(following, ast.Expr), statement.target.id
            assert isinstance(following.value, ast.Constant), statement.target.id
            yield statement.target.id, statement.lineno, str(following.value.value)


def test_page_lists_every_limit() -> None:
    assert PAGE.read_text("utf-8") == page()
    listed = re.findall(r"^\| `([A-Z_0-9]+)`", page(), re.MULTILINE)
    assert sorted(listed) == sorted(name for name in vars(limits) if name.isupper())


def defined_in(path: Path) -> Iterator[str]:
    """Yield the limits that a module defines at its top or in a class."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.Module, ast.ClassDef)):
            for statement in node.body:
                if isinstance(statement, (ast.Assign, ast.AnnAssign)):
                    names = [n.id for n in ast.walk(statement) if isinstance(n, ast.Name)]
                    yield from (name for name in names if name.isupper() and _LIMIT.match(name))


@pytest.mark.slow
def test_no_other_module_defines_a_limit() -> None:
    modules = [path for path in (PROJECT / "iaclint").rglob("*.py") if path.name != "limits.py"]
    stored = {
        path.relative_to(PROJECT).as_posix(): found
        for path in modules
        if (found := sorted(set(defined_in(path)) - set(vars(limits))))
    }
    assert stored == {}


def test_every_limit_is_used() -> None:
    modules = [path for path in (PROJECT / "iaclint").rglob("*.py") if path.name != "limits.py"]
    used = set(re.findall(r"\bMAX_[A-Z_0-9]+", "".join(p.read_text("utf-8") for p in modules)))
    assert {name for name in vars(limits) if name.isupper()} - used == set()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

"""Every package has a contract on its imports (`.ci/lint` checks them), and folders stay small."""

from __future__ import annotations

from configparser import ConfigParser
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

FILES_PER_FOLDER = 20
DATA_LIKE = {"iaclint/terraform/functions", "iaclint/analyses/aws/services"}
"""Folders with one module for each thing of a kind."""


def test_every_package_has_a_contract(project: Path) -> None:
    contracts = ConfigParser()
    contracts.read(project / ".importlinter")
    sections = [contracts[name] for name in contracts.sections() if ":contract:" in name]
    assert all(section.getboolean("exhaustive") for section in sections)
    layered = {section["containers"] for section in sections}
    packages = {
        ".".join(path.parent.relative_to(project).parts)
        for path in project.glob("iaclint/**/__init__.py")
        if len(_children(path.parent)) > 1
    }
    assert layered == packages


def test_there_are_no_import_cycles() -> None:
    graph = grimp.build_graph("iaclint", cache_dir=None)  # type-only imports count
    imports = {
        module: graph.find_modules_directly_imported_by(module)
        for module in graph.modules
        # A package's own modules are imported after it: `iaclint/__init__.py` has no imports.
        if module != "iaclint"
    }
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_folders_have_few_modules(project: Path) -> None:
    counts = {
        str(path.parent.relative_to(project)): len(list(path.parent.glob("*.py")))
        for path in project.glob("iaclint/**/__init__.py")
    }
    large = {folder for folder, count in counts.items() if count > FILES_PER_FOLDER}
    assert large <= DATA_LIKE


def _children(folder: Path) -> list[Path]:
    """Return the modules and packages in a package's folder."""
    modules = [path for path in folder.glob("*.py") if not path.name.startswith("__")]
    return modules + [path.parent for path in folder.glob("*/__init__.py")]

"""Load several templates in a folder, as a run does."""

from __future__ import annotations

from pathlib import Path

from iaclint.cloudformation import FRONT_END
from iaclint.cloudformation.loader import load_templates as load
from iaclint.cloudformation.options import Options
from iaclint.files.discovery import discover
from iaclint.resource import Configuration


def load_files(
    folder: Path, files: dict[str, str], options: Options | None = None
) -> Configuration:
    """Lay files out in a folder, and load the templates among them."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = discover([str(folder)], str(folder), [FRONT_END]).selections.get(FRONT_END.name, ())
    trees = {file: selection.tree for selection in found for file in selection.files}
    return load(tuple(trees), options, trees)


def addresses(configuration: Configuration) -> list[str]:
    """Return the addresses of all resources."""
    return [resource.address for resource in configuration.resources]


def problems(configuration: Configuration) -> list[tuple[str, str]]:
    """Return the code and the message of each diagnostic."""
    return [(d.code, d.message) for d in configuration.diagnostics]

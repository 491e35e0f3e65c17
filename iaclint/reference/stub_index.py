"""The index of the bundled stubs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iaclint.address import natural
from iaclint.files.source import SourceFile
from iaclint.reference.markdown import code, generated_from, link, table
from iaclint.syntax.tree import Mapping, texts
from iaclint.syntax.yaml import parse

_HEADER = ("Module", "Versions", "Compared with", "Submodules")


def stub_index(directory: Path) -> Iterator[str]:
    """Yield the lines of the index of the stubs in a directory."""
    source = link(code("iaclint/stubs/"), "../../iaclint/stubs")
    yield from ("# Bundled stubs", "", generated_from(source), "")
    yield "[Stubs](../stubs.md) says what a stub is. Each version in the third column was compared"
    yield "with the stub: see"
    yield "[compare a stub with its module](../stubs.md#compare-a-stub-with-its-module)."
    yield ""
    files = directory.rglob("stub.yaml")
    found = sorted((path.parent for path in files), key=lambda folder: _order(folder, directory))
    yield from table(_HEADER, (_row(folder, directory) for folder in found))


def _order(folder: Path, directory: Path) -> tuple[object, ...]:
    return _module(folder, directory), natural(folder.name)


def _module(folder: Path, directory: Path) -> str:
    return folder.parent.relative_to(directory).as_posix()


def _row(folder: Path, directory: Path) -> tuple[str, ...]:
    file = folder / "stub.yaml"
    node, _ = parse(SourceFile(str(file), file.read_bytes()))
    assert isinstance(node, Mapping)
    versions = (version.removeprefix("v") for version in texts(node.get("versions")))
    submodules = sorted(path.name for path in folder.glob("modules/*"))
    compared = sorted(versions, key=natural)
    return (
        code(_module(folder, directory)),
        folder.name,
        ", ".join(compared),
        ", ".join(submodules),
    )

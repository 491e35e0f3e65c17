"""A front end for a language of the tests: ``*.storage.json`` has resources by name."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from iaclint.files.selection import FileNames, Selection
from iaclint.files.source import SourceFile, Span
from iaclint.frontend import FrontEnd, Language
from iaclint.options import Options
from iaclint.resource import Configuration, Path, Related, Resource
from iaclint.symbolic.values import ABSENT, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.syntax import json, tree


class Body:
    def __init__(self, node: tree.Mapping) -> None:
        self.node = node

    def names(self) -> Sequence[str]:
        return tuple(self.node.entries)

    def get(self, name: str) -> Value:
        value = self.node.get(name)
        return ABSENT if value is None else tree.to_value(value)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        return tree.locate(self.node, path)

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        return ()


class Storage(FrontEnd):
    name = "storage"
    language = Language("storage", "Storage", "json", "example.storage.json")
    file_names = FileNames(documents=(".storage.json",))

    def claims(self, source: SourceFile) -> bool:
        return True

    def load(
        self, found: Sequence[Selection], wanted: Container[str], options: Sequence[Options]
    ) -> Sequence[Configuration]:
        files = [file for selection in found for file in selection.files]
        resources = tuple(r for file in files for r in _resources(file) if r.type in wanted)
        return [Configuration(resources, files=len(files))] * len(options)


def _resources(file: SourceFile) -> Iterator[Resource]:
    document, _ = json.parse(file)
    assert isinstance(document, tree.Mapping)
    for name, entry in document.entries.items():
        assert isinstance(entry.value, tree.Mapping)
        body = Body(entry.value)
        yield Resource("storage", str(body.get("type")), name, file.path, entry.key.span, body)


FRONT_END = Storage()

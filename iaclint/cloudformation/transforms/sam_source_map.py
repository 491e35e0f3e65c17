"""The spans of the template that SAM generates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from iaclint.cloudformation.template.template import Template, is_partial_template
from iaclint.cloudformation.transforms.canonical_form import to_plain, to_tree
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.files.source import Span

SAM: Final = "AWS::Serverless-2016-10-31"
SERVERLESS: Final = "AWS::Serverless::"


class SourceMapper:
    """Combines translated data with the spans of its source."""

    def __init__(self, template: Template, root: Mapping, place: Span) -> None:
        self._template = template
        self._globals = root.get("Globals")
        self._place = place

    def template(self, plain: dict[str, Any], invalid: MappingABC[str, None]) -> Template:
        """Return the template that is deployed."""
        source = self._template
        conditions = self._section(plain, "Conditions", source.conditions)
        resources = {
            name: source.resources[name] if name in invalid else self._resource(name, resource)
            for name, resource in plain["Resources"].items()
        }
        outputs = self._section(plain, "Outputs", source.outputs)
        transforms = tuple(name for name in source.transforms if name != SAM)
        return replace(
            source,
            transforms=transforms,
            is_partial=bool(invalid) or is_partial_template(source.source, transforms, resources),
            conditions=conditions,
            resources=resources,
            outputs=outputs,
        )

    def _section(
        self, plain: dict[str, Any], name: str, sources: MappingABC[str, Entry]
    ) -> dict[str, Entry]:
        made = {}
        for key, value in (plain.get(name) or {}).items():
            source = sources.get(key)
            nodes = () if source is None else (source.value,)
            header = self._key(key, source)
            made[key] = Entry(header, to_tree(value, nodes, header.span))
        return made

    def _resource(self, name: str, value: dict[str, Any]) -> Entry:
        source = self._source_of(name)
        header = self._key(name, source)
        nodes = () if source is None else (source.value,)
        if source is None or source.key.text != name:
            return Entry(header, to_tree(value, (), header.span))
        shared = self._shared(source.value)
        if shared is None or to_plain(source.value) == value:
            return Entry(header, to_tree(value, nodes, header.span))
        return Entry(header, to_tree(value, (*nodes, shared), header.span))

    def _shared(self, resource: Node) -> Mapping | None:
        """Return the globals for a resource, as a resource with these properties."""
        kind = to_plain(resource).get("Type") if isinstance(resource, Mapping) else None
        if not isinstance(kind, str) or not kind.startswith(SERVERLESS):
            return None
        sections = self._globals
        shared = sections.get(kind[len(SERVERLESS) :]) if isinstance(sections, Mapping) else None
        if shared is None:
            return None
        key = Scalar("Properties", "Properties", shared.file, shared.start_byte, shared.end_byte)
        return Mapping({"Properties": Entry(key, shared)}, *_extent(shared))

    def _source_of(self, name: str) -> Entry | None:
        """Return the source of a generated resource, whose name starts with that of the source."""
        entries = self._template.resources
        if name in entries:
            return entries[name]
        found = [key for key in entries if name.startswith(key)]
        return entries[max(found, key=len)] if found else None

    def _key(self, name: str, source: Entry | None) -> Scalar:
        if source is not None and source.key.text == name:
            return source.key
        span = self._place if source is None else source.key.span
        return Scalar(name, name, span.file, span.start_byte, span.end_byte)


def _extent(node: Node) -> tuple[Any, int, int]:
    return node.file, node.start_byte, node.end_byte

"""A template's sections."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.cloudformation.template.function_calls import RAIN_PREFIX, literal_text
from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Sequence,
)

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile, Span

SECTIONS: Final = ("Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Rules")
_OTHER_SECTIONS = ("AWSTemplateFormatVersion", "Description", "Metadata", "Transform")
_SAM_SECTIONS = ("Globals", "Hooks")

CUSTOM: Final = "AWS::CloudFormation::CustomResource"

_TRANSFORMS_WITHOUT_RESOURCES = ("AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen")
"""Transforms that add no resources that a template could refer to."""


class Template(Struct, frozen=True, eq=False):
    """One template, section by section; a section that is missing is empty."""

    source: SourceFile
    transforms: tuple[str, ...]
    is_partial: bool
    """Whether something may add to what is written: a name may come from there."""
    parameters: MappingABC[str, Entry]
    mappings: MappingABC[str, Entry]
    conditions: MappingABC[str, Entry]
    resources: MappingABC[str, Entry]
    outputs: MappingABC[str, Entry]
    rules: MappingABC[str, Entry]


def template_error(
    span: Span, message: str, hint: str | None = None, code: str = "template-structure"
) -> Diagnostic:
    """Say what is wrong with a template."""
    return Diagnostic(Level.ERROR, code, message, span, hint)


def looks_like_template(root: Node | None) -> bool:
    """Tell whether a document is a template, now that its top level is known."""
    return isinstance(root, Mapping) and (
        "AWSTemplateFormatVersion" in root.entries or isinstance(root.get("Resources"), Mapping)
    )


def read_template(source: SourceFile, root: Mapping) -> tuple[Template, list[Diagnostic]]:
    """Sort a document into sections, and say what does not belong there."""
    diagnostics = _unknown_sections(root)
    diagnostics += _macros(root.get("Transform"))
    transforms = _transforms(root.get("Transform"))
    sections = [_section(root, name, diagnostics) for name in SECTIONS]
    if "Resources" not in root.entries and not transforms:
        first = next(iter(root.entries.values())).key.span
        diagnostics.append(template_error(first, "this template has no Resources section"))
    is_partial = is_partial_template(source, transforms, sections[SECTIONS.index("Resources")])
    return Template(source, transforms, is_partial, *sections), diagnostics


def _unknown_sections(root: Mapping) -> list[Diagnostic]:
    known = SECTIONS + _OTHER_SECTIONS
    return [
        template_error(
            entry.key.span, f"a template has no section '{name}'", did_you_mean(name, known)
        )
        for name, entry in root.entries.items()
        if name not in known + _SAM_SECTIONS and not name.startswith("Fn::")
    ]


def _section(root: Mapping, name: str, diagnostics: list[Diagnostic]) -> MappingABC[str, Entry]:
    node = root.get(name)
    if isinstance(node, Mapping):
        return node.entries
    if node is not None:
        span = root.entries[name].key.span
        diagnostics.append(template_error(span, f"the section {name} must be a mapping"))
    return {}


def _macros(node: Node | None) -> list[Diagnostic]:
    """Tell of transforms that are somebody's own: what they do only their code knows."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return [
        Diagnostic(
            Level.WARNING,
            "macro-not-run",
            f"the macro '{name}' runs at deployment: the template is judged as it is written",
            item.span,
        )
        for item in items
        if item is not None and (name := literal_text(item)) and not name.startswith("AWS::")
    ]


def _transforms(node: Node | None) -> tuple[str, ...]:
    """Return the names of the template's transforms; what is no name stays recognisable."""
    if node is None:
        return ()
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(literal_text(item) or "?" for item in items)


def is_partial_template(
    source: SourceFile, transforms: tuple[str, ...], resources: MappingABC[str, Entry]
) -> bool:
    """Tell whether something adds names to a template that are not written in it."""
    return (
        any(name not in _TRANSFORMS_WITHOUT_RESOURCES for name in transforms)
        or RAIN_PREFIX.encode() in source.data
        or any(type_of(entry).endswith("::MODULE") for entry in resources.values())
    )


def type_of(entry: Entry) -> str:
    """Return the type of a resource; empty where none is written."""
    node = entry.value.get("Type") if isinstance(entry.value, Mapping) else None
    return (literal_text(node) or "") if node is not None else ""


def attribute_node(entry: Entry, name: str) -> Node | None:
    """Return the property that an attribute has the value of: a network's ``CidrBlock``.

    Custom resources answer what they like, whatever property has the same name.
    """
    kind = type_of(entry)
    if not kind.startswith("AWS::") or kind == CUSTOM:
        return None
    return written_property(entry, name)


def written_property(entry: Entry, name: str) -> Node | None:
    """Return what a resource's property is set to, None where it is not."""
    properties = entry.value.get("Properties") if isinstance(entry.value, Mapping) else None
    return properties.get(name) if isinstance(properties, Mapping) else None

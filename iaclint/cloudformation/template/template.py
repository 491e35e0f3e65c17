"""The sections of a template."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.cloudformation.template.function_calls import (
    RAIN_PREFIX,
    as_function_call,
    literal_text,
)
from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iaclint.files.source import SourceFile, Span

SECTIONS: Final = ("Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Rules")
_DECLARING: Final = ("Parameters", "Mappings", "Conditions")
_OTHER_SECTIONS = ("AWSTemplateFormatVersion", "Description", "Metadata", "Transform")
_SAM_SECTIONS = ("Globals", "Hooks")

TRANSFORM: Final = "Fn::Transform"
CUSTOM: Final = "AWS::CloudFormation::CustomResource"

_TRANSFORMS_WITHOUT_RESOURCES = ("AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen")
"""Transforms that add no resources to a template."""

_ORG_FORMATION: Final = "2010-09-09-OC"
"""The version of templates for org-formation."""
_PREPROCESSED = (RAIN_PREFIX.encode(), _ORG_FORMATION.encode())
"""What templates for Rain and for org-formation have in them."""


class Template(Struct, frozen=True, eq=False):
    """The sections of one template; a missing section is empty."""

    source: SourceFile
    transforms: tuple[str, ...]
    is_partial: bool
    """Whether a macro, module or preprocessor may declare more names than the template does."""
    parameters: MappingABC[str, Entry]
    mappings: MappingABC[str, Entry]
    conditions: MappingABC[str, Entry]
    resources: MappingABC[str, Entry]
    outputs: MappingABC[str, Entry]
    rules: MappingABC[str, Entry]
    not_expanded: tuple[str, ...] = ()
    """The macros, included files and modules of the registry, which are left out."""
    may_be_empty: frozenset[str] = frozenset()
    """The identifiers of loops whose list is not known, and that may have no iterations."""


def template_error(
    span: Span, message: str, hint: str | None = None, code: str = "template-structure"
) -> Diagnostic:
    """Return a diagnostic for an error in a template."""
    return Diagnostic(Level.ERROR, code, message, span, hint)


def looks_like_template(root: Node | None) -> bool:
    """Return whether the top level of a document is that of a template."""
    return isinstance(root, Mapping) and (
        "AWSTemplateFormatVersion" in root.entries or isinstance(root.get("Resources"), Mapping)
    )


def only_declares(root: Mapping) -> bool:
    """Return whether a document has nothing but names that a template can use."""
    return bool(root.entries) and all(
        name in _DECLARING
        and isinstance(entry.value, Mapping)
        and all(map(_is_declaration, entry.value.entries.values()))
        for name, entry in root.entries.items()
    )


def _is_declaration(entry: Entry) -> bool:
    """Return whether an entry declares a name; a parameter file gives it a plain value."""
    return isinstance(entry.value, Mapping) or as_function_call(entry.value) is not None


def declares_resources(root: Node | None) -> bool:
    """Return whether a document is a template by what it says of itself or declares."""
    if not isinstance(root, Mapping):
        return False
    resources = root.get("Resources")
    return "AWSTemplateFormatVersion" in root.entries or (
        isinstance(resources, Mapping)
        and any(
            name.startswith("Fn::") or "::" in _written_type(entry)
            for name, entry in resources.entries.items()
        )
    )


def read_template(source: SourceFile, root: Mapping) -> tuple[Template, list[Diagnostic]]:
    """Return the sections of a document, and diagnostics for those that are invalid."""
    diagnostics = _unknown_sections(root)
    diagnostics += _check_transforms(transforms_of(root))
    transforms = _names_of_transforms(root)
    parameters, mappings, conditions, resources, outputs, rules = (
        _section(root, name, diagnostics) for name in SECTIONS
    )
    template = Template(
        source=source,
        transforms=transforms,
        is_partial=is_partial_template(source, transforms, resources),
        parameters=parameters,
        mappings=mappings,
        conditions=conditions,
        resources=resources,
        outputs=outputs,
        rules=rules,
    )
    return template, diagnostics


def lacks_resources(root: Mapping) -> bool:
    """Return whether a template has no resources, nor a transform that can add some."""
    return (
        "Resources" not in root.entries
        and not _names_of_transforms(root)
        and not _is_for_org_formation(root)
    )


def _is_for_org_formation(root: Mapping) -> bool:
    """Return whether org-formation reads a template, which may declare only an organization."""
    version = root.get("AWSTemplateFormatVersion")
    return version is not None and literal_text(version) == _ORG_FORMATION


def no_resources(root: Mapping) -> Diagnostic:
    """Return the error of a template without resources."""
    first = next(iter(root.entries.values())).key.span
    return template_error(first, "the template has no Resources section")


def _unknown_sections(root: Mapping) -> list[Diagnostic]:
    if _is_for_org_formation(root):
        return []
    known = SECTIONS + _OTHER_SECTIONS
    return [
        template_error(
            entry.key.span, f"unknown template section '{name}'", did_you_mean(name, known)
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
        diagnostics.append(template_error(span, f"section {name} must be a mapping"))
    return {}


def _check_transforms(nodes: Iterable[Node]) -> Iterator[Diagnostic]:
    """Yield a warning for each custom macro, which iaclint cannot run; an error without a name."""
    for item in nodes:
        name = name_of_transform(item)
        if not name:
            message = "a transform must be a name, or a mapping with a Name"
            yield template_error(item.span.first_line(), message)
        elif not name.startswith("AWS::"):
            message = f"macro '{name}' runs only at deployment: the template is checked without it"
            yield Diagnostic(Level.WARNING, "macro-not-run", message, item.span)


def _names_of_transforms(root: Mapping) -> tuple[str, ...]:
    """Return the names of the transforms of a template, and of the macros of its sections.

    ``?`` is one that is not a literal.
    """
    whole = (name_of_transform(item) or "?" for item in items_of(root.get("Transform")))
    parts = (name_of_transform(item) or "?" for item in _transforms_of_sections(root))
    return (*whole, *(name for name in parts if not name.startswith("AWS::")))


def transforms_of(root: Mapping) -> Iterator[Node]:
    """Yield the transforms of a template, and those of its sections."""
    yield from items_of(root.get("Transform"))
    yield from _transforms_of_sections(root)


def _transforms_of_sections(root: Mapping) -> Iterator[Node]:
    """Yield the transforms that stand beside sections, and beside the entries of each section."""
    for section in (root, *map(root.get, SECTIONS)):
        if isinstance(section, Mapping):
            yield from items_of(section.get(TRANSFORM))


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the transforms of a template, which may be one or a list."""
    if node is None:
        return ()
    return tuple(node.items) if isinstance(node, Sequence) else (node,)


def name_of_transform(node: Node) -> str | None:
    """Return the name of a transform: a string, or ``Name`` beside ``Parameters``."""
    name = node.get("Name") if isinstance(node, Mapping) and node.tag is None else node
    return None if name is None else literal_text(name)


def is_partial_template(
    source: SourceFile, transforms: tuple[str, ...], resources: MappingABC[str, Entry]
) -> bool:
    """Return whether deployment may add names that a template does not declare."""
    return (
        any(name not in _TRANSFORMS_WITHOUT_RESOURCES for name in transforms)
        or any(mark in source.data for mark in _PREPROCESSED)
        or any(map(is_registry_module, resources.values()))
    )


def is_registry_module(entry: Entry) -> bool:
    """Return whether an entry of the resources is a module of the CloudFormation registry."""
    return type_of(entry).endswith("::MODULE")


def _written_type(entry: Entry) -> str:
    """Return the text of the type of a resource, also behind a tag; empty if not set."""
    node = entry.value.get("Type") if isinstance(entry.value, Mapping) else None
    return node.text if isinstance(node, Scalar) else ""


def type_of(entry: Entry) -> str:
    """Return the type of a resource; empty if not set."""
    node = entry.value.get("Type") if isinstance(entry.value, Mapping) else None
    return (literal_text(node) or "") if node is not None else ""


def attribute_node(entry: Entry, name: str) -> Node | None:
    """Return the property that has the same value as an attribute: ``CidrBlock`` of a VPC.

    None for custom resources: their attributes are independent of their properties.
    """
    kind = type_of(entry)
    if not kind.startswith("AWS::") or kind == CUSTOM:
        return None
    return written_property(entry, name)


def written_property(entry: Entry, name: str) -> Node | None:
    """Return the node of a property of a resource, None if not set."""
    properties = entry.value.get("Properties") if isinstance(entry.value, Mapping) else None
    return properties.get(name) if isinstance(properties, Mapping) else None

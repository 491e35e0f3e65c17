"""Where a template finds other files: in the tree, or in places that only deployment reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.calls import literal
from iaclint.cloudformation.construct import ASSET, metadata
from iaclint.syntax.tree import Entry, Mapping
from iaclint.values import Unknown, Value

if TYPE_CHECKING:
    from iaclint.cloudformation.evaluation import Frame
    from iaclint.syntax.tree import Node

STACK: Final = "AWS::CloudFormation::Stack"
STACK_SET: Final = "AWS::CloudFormation::StackSet"
NESTING: Final = (STACK, STACK_SET)
APPLICATION: Final = "AWS::Serverless::Application"
"""What SAM makes a nested stack of."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def local_path(location: Value) -> str | None:
    """Return a location as the path of a file beside the template, None for any other.

    ``aws cloudformation package`` uploads such files, and replaces their paths.
    """
    if not isinstance(location, str) or not location.strip():
        return None
    if location.startswith("file://"):
        return location.removeprefix("file://")
    return None if _SCHEME.match(location) or location.startswith("//") else location


def resource_type(entry: Entry) -> str | None:
    """Return the type that a resource is said to have."""
    node = entry.value.get("Type") if isinstance(entry.value, Mapping) else None
    return None if node is None else literal(node)


def template_location(entry: Entry, frame: Frame) -> tuple[Node, Value]:
    """Return where the template of a nested stack is said to be, as written and as a value."""
    properties = entry.value.get("Properties") if isinstance(entry.value, Mapping) else None
    node = properties.get("TemplateURL") if isinstance(properties, Mapping) else None
    if node is None:
        return entry.key, Unknown("TemplateURL")
    asset = metadata(entry.value, ASSET)
    value = frame.value(node) if asset is None else asset
    # A location that depends on a condition is none that could be read.
    return node, value if isinstance(value, str) else Unknown("TemplateURL")


def written_location(entry: Entry) -> str | None:
    """Return where a nested template is, as far as it says so in plain words."""
    names = {STACK: "TemplateURL", STACK_SET: "TemplateURL", APPLICATION: "Location"}
    name = names.get(resource_type(entry) or "")
    properties = entry.value.get("Properties") if isinstance(entry.value, Mapping) else None
    node = properties.get(name) if name and isinstance(properties, Mapping) else None
    if node is None:
        return None
    return metadata(entry.value, ASSET) or literal(node)

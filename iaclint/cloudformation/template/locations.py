"""The locations of nested templates and included files: local paths or URLs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.template.cdk_metadata import ASSET_PATH, metadata
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.template import type_of, written_property
from iaclint.symbolic.values import Value

if TYPE_CHECKING:
    from iaclint.syntax.tree import Entry

STACK: Final = "AWS::CloudFormation::Stack"
STACK_SET: Final = "AWS::CloudFormation::StackSet"
NESTED_STACK_TYPES: Final = (STACK, STACK_SET)
APPLICATION: Final = "AWS::Serverless::Application"
"""SAM turns it into a nested stack."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def local_path(location: Value) -> str | None:
    """Return a location as a path relative to the template, None for a URL.

    ``aws cloudformation package`` uploads such files and replaces their paths.
    """
    if not isinstance(location, str) or not location.strip():
        return None
    if location.startswith("file://"):
        return location.removeprefix("file://")
    return None if _SCHEME.match(location) or location.startswith("//") else location


def written_location(entry: Entry) -> str | None:
    """Return the location of a nested template, if it is a literal."""
    names = {STACK: "TemplateURL", STACK_SET: "TemplateURL", APPLICATION: "Location"}
    name = names.get(type_of(entry))
    node = None if name is None else written_property(entry, name)
    if node is None:
        return None
    return metadata(entry.value, ASSET_PATH) or literal_text(node)

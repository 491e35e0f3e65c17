"""CloudFormation: templates to the resources that their stacks would contain."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from iaclint.cloudformation.options import Options
from iaclint.cloudformation.template.detection import is_template

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.discovery import SourceTree
    from iaclint.files.source import SourceFile
    from iaclint.resource import Configuration

__all__ = ["Options", "is_template", "load", "validate"]


def load(
    sources: Sequence[SourceFile],
    options: Options | None = None,
    trees: Mapping[SourceFile, SourceTree] = MappingProxyType({}),
    wanted: Container[str] | None = None,
) -> Configuration:
    """Read templates, each a scope of its own, and return what they would deploy.

    ``trees`` tells where the files beside a source may be read: nested templates, what is
    included. Resources are those of the ``wanted`` types, else all. A template that another
    one nests is judged as part of that one. Values are evaluated when they are asked for.
    What is wrong with a template comes as diagnostics; a file that turns out to be no
    template is passed over.
    """
    from iaclint.cloudformation.loader import load_templates

    return load_templates(sources, options or Options(), trees, wanted)


def validate(sources: Sequence[SourceFile], known: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what cfn-lint says of templates, without what is ``known`` of the same place."""
    from iaclint.cloudformation.checks import cfn_lint

    return cfn_lint.validate(sources, known)

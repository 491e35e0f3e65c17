"""Documents in JSON or YAML, each parsed once: a template is read for several purposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import SourceFile
    from iaclint.syntax.tree import Node

    Parsed: TypeAlias = "tuple[Node | None, tuple[Diagnostic, ...]]"


def parse_document(source: SourceFile, as_json: bool) -> Parsed:
    """Return the tree of a document, None if it is empty or invalid, and diagnostics."""
    if source.parsed is None:
        source.parsed = _parse(source, as_json)
    return cast("Parsed", source.parsed)


def _parse(source: SourceFile, as_json: bool) -> Parsed:
    if as_json:
        from iaclint.syntax import json

        # CloudFormation accepts a comma after the last element.
        root, diagnostics = json.parse(source, trailing_commas=True)
    else:
        from iaclint.syntax import yaml

        root, diagnostics = yaml.parse(source)
    return root, tuple(diagnostics)

"""Files of Terragrunt and Terraform Stacks: they give modules values, and are not evaluated."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.escapes import unescaped
from iaclint.files.source import Span
from iaclint.files.source_tree import Unreadable
from iaclint.terraform.config.library import local_folder
from iaclint.terraform.file_names import COMPONENT_ENDINGS, TERRAGRUNT_ENDINGS

if TYPE_CHECKING:
    from iaclint.files.selection import Selection
    from iaclint.files.source import SourceFile
    from iaclint.terraform.config.library import Library

_NAMES: Final = rb'(?:^|[{,])\s*"?(?:%s)\b'
_GIVES_VALUES: Final = re.compile(_NAMES % b"inputs|values|generate|unit|stack", re.MULTILINE)
_COMPONENT: Final = re.compile(_NAMES % b"component", re.MULTILINE)
_SOURCE: Final = re.compile(rb'\bsource"?\s*[=:]\s*"([^"\\\n]*(?:\\.[^"\\\n]*)*)"')


def list_orchestration(selection: Selection) -> Iterator[str]:
    """Yield the files that give values to modules or add resources, each with its language."""
    for source in _sources(selection):
        if source.path.endswith(TERRAGRUNT_ENDINGS):
            if _GIVES_VALUES.search(source.data):
                yield f"{source.display} (Terragrunt)"
        elif _COMPONENT.search(source.data):
            yield f"{source.display} (Terraform Stacks)"


def check_components(selection: Selection, library: Library) -> Iterator[Diagnostic]:
    """Yield an error for each module that only a component of a stack calls."""
    modules = list(library.modules.values())
    called = {library.called_folder(module, name) for module in modules for name in module.calls}
    for folder, span in _components(selection):
        if folder not in called and library.exists(folder):
            message = f"'{folder}' is checked without the inputs of this component"
            hint = "Terraform Stacks are not evaluated: check a root module that calls it"
            yield Diagnostic(Level.ERROR, "not-evaluated", message, span, hint)


def _components(selection: Selection) -> Iterator[tuple[str, Span]]:
    """Yield the folder of each local module of a component, and where it is written."""
    for source in _sources(selection):
        if source.path.endswith(COMPONENT_ENDINGS):
            for found in _SOURCE.finditer(source.data):
                text = unescaped(found[1]).decode(errors="replace")
                folder = local_folder(posixpath.dirname(source.path), text)
                if folder is not None:
                    yield folder, Span(source, *found.span(1))


def _sources(selection: Selection) -> Iterator[SourceFile]:
    for path in selection.not_evaluated:
        try:
            yield selection.tree.make_source(path)
        except Unreadable:
            continue

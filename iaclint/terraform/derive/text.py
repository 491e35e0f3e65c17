"""The files of a stub: the text of what is kept of a module."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from iaclint.errors import UsageError
from iaclint.terraform.derive.reach import Key, block_of, depends_on

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module

_OPEN: Final = 'data "iaclint_unknown" "output" {}'


def files_of(module: Module, kept: frozenset[Key]) -> dict[str, str]:
    """Return the texts of a stub by the names of the files that they are from.

    Raises ``UsageError`` for JSON, and for what override files change.
    """
    texts: dict[str, list[str]] = {}
    for span, text in sorted(_texts(module, kept), key=lambda each: each[0].start_byte):
        texts.setdefault(posixpath.basename(span.file.path), []).append(text)
    files = {name: "\n\n".join(found) + "\n" for name, found in texts.items()}
    if any("data.iaclint_unknown.output." in text for text in files.values()):
        files["iaclint.tf"] = f"# Outputs that depend on what the stub leaves out.\n{_OPEN}\n"
    return files


def _texts(module: Module, kept: frozenset[Key]) -> Iterator[tuple[Span, str]]:
    for block in (*module.settings, *module.providers.values()):
        yield block.span, _whole(block)
    for found in (block_of(module, key) for key in kept):
        if found is not None:
            yield found.span, _whole(found)
    for name, attribute in module.locals.items():
        if ("local", (name,)) in kept:
            yield attribute.span, f"locals {{\n  {attribute.span.text}\n}}"
    for name, variable in module.variables.items():
        if ("var", (name,)) not in kept:
            yield variable.span, f'variable "{name}" {{\n  default = null\n}}'
    for name, output in module.outputs.items():
        yield output.span, _whole(output) if _is_kept(output, kept) else _opened(name)


def _is_kept(output: Block, kept: Iterable[Key]) -> bool:
    kinds = {"var", "local", "module", "data", "resource", "ephemeral"}
    return all(key in kept for key in depends_on(output) if key[0] in kinds)


def _opened(name: str) -> str:
    return f'output "{name}" {{\n  value = data.iaclint_unknown.output.{name}\n}}'


def _whole(block: Block) -> str:
    if block.text is None:
        message = f"{block.span}: cannot keep what is written in JSON or changed by override files"
        raise UsageError(message, "write the stub by hand")
    return block.text

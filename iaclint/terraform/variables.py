"""The variables of a root: which files give them, in which order.

Later ones win: terraform.tfvars, terraform.tfvars.json, *.auto.tfvars(.json) by name, then
what the user names; see "Input Variables: Variable Definition Precedence".
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from iaclint.diagnostics import Diagnostic, Level
from iaclint.discovery import Unreadable
from iaclint.errors import UsageError
from iaclint.source import SourceFile
from iaclint.syntax import hcl
from iaclint.terraform.inputs import Given, RootInputs
from iaclint.terraform.json_syntax import literal_attributes

if TYPE_CHECKING:
    from iaclint.terraform.module import Module
    from iaclint.terraform.world import World


def root_inputs(world: World, module: Module) -> RootInputs:
    """Read the variable files of a root; raises ``UsageError`` for one that the user named."""
    given: dict[str, Given] = {}
    for source in _found(world, module):
        given.update(_read(source, world))
    for assignment in world.options.assignments:
        if assignment.variable is None:
            given.update(_read(_named(assignment.text), world))
        else:
            given[assignment.variable] = _from_text(assignment.variable, assignment.text)
    return RootInputs(given)


def _found(world: World, module: Module) -> list[SourceFile]:
    tree = world.library.tree
    try:
        names = tree.names(world.root)
    except Unreadable:
        return []
    fixed = [n for n in ("terraform.tfvars", "terraform.tfvars.json") if n in names]
    auto = [n for n in names if n.endswith((".auto.tfvars", ".auto.tfvars.json"))]
    sources = []
    for name in [*fixed, *auto]:
        try:
            sources.append(tree.source(f"{world.root}/{name}"))
        except Unreadable as error:
            module.diagnostics.append(Diagnostic(Level.ERROR, "unreadable-file", str(error)))
    return sources


def _named(path: str) -> SourceFile:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise UsageError(f"the variable file '{path}' cannot be read: {error.strerror}") from None
    return SourceFile(os.path.normpath(path).replace(os.sep, "/"), data)


def _read(source: SourceFile, world: World) -> dict[str, Given]:
    if source.path.endswith(".json"):
        attributes, diagnostics = literal_attributes(source)
    else:
        body, diagnostics = hcl.parse(source)
        attributes = {name: a.expression for name, a in body.attributes.items()}
    for diagnostic in diagnostics:
        world.problems.add(diagnostic)
    return {name: Given(expression) for name, expression in attributes.items()}


def _from_text(name: str, text: str) -> Given:
    """Read a value from the command line: an expression, or text that stands for itself."""
    from iaclint.source import Span
    from iaclint.syntax.expressions import Literal

    source = SourceFile(f"--var {name}", text.encode("utf-8"))
    expression = hcl.parse_expression(text, source) if text[:1] in ("[", "{", '"') else None
    return Given(expression or Literal(Span(source, 0, len(source.data)), text))

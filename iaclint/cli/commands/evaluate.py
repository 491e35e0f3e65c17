"""``iaclint evaluate``: the evaluated resources and outputs, without verdicts."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli.commands.check import Source
from iaclint.cli.exit import ExitCode
from iaclint.cli.options import Color, ParameterFiles, choose
from iaclint.cli.terraform_options import (
    ProcessVariables,
    Values,
    VariableFiles,
    Workspace,
    read_variables,
)
from iaclint.errors import UsageError

if TYPE_CHECKING:
    from iaclint.pipeline import Understanding


def evaluate(
    context: typer.Context,
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="A folder or file; this folder by default.")
    ] = ".",
    address: Annotated[
        str | None,
        typer.Argument(
            metavar="[ADDRESS]",
            show_default=False,
            help="Only this resource, with the origin of each value.",
        ),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text or json.")
    ] = "text",
    values: Values = None,
    variable_files: VariableFiles = None,
    workspace: Workspace = "default",
    process_variables: ProcessVariables = False,
    parameter_files: ParameterFiles = None,
    source: Source = None,
    color: Color = "auto",
) -> None:
    """Print the evaluated resources and outputs."""
    from iaclint.cli.color import wants_color
    from iaclint.cli.parameter_files import read_parameters
    from iaclint.files.diagnostics import Level
    from iaclint.pipeline import understand
    from iaclint.report.evaluation import write_json, write_text
    from iaclint.report.terminal import Pen
    from iaclint.request import Request

    choose(format, ("text", "json"), "--format")
    request = Request(
        paths=(path,),
        cwd=os.getcwd(),
        variables=read_variables(
            context.meta["order"], values, variable_files, None, workspace, process_variables
        ),
        parameters=read_parameters(parameter_files or ()),
        source=source,
    )
    understood = understand(request)
    if address is not None:
        understood = _only(understood, address)
    if format == "json":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        write_json(understood, sys.stdout)
    else:
        pen = Pen(wants_color(sys.stdout, color))
        write_text(understood, address is not None, pen, sys.stdout)
    if any(diagnostic.level is Level.ERROR for diagnostic in understood.diagnostics()):
        raise typer.Exit(ExitCode.FINDINGS)


_KEY = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|\d+)\]')


def _only(understood: Understanding, address: str) -> Understanding:
    """Return only the resource with an address; without an instance key, all its instances."""
    from msgspec.structs import replace

    known = understood.resources
    found = tuple(r for r in known if r.address == address) or tuple(
        r for r in known if _KEY.sub("", r.address) == address
    )
    if not found:
        raise UsageError(f"no resource has the address '{address}'", _closest(address, understood))
    scopes = {resource.scope for resource in found}
    roots = tuple(root for root in understood.roots if root.scope in scopes)
    return replace(understood, roots=roots, resources=found)


def _closest(address: str, understood: Understanding) -> str:
    from iaclint.files.diagnostics import did_you_mean

    known = [resource.address for resource in understood.resources]
    return did_you_mean(address, known) or "omit the address to print all resources"

"""``iaclint evaluate``: the evaluated resources and outputs, without verdicts."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.cli.check_options import Account, Partition, Region, Source
from iaclint.cli.exit import ExitCode
from iaclint.cli.options import Color, Config, NoConfig, ParameterFiles, choose, one_of
from iaclint.cli.terraform_options import (
    ProcessVariables,
    Values,
    VariableFiles,
    Workspace,
    read_variables,
)
from iaclint.errors import UsageError

if TYPE_CHECKING:
    from iaclint.resource import Evaluation

FORMATS = ("text", "json")


def evaluate(
    context: typer.Context,
    path: Annotated[
        str,
        typer.Argument(
            metavar="[PATH]", show_default=False, help="A file or folder; by default this folder."
        ),
    ] = ".",
    address: Annotated[
        str | None,
        typer.Argument(
            metavar="[ADDRESS]",
            show_default=False,
            help="Print only this resource, with the origin of each value.",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"Output format: {one_of(FORMATS)}.",
            autocompletion=completion.data_formats,
        ),
    ] = "text",
    values: Values = None,
    variable_files: VariableFiles = None,
    workspace: Workspace = None,
    process_variables: ProcessVariables = False,
    parameter_files: ParameterFiles = None,
    region: Region = None,
    account: Account = None,
    partition: Partition = None,
    source: Source = None,
    environment: Annotated[
        str | None,
        typer.Option(
            "--env",
            metavar="NAME",
            help="Environment of the configuration file; by default the first one of each root.",
        ),
    ] = None,
    config: Config = None,
    no_config: NoConfig = False,
    color: Color = "auto",
) -> None:
    """Print resources and outputs with their evaluated values."""
    from io import StringIO

    from iaclint import pipeline
    from iaclint.cli.color import wants_color
    from iaclint.cli.config_options import configure
    from iaclint.cli.plan_options import read_source
    from iaclint.cloudformation.aws_environment import read_environment
    from iaclint.cloudformation.parameter_files import read_parameters
    from iaclint.config.effective import load_settings
    from iaclint.files.diagnostics import Level
    from iaclint.options import Options
    from iaclint.report.evaluation import write_json, write_text
    from iaclint.report.log_commands import escape_commands
    from iaclint.report.terminal import Pen
    from iaclint.request import Request

    choose(format, FORMATS, "--format")
    if environment is not None and "=" in environment:
        raise UsageError(f"--env takes the name of an environment, not '{environment}'")
    request = Request(
        paths=(path,),
        cwd=os.getcwd(),
        options=configure(
            load_settings(os.getcwd(), config, no_config),
            Options(
                read_variables(
                    context.meta["order"],
                    values,
                    variable_files,
                    None,
                    workspace,
                    process_variables,
                ),
                read_parameters(parameter_files or ()),
                read_environment(region, account, partition),
                source=read_source(source),
            ),
            (environment,) if environment is not None else (),
        ),
    )
    evaluation = pipeline.evaluate(request)
    if address is not None:
        evaluation = _only(evaluation, address)
    else:
        for root in evaluation.roots:
            root.report_refusals()
    out = StringIO()
    if format == "json":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        write_json(evaluation, out)
    else:
        pen = Pen(wants_color(sys.stdout, color))
        write_text(evaluation, address is not None, pen, out)
    sys.stdout.write(escape_commands(out.getvalue(), format))
    if any(diagnostic.level is Level.ERROR for diagnostic in evaluation.diagnostics()):
        raise typer.Exit(ExitCode.FINDINGS)


def _only(evaluation: Evaluation, address: str) -> Evaluation:
    """Return only the resource with an address; without an instance key, all its instances."""
    from msgspec.structs import replace

    from iaclint.address import find_instances

    addresses = find_instances(address, (r.address for r in evaluation.resources))
    found = tuple(r for r in evaluation.resources if r.address in addresses)
    if not found:
        raise UsageError(f"no resource has the address '{address}'", _closest(address, evaluation))
    scopes = {resource.scope for resource in found}
    roots = tuple(root for root in evaluation.roots if root.scope in scopes)
    return replace(evaluation, roots=roots, resources=found)


def _closest(address: str, evaluation: Evaluation) -> str:
    from iaclint.files.diagnostics import did_you_mean

    known = [resource.address for resource in evaluation.resources]
    return did_you_mean(address, known) or "omit the address to print all resources"

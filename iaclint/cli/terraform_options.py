"""Terraform options: variables, variable files, environments, workspace."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from iaclint.cli.options import split
from iaclint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iaclint.options import Assignment, Variables

PREFIX = "TF_VAR_"

Values = Annotated[
    list[str] | None,
    typer.Option("--var", metavar="NAME=VALUE", help="Value of a Terraform variable; repeatable."),
]
VariableFiles = Annotated[
    list[str] | None,
    typer.Option("--var-file", metavar="FILE", help="Terraform variable file; repeatable."),
]
Environments = Annotated[
    list[str] | None,
    typer.Option(
        "--env",
        metavar="NAME=FILE,...",
        help="Variable files of one environment; each environment is checked. NAME alone selects"
        " an environment of the configuration file. Repeatable.",
    ),
]
Workspace = Annotated[
    str | None, typer.Option(metavar="NAME", help="Value of terraform.workspace.")
]
ProcessVariables = Annotated[
    bool, typer.Option("--tf-var-env", help=f"Use {PREFIX}* environment variables.")
]


class OrderedCommand(TyperCommand):
    """Records the order of options, and whether the arguments end in ``--``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments of the command."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta["order"] = [parameter.name for parameter in order]
        ctx.meta["empty"] = args[-1:] == ["--"]
        return super().parse_args(ctx, args)


def read_variables(
    order: Sequence[str],
    values: Sequence[str] | None,
    files: Sequence[str] | None,
    environments: Sequence[str] | None,
    workspace: str | None,
    process: bool,
) -> Variables:
    """Return the variables of a run; ``order`` lists the parameters in command line order.

    Raises ``UsageError`` for a malformed option.
    """
    from iaclint.options import Variables

    readers = {
        "values": (_value, iter(values or ())),
        "variable_files": (_file, iter(files or ())),
        "environments": (_environment, iter(environments or ())),
    }
    assignments: list[Assignment] = []
    for name in order:
        if name in readers:
            read, texts = readers[name]
            assignments += read(next(texts))
    from_process = _process_variables(os.environ) if process else {}
    return Variables(tuple(assignments), workspace, from_process)


def _value(text: str) -> Iterator[Assignment]:
    from iaclint.options import Assignment

    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"--var takes NAME=VALUE, not '{text}'")
    yield Assignment(value, name.strip())


def _file(text: str) -> Iterator[Assignment]:
    from iaclint.options import Assignment

    yield Assignment(text)


def _environment(text: str) -> Iterator[Assignment]:
    from iaclint.options import Assignment

    name, equals, files = text.partition("=")
    if not equals:
        return  # selects an environment of the configuration file
    if not name.strip() or not split(files):
        raise UsageError(f"--env takes NAME=FILE or NAME=FILE,FILE, not '{text}'")
    for file in split(files):
        yield Assignment(file, environment=name.strip())


def _process_variables(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX): value
        for name, value in sorted(environment.items())
        if name.startswith(PREFIX)
    }

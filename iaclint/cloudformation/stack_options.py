"""The options of each template in an environment."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from iaclint.cloudformation.options import Options as StackOptions
from iaclint.cloudformation.parameter_files import parse_parameters
from iaclint.errors import UsageError
from iaclint.files.diagnostics import Diagnostic, InputError, Level
from iaclint.files.source_tree import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.files.source import SourceFile
    from iaclint.files.source_tree import SourceTree
    from iaclint.options import NamedFile, Options


def options_of(
    trees: Mapping[SourceFile, SourceTree], options: Options
) -> dict[SourceFile, StackOptions]:
    """Return the options of the templates that the environment of ``options`` deploys.

    Raises ``InputError`` for a parameter file that cannot be read.
    """
    found = {}
    for source, tree in trees.items():
        own = options.at(tree.full(source.path))
        if own is not None:
            found[source] = _stack_options(own, source, tree)
    return found


def _stack_options(options: Options, source: SourceFile, tree: SourceTree) -> StackOptions:
    values: dict[str, str | None] = {}
    for file in options.parameter_files:
        values |= _read(file, source, tree)
    aws = options.aws_environment
    return StackOptions(
        {**values, **options.parameters},
        aws.region,
        aws.account,
        aws.partition,
        options.trusted_accounts,
    )


def _read(file: NamedFile, source: SourceFile, tree: SourceTree) -> dict[str, str | None]:
    hint: str | None
    try:
        found = tree.source(posixpath.join(posixpath.dirname(source.path), f"./{file.path}"))
        return parse_parameters(found.text, found.display)
    except Unreadable as error:
        if error.is_missing and tree.work is not None:
            return {}  # at a base revision, the file does not exist yet
        message = str(error)
        hint = "parameter-files are relative to the template, and inside the repository"
    except UsageError as error:
        message, hint = error.message, error.hint
    diagnostic = Diagnostic(Level.ERROR, "invalid-config", message, file.place, hint)
    raise InputError("a parameter file cannot be read", [diagnostic])

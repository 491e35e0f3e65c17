"""How roots are deployed: from the settings of a file to the options of front ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iaclint.files.globs import PathPattern
from iaclint.options import (
    Assignment,
    AwsEnvironment,
    NamedFile,
    Options,
    RootOptions,
    Variables,
)

if TYPE_CHECKING:
    from iaclint.config.file import ConfigFile
    from iaclint.config.settings import Deployment, Root
    from iaclint.files.source import Span


def read_roots(file: ConfigFile) -> tuple[RootOptions, ...]:
    """Return the options of the roots that a file configures."""
    return tuple(
        options
        for n, root in enumerate(file.settings.roots)
        for text, *path in _patterns(root)
        for options in _root_options(
            file, root, PathPattern(str(text), file.folder), n, file.place("roots", n, *path)
        )
    )


def _patterns(root: Root) -> Iterator[tuple[str | int, ...]]:
    """Yield the patterns of an entry, each with its path in the entry."""
    if isinstance(root.path, str):
        yield root.path, "path"
    else:
        yield from ((text, "path", n) for n, text in enumerate(root.path))


def _root_options(
    file: ConfigFile, root: Root, pattern: PathPattern, n: int, place: Span
) -> Iterator[RootOptions]:
    yield RootOptions(pattern, _options(file, root, "roots", n), None, place)
    for name, environment in root.environments.items():
        options = _options(file, environment, "roots", n, "environments", name)
        yield RootOptions(pattern, options, name)


def _options(file: ConfigFile, given: Deployment, *path: str | int) -> Options:
    def place(key: str, n: int) -> NamedFile:
        names = given.var_files if key == "var-files" else given.parameter_files
        return NamedFile(names[n], file.place(*path, key, n))

    files = [place("var-files", n) for n in range(len(given.var_files))]
    return Options(
        variables=Variables(
            tuple(Assignment(file.path, place=file.place) for file in files), given.workspace
        ),
        parameters={n: None if v is None else str(v) for n, v in given.parameters.items()},
        parameter_files=tuple(
            place("parameter-files", n) for n in range(len(given.parameter_files))
        ),
        aws_environment=AwsEnvironment(given.region, given.account, given.partition),
        trusted_accounts=frozenset(given.allowed_accounts),
    )

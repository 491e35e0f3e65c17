"""The files that a run is given or evaluates: no report replaces one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.files.paths.work_tree import is_in

if TYPE_CHECKING:
    from iaclint.config.effective import Effective
    from iaclint.options import Options
    from iaclint.request import Request

_RULES = (".yaml", ".yml")


class GivenFiles(Struct, frozen=True):
    """The files that a run is given. All paths are real."""

    files: frozenset[str] = frozenset()
    rule_folders: tuple[str, ...] = ()
    """Folders of rules, and rule files that are named themselves."""
    endings: tuple[str, ...] = ()
    """The ends of the paths of files that are relative to a root module or a template."""

    def has(self, path: str) -> bool:
        """Return whether a path can be that of one of the files."""
        real = os.path.realpath(path)
        is_rule = real.endswith(_RULES) and any(is_in(real, each) for each in self.rule_folders)
        return real in self.files or is_rule or real.endswith(self.endings)


def given_files(request: Request, settings: Effective, evaluated: Iterable[str]) -> GivenFiles:
    """Return the files that a run is given, and those that it has ``evaluated``."""
    names = [*evaluated, *request.parameter_files, *_variable_files(request.options)]
    if request.baseline is not None:
        names.append(request.baseline)
    if settings.file is not None:
        names.append(settings.file.source.display)
    roots = [root.options for root in request.options.roots]
    relative = [name for options in roots for name in _variable_files(options)]
    relative += [file.path for options in roots for file in options.parameter_files]
    return GivenFiles(
        frozenset(_real(name, request.cwd) for name in names),
        tuple(_real(folder, request.cwd) for folder in request.rules.folders),
        tuple(map(_ending, relative)),
    )


def _variable_files(options: Options) -> Iterator[str]:
    return (each.text for each in options.variables.assignments if each.variable is None)


def _ending(name: str) -> str:
    """Return the end of the path of a file, given from the folder of any root."""
    return os.sep + os.sep.join(
        part for part in os.path.normpath(name).split(os.sep) if part != os.pardir
    )


def _real(name: str, cwd: str) -> str:
    return os.path.realpath(os.path.join(cwd, name))

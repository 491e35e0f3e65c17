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
    """The files that a run is given. Paths are absolute, or relative to ``cwd``."""

    cwd: str = ""
    files: tuple[str, ...] = ()
    rule_folders: tuple[str, ...] = ()
    """Folders of rules, and rule files that are named themselves."""
    endings: tuple[str, ...] = ()
    """The ends of the paths of files that are relative to a root module or a template."""

    def has(self, path: str) -> bool:
        """Return whether a path can be that of one of the files, or of one that they read."""
        real = os.path.realpath(path)
        if real.endswith(self.endings) or real in map(self._real, self.files):
            return True
        folders = map(self._real, self.rule_folders)
        if real.endswith(_RULES) and any(is_in(real, folder) for folder in folders):
            return True
        from iaclint.affected.read_files import is_read

        return is_read(real, map(self._real, self.files))

    def _real(self, name: str) -> str:
        return os.path.realpath(os.path.join(self.cwd, name))


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
    endings = tuple(map(_ending, relative))
    return GivenFiles(request.cwd, tuple(names), tuple(request.rules.folders), endings)


def _variable_files(options: Options) -> Iterator[str]:
    return (each.text for each in options.variables.assignments if each.variable is None)


def _ending(name: str) -> str:
    """Return the end of the path of a file, given from the folder of any root."""
    return os.sep + os.sep.join(
        part for part in os.path.normpath(name).split(os.sep) if part != os.pardir
    )

"""Mistakes in a configuration file whose values have the right types."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from iaclint.config.file import INVALID, ConfigFile
from iaclint.files.diagnostics import Diagnostic, InputError, Level
from iaclint.files.source_tree import is_path
from iaclint.limits import MAX_ENVIRONMENTS
from iaclint.regions import partition_of

if TYPE_CHECKING:
    from iaclint.config.settings import Deployment


def checked(file: ConfigFile) -> ConfigFile:
    """Return a configuration file; raises ``InputError`` if it has mistakes."""
    diagnostics = tuple(_check(file))
    if diagnostics:
        raise InputError(INVALID, diagnostics)
    return file


def _check(file: ConfigFile) -> Iterator[Diagnostic]:
    for n, folder in enumerate(file.settings.rule_folders):
        yield from _check_folder(file, folder, "rule-folders", "--rules-dir", n)
    for n, folder in enumerate(file.settings.stubs):
        yield from _check_folder(file, folder, "stubs", "--stubs", n)
    names: set[str] = set()
    for n, root in enumerate(file.settings.roots):
        names.update(root.environments)
        if len(names) > MAX_ENVIRONMENTS:
            message = f"more than {MAX_ENVIRONMENTS} environments"
            hint = "divide them between several configuration files, and name one with --config"
            yield _error(file, message, hint, "roots", n, "environments")
            return
        yield from _check_place(file, root, "roots", n)
        for name, environment in root.environments.items():
            yield from _check_place(file, environment, "roots", n, "environments", name)


def _check_folder(
    file: ConfigFile, folder: str, key: str, option: str, n: int
) -> Iterator[Diagnostic]:
    # Nothing is at a path with a zero byte, and such a path cannot be resolved.
    full = os.path.realpath(os.path.join(file.folder, folder if is_path(folder) else ""))
    whole = file.repository
    if whole is not None and os.path.commonpath([whole, full]) != whole:
        message = f"'{folder}' is outside of the repository"
        hint = f"name it with {option}"
    elif not is_path(folder) or not os.path.isdir(full):
        message = f"there is no folder '{folder}'"
        hint = f"{key} are relative to {_display(file.folder)}"
    else:
        return
    yield _error(file, message, hint, key, n)


def _display(folder: str) -> str:
    below = os.path.relpath(folder)
    return "this folder" if below == "." else below


def _check_place(file: ConfigFile, given: Deployment, *path: str | int) -> Iterator[Diagnostic]:
    if given.region and given.partition and partition_of(given.region) != given.partition:
        message = f"the region {given.region} is not in the partition {given.partition}"
        hint = f"its partition is {partition_of(given.region)}"
        yield _error(file, message, hint, *path, "partition")


def _error(file: ConfigFile, message: str, hint: str, *path: str | int) -> Diagnostic:
    return Diagnostic(Level.ERROR, "invalid-config", message, file.place(*path), hint)

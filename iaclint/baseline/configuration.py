"""The files that say what a run checks and accepts, of which a change can make an excuse."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.terraform.file_names import MODULE_ENDINGS

if TYPE_CHECKING:
    from iaclint.files.git_tree import GitTree
    from iaclint.files.source_tree import SourceTree

_RULE_ENDINGS: Final = (".yaml", ".yml")


class Sources(Struct, frozen=True):
    """Where the configuration of a run is from. Paths can be relative to the working directory."""

    names: Sequence[str] = ()
    """The names of configuration files in the repository that apply."""
    rules: Sequence[str] = ()
    """The folders of additional rules."""
    stubs: Sequence[str] = ()
    """The folders of stubs."""
    baseline: str | None = None


def configuration_files(sources: Sources, tree: GitTree) -> dict[str, str]:
    """Return the files of a configuration that are in a work tree or were at a commit.

    The values say what each one is.
    """
    found = dict.fromkeys(_in_folders(sources.rules, _RULE_ENDINGS, tree), "a rule")
    found |= dict.fromkeys(_in_folders(sources.stubs, MODULE_ENDINGS, tree), "a stub")
    if sources.baseline is not None:
        baseline = tree.relative(os.path.join(tree.cwd, sources.baseline))
        found |= dict.fromkeys(_inside(baseline), "the baseline")
    return found | dict.fromkeys(_settings(tree, sources.names), "the configuration file")


def _in_folders(folders: Sequence[str], endings: tuple[str, ...], tree: GitTree) -> Iterator[str]:
    """Yield the files in folders, relative to the working directory, that are there or were."""
    for folder in folders:
        for start in _inside(tree.relative(os.path.join(tree.cwd, folder))):
            for each in (tree.work, tree):
                for inside, names in each.walk(start):
                    yield from (f"{inside}/{name}" for name in names if name.endswith(endings))


def _inside(path: str) -> Iterator[str]:
    """Yield a path that is in its tree."""
    if path != ".." and not path.startswith("../"):
        yield path


def _settings(tree: SourceTree, names: Sequence[str]) -> Iterator[str]:
    """Yield where a configuration file can be: from the working directory up to the root."""
    folder = os.path.realpath(tree.cwd)
    while folder.startswith(tree.root):
        for name in names:
            yield tree.relative(os.path.join(folder, name))
        folder, last = os.path.dirname(folder), folder
        if folder == last:
            return

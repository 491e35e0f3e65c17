"""The files that say what a run checks and accepts, of which a change can make an excuse."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from iaclint.terraform.file_names import MODULE_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.files.git_tree import GitTree
    from iaclint.files.source_tree import SourceTree
    from iaclint.request import Request

_RULE_ENDINGS: Final = (".yaml", ".yml")


def configuration_files(request: Request, tree: GitTree) -> dict[str, str]:
    """Return the paths of the files in a tree, at a commit or not, that configure a request.

    The values say what each one is.
    """
    found = dict.fromkeys(_in_folders(request.rules.folders, _RULE_ENDINGS, tree), "a rule")
    found |= dict.fromkeys(_in_folders(request.options.stubs, MODULE_ENDINGS, tree), "a stub")
    if request.baseline is not None:
        baseline = tree.relative(os.path.join(request.cwd, request.baseline))
        found |= dict.fromkeys(_inside(baseline), "the baseline")
    return found | dict.fromkeys(_settings(tree, request.config_names), "the configuration file")


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

"""The files at the commit that a change is based on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.errors import UsageError
from iaclint.files.discovery import still_selected
from iaclint.files.git_tree import GitTree
from iaclint.git.repository import Repository
from iaclint.git.revisions import find_base

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree
    from iaclint.options import Options


class Base(Struct, frozen=True):
    """The commit that the work tree is compared with."""

    name: str
    """As shown in reports: ``main at 1a2b3c4``."""
    trees: Mapping[str, SourceTree]
    """By the path to check, its tree; only paths that select something at the commit."""
    by_root: Mapping[str, GitTree]

    def options(self, options: Options) -> Options:
        """Return options without the variable files that did not exist at the commit."""
        kept = (
            assignment
            for assignment in options.variables.assignments
            if assignment.variable is not None or self._had(assignment.text)
        )
        variables = replace(options.variables, assignments=tuple(kept))
        return replace(options, variables=variables, source=self._source(options))

    def _had(self, file: str) -> bool:
        return all(
            tree.exists(tree.relative(os.path.join(tree.cwd, file)))
            for tree in self.by_root.values()
            if tree.is_versioned(file)
        )

    def _source(self, options: Options) -> tuple[SourceTree, str] | None:
        if options.source is None:
            return None
        tree, folder = options.source
        return self.by_root.get(tree.root, tree), folder


@contextmanager
def open_base(trees: Mapping[str, SourceTree], revision: str) -> Iterator[Base]:
    """Open the merge base of ``HEAD`` and a revision, for paths to check and their trees.

    Raises ``UsageError`` if a path is not in git, or if the merge base is not in the repository.
    """
    commits: dict[str, str] = {}
    opened: dict[str, GitTree] = {}
    with ExitStack() as stack:
        for path, tree in trees.items():
            if tree.root not in opened:
                repository = _repository(tree, path)
                commits[tree.root] = find_base(repository, revision)
                opened[tree.root] = GitTree(tree, repository, commits[tree.root])
                stack.callback(opened[tree.root].close)
            _check_versioned(path, opened[tree.root])
        found = {path: opened[tree.root] for path, tree in trees.items()}
        short = ", ".join(commit[:7] for commit in dict.fromkeys(commits.values()))
        yield Base(
            f"{revision} at {short}",
            still_selected(found, trees),
            opened,
        )


def _check_versioned(path: str, tree: GitTree) -> None:
    if not tree.is_versioned(path):
        hint = "--baseline FILE compares files that are not in git"
        raise UsageError(f"--diff: '{path}' is not in git", hint)


def _repository(tree: SourceTree, path: str) -> Repository:
    if not os.path.lexists(os.path.join(tree.root, ".git")):
        raise UsageError(f"--diff: '{path}' is not in a git repository")
    return Repository(tree.root)

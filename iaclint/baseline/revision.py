"""The files at the commit that a change is based on."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.parameter_files import parse_parameters
from iaclint.errors import UsageError
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.git_tree import GitTree
from iaclint.files.source_tree import Unreadable
from iaclint.files.trees import still_selected
from iaclint.git.repository import Repository
from iaclint.git.revisions import ambiguous_name, find_base

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
    warnings: tuple[Diagnostic, ...] = ()
    """What is doubtful about the commit."""

    def options(self, options: Options, parameter_files: Sequence[str]) -> Options:
        """Return options with the values of the commit, and without files that it does not have.

        ``parameter_files`` are the files that the parameters are from.
        """
        given = options.variables.assignments
        kept = (each for each in given if each.variable is not None or self._had(each.text))
        return replace(
            options,
            variables=replace(options.variables, assignments=tuple(kept)),
            environments=tuple(each.environment for each in given if each.environment),
            parameters=self._parameters(parameter_files),
            source=self._source(options),
        )

    def differs(self, paths: Collection[str]) -> bool:
        """Return whether one of some files and folders is another one now.

        Without any, return whether anything is.
        """
        places = tuple(paths) or (".",)
        return any(tree.differs(path) for tree in self.by_root.values() for path in places)

    def _parameters(self, files: Sequence[str]) -> dict[str, str | None]:
        values: dict[str, str | None] = {}
        for file in filter(self._had, files):
            trees = self.by_root.values()
            tree = next((t for t in trees if t.is_versioned(file)), next(iter(trees)))
            with suppress(UsageError, Unreadable, UnicodeDecodeError):
                values |= parse_parameters(tree.read_named(file).decode("utf-8-sig"), file)
        return values

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
    warnings: list[Diagnostic] = []
    with ExitStack() as stack:
        for path, tree in trees.items():
            if tree.root not in opened:
                repository = _repository(tree, path)
                commits[tree.root] = find_base(repository, revision)
                opened[tree.root] = GitTree(tree, repository, commits[tree.root])
                warnings += _doubts(repository, revision)
                stack.callback(opened[tree.root].close)
            _check_versioned(path, opened[tree.root])
        found = {path: opened[tree.root] for path, tree in trees.items()}
        short = ", ".join(commit[:7] for commit in dict.fromkeys(commits.values()))
        yield Base(
            _describe(revision, short),
            still_selected(found, trees),
            opened,
            tuple(warnings),
        )


def _doubts(repository: Repository, revision: str) -> Iterator[Diagnostic]:
    """Yield a warning if several refs have the name of a revision."""
    name = None if revision == "HEAD" else ambiguous_name(repository, revision)
    if name is not None:
        message = f"revision '{name}' is ambiguous: several refs have this name"
        hint = f"git takes a tag before a branch: write refs/heads/{name} for the branch"
        yield Diagnostic(Level.WARNING, "ambiguous-revision", message, None, hint)


def _describe(revision: str, commit: str) -> str:
    """Return a revision with the commit that it stands for, unless it is the commit's own id."""
    if not commit:
        return revision
    return commit if revision.startswith(commit) else f"{revision} at {commit}"


def _check_versioned(path: str, tree: GitTree) -> None:
    if not tree.is_versioned(path):
        hint = "--baseline FILE compares files that are not in git"
        raise UsageError(f"--diff: '{path}' is not in git", hint)


def _repository(tree: SourceTree, path: str) -> Repository:
    if not os.path.lexists(os.path.join(tree.root, ".git")):
        raise UsageError(f"--diff: '{path}' is not in a git repository")
    return Repository(tree.root)

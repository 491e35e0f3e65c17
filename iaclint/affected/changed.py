"""Which files changed: those that are named, and what git says of the others.

pre-commit names no deleted files. For a range of commits it sets ``PRE_COMMIT_FROM_REF`` and
``PRE_COMMIT_TO_REF``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.affected.links import Links
from iaclint.affected.searched import newly_searched
from iaclint.cloudformation.stacks.callers import ENDINGS as TEMPLATE_ENDINGS
from iaclint.errors import UsageError
from iaclint.files.file_index import FileIndex, folder_of, join
from iaclint.files.trees import open_trees
from iaclint.frontends import is_of_known_kind
from iaclint.git.changes import Change, changes_between, staged_changes, staged_objects
from iaclint.git.repository import Repository
from iaclint.git.revisions import find_base
from iaclint.git.unstaged import unstaged_files
from iaclint.limits import MAX_CHANGED_BYTES
from iaclint.terraform.file_names import MODULE_ENDINGS, VARIABLE_ENDINGS

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree

_NAMED_BY_HOOK = (*MODULE_ENDINGS, *VARIABLE_ENDINGS, *TEMPLATE_ENDINGS)
"""The endings of the files that the hook gets by name, unless the user excludes them."""


class Changed(Struct, frozen=True):
    """What changed in one tree."""

    tree: SourceTree
    links: Links
    changes: tuple[Change, ...]
    folders: tuple[str, ...] = ()
    """Named folders and submodules: everything in them counts as changed."""
    only_named: frozenset[str] = frozenset()
    """The files that are named and the same at the base revision, as far as git says."""
    searched: frozenset[str] = frozenset()
    """The folders that are searched because of the change."""

    def names(self) -> Iterator[str]:
        """Yield all paths by which what changed can be reached."""
        for change in self.changes:
            yield from self.links.names(change.path, change.was_link).paths


def base_revision() -> str:
    """Return what the changes are compared with."""
    return os.environ.get("PRE_COMMIT_FROM_REF") or "HEAD"


def find_changed(paths: Sequence[str], cwd: str) -> list[Changed]:
    """Return the files that are named, and those that git knows to be changed.

    Without names, and not in pre-commit, these are all; else only deleted files, and files that
    only Terraform's functions read. Raises ``UsageError`` for a path that does not exist, unless
    git has it, and without names outside of a git repository.
    """
    trees = open_trees(paths or (".",), cwd)
    if not paths and not any(map(_is_repository, trees.values())):
        message = "--changed: there is no git repository that says what is staged"
        raise UsageError(message, "name the files that changed")
    by_root = {tree.root: tree for tree in trees.values()}
    return [
        _in_tree(tree, [path for path in paths if trees[path] is tree]) for tree in by_root.values()
    ]


def changed_since(paths: Sequence[str], cwd: str, revision: str) -> dict[SourceTree, list[str]]:
    """Return the files in folders that differ from the merge base with a revision, by tree.

    Files that git does not track are part of the change, unless they are ignored, and so are files
    of no known kind that are not staged.
    """
    folders = [path for path in paths if os.path.isdir(os.path.join(cwd, path))]
    found: dict[SourceTree, list[str]] = {}
    for path, tree in open_trees(folders, cwd).items():
        start = "" if (inside := tree.relative(_full(tree, path))) == "." else f"{inside}/"
        repository = Repository(tree.root)
        changes = staged_changes(repository, find_base(repository, revision))
        named = (c.path for c in changes if not c.is_deleted and c.path.startswith(start))
        others = _not_staged(repository, tree, start or ".")
        found.setdefault(tree, []).extend(dict.fromkeys((*named, *others)))
    return found


def _not_staged(repository: Repository, tree: SourceTree, start: str) -> Iterator[str]:
    """Yield files of no known kind that git does not track, or has with another content."""
    untracked = repository.untracked(start)
    folders = FileIndex(tree).folders if untracked else {}
    yield from (path for path in untracked if folder_of(path) in folders)
    yield from unstaged_files(
        repository, start, lambda path: not is_of_known_kind(path), MAX_CHANGED_BYTES
    )


def _in_tree(tree: SourceTree, named: Sequence[str]) -> Changed:
    known = _ask_git(tree)
    folders = [path for path in named if os.path.isdir(_full(tree, path))]
    files = dict(_files_of(tree, (path for path in named if path not in folders)))
    for inside, path in files.items():
        _check_known(inside, path, tree, known)
    is_all = not named and os.environ.get("PRE_COMMIT") != "1"
    others = (c for c in known if is_all or c.is_deleted or not _is_named_by_hook(c.path))
    changes = {change.path: change for change in others if change.path not in files}
    only_named = files.keys() - {change.path for change in known}
    former = _former_objects(tree, known, sorted(only_named))
    were_links = {change.path for change in known if change.was_link}
    for inside, path in files.items():
        is_deleted = not os.path.lexists(_full(tree, path))
        changes[inside] = Change(inside, is_deleted, former.get(inside, ""), inside in were_links)
    submodules = [path for path in changes if _is_real_folder(os.path.join(tree.root, path))]
    index = FileIndex(tree)
    every = dict.fromkeys((*map(tree.relative, folders), *submodules))
    return Changed(
        tree,
        Links(index),
        tuple(changes.values()),
        tuple(every),
        frozenset(only_named),
        _newly_searched(index) if changes else frozenset(),
    )


def _newly_searched(index: FileIndex) -> frozenset[str]:
    if not _is_repository(index.tree):
        return frozenset()
    return newly_searched(index, Repository(index.tree.root), base_revision())


def _is_real_folder(full: str) -> bool:
    return os.path.isdir(full) and not os.path.islink(full)


def _is_named_by_hook(path: str) -> bool:
    return path.lower().endswith(_NAMED_BY_HOOK)


def _ask_git(tree: SourceTree) -> tuple[Change, ...]:
    """Return what git says is changed; nothing outside of a repository."""
    if not _is_repository(tree):
        return ()
    start, end = (os.environ.get(f"PRE_COMMIT_{name}_REF") for name in ("FROM", "TO"))
    repository = Repository(tree.root)
    if start and end:
        return changes_between(repository, start, end)
    return staged_changes(repository)


def _former_objects(
    tree: SourceTree, known: Iterable[Change], others: Sequence[str]
) -> dict[str, str]:
    """Return the ids that files had before, those with changes that git does not know included."""
    indexed = staged_objects(Repository(tree.root), others) if _is_repository(tree) else {}
    return {**indexed, **{change.path: change.former for change in known}}


def _check_known(inside: str, path: str, tree: SourceTree, known: Iterable[Change]) -> None:
    """Raise ``UsageError`` for a path that does not exist and was not deleted."""
    if os.path.lexists(_full(tree, path)) or any(change.path == inside for change in known):
        return
    if not _is_repository(tree) or not Repository(tree.root).names("ls-files", "-z", "--", inside):
        raise UsageError(f"there is no file or folder '{path}'")


def _is_repository(tree: SourceTree) -> bool:
    return os.path.lexists(os.path.join(tree.root, ".git"))


def _full(tree: SourceTree, path: str) -> str:
    return os.path.join(tree.cwd, path)


def _files_of(tree: SourceTree, named: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the paths of named files in their tree, each with what names it.

    A link is a file of its own module, and of those of the file that it leads to.
    """
    for path in named:
        # Links of the folder count before "..", as for the system.
        folder, name = os.path.split(_full(tree, path))
        yield join(tree.relative(folder), name), path
        if os.path.islink(_full(tree, path)) and os.path.isfile(_full(tree, path)):
            yield tree.relative(_full(tree, path)), path

"""The git work tree around a path, and the links in it on the way to a path.

A checked repository may come from anyone, and so do its links: none leads out of it. Without git,
the working directory takes the place of the work tree.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct


class Link(Struct, frozen=True):
    """A symbolic link on the way to a path."""

    path: str
    """Its absolute path; its folder has no links."""
    tree: str | None
    """The tree that it is in; None for a link of the user's own system."""


def work_tree(folder: str) -> str | None:
    """Return the git work tree around a folder, None if there is none."""
    folder = os.path.realpath(folder)
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def own_folder(cwd: str) -> str | None:
    """Return the working directory; None for one that holds more than a configuration.

    The home directory has credentials, the root of the file system has everything.
    """
    real = os.path.realpath(cwd)
    is_shared = real in (os.path.dirname(real), os.path.realpath(os.path.expanduser("~")))
    return None if is_shared else real


def tree_left(path: str, cwd: str) -> str | None:
    """Return the tree that a link leads out of, on the way to a path; None if none does."""
    real = os.path.realpath(os.path.join(cwd, path))
    for link in links_to(path, cwd):
        if link.tree and not _holds(link.tree, os.path.realpath(link.path)):
            return None if _holds(link.tree, real) else link.tree
    return None


def leads_out_of(tree: str) -> str:
    """Return what is wrong with a path that leaves a tree."""
    return f"is a link that leads out of '{tree}'"


def links_to(path: str, cwd: str) -> Iterator[Link]:
    """Yield the links on the way to a path, which is absolute or relative to ``cwd``."""
    drive, full = os.path.splitdrive(os.path.join(os.path.abspath(cwd), path))
    at = drive + os.sep
    for part in filter(None, full.split(os.sep)):
        step = os.path.join(at, part)
        if part in (".", ".."):
            step = os.path.normpath(step)
        elif os.path.islink(step):
            yield Link(step, work_tree(at) or _below(cwd, at))
            step = os.path.realpath(step)
        at = step


def path_in(root: str, path: str) -> str:
    """Return an absolute path relative to a real folder, with forward slashes.

    Links on the way to the folder are followed, links in it are not.
    """
    real, full = os.path.realpath(path), os.path.normpath(path)
    if os.path.realpath(full) != real:  # the system goes up from where a link leads
        full = real
    parts = full.split(os.sep)
    for n in range(1, len(parts) + 1):
        start = os.path.realpath(os.sep.join(parts[:n]) or os.sep)
        if is_in(start, root):
            real = os.path.join(start, *parts[n:])
            break
    return os.path.relpath(real, root).replace(os.sep, "/")


def _below(cwd: str, folder: str) -> str | None:
    """Return the working directory if a folder is in it."""
    top = os.path.realpath(cwd)
    return top if is_in(folder, top) else None


def is_in(path: str, folder: str) -> bool:
    """Return whether a path is a folder or below it; both are real."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _holds(tree: str, path: str) -> bool:
    """Return whether a path is in a work tree, which ``.git`` is no part of."""
    return is_in(path, tree) and not is_in(path, os.path.join(tree, ".git"))


def is_in_git(path: str) -> bool:
    """Return whether a path leads into ``.git``: it can have credentials, and commands."""
    return ".git" in path.lower().split(os.sep)

"""The files of a request."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.errors import UsageError
from iaclint.files.diagnostics import NOT_CHECKED, UNREADABLE, Diagnostic, Level
from iaclint.files.discovery import discover_in
from iaclint.files.left_out import is_left_out
from iaclint.files.selection import Discovery
from iaclint.files.source import Span
from iaclint.files.source_tree import Unreadable
from iaclint.files.trees import check_readable, open_trees, still_selected
from iaclint.frontends import front_ends, is_of_known_kind, known_endings, languages
from iaclint.limits import MAX_CHANGED_BYTES

if TYPE_CHECKING:
    from iaclint.files.selection import Unread
    from iaclint.files.source import SourceFile
    from iaclint.files.source_tree import SourceTree
    from iaclint.frontend import FrontEnd
    from iaclint.request import Request

_RENAME: Final = "rename the file, or exclude it in .iaclint.yaml"
_START: Final = 8000
"""Bytes in which git, too, looks for the zero byte of a binary file."""


def open_requested(request: Request) -> Mapping[str, SourceTree]:
    """Return the tree of each path to check."""
    trees = open_trees(request.paths, request.cwd)
    if request.content is not None:
        from iaclint.files.buffer_tree import BufferTree

        return {path: BufferTree(tree, path, request.content) for path, tree in trees.items()}
    if not request.exclude_named:
        return trees
    return {
        path: tree
        for path, tree in trees.items()
        if not is_left_out(os.path.realpath(os.path.join(request.cwd, path)), request.exclusions)
    }


def discover(
    request: Request,
    trees: Mapping[str, SourceTree],
    former: Mapping[str, SourceTree] = MappingProxyType({}),
) -> Discovery:
    """Find the files of all front ends in the paths of a request.

    Raises ``UsageError`` for a path that does not exist or has no such files, unless it is one of
    the ``former`` ones, which existed before the change.
    """
    for path in trees:
        is_there = os.path.lexists(os.path.join(request.cwd, path))
        if request.content is None and (path not in former or is_there):
            check_readable(path, request.cwd)
    selected = still_selected(trees, former)
    for path in trees.keys() - selected.keys() - former.keys():
        raise UsageError(f"'{path}' is not a regular file", "use - and --stdin-filename for a pipe")
    discovery = discover_again(request, selected)
    if not request.widened:
        is_saved = request.content is None
        unread = tuple(_explain_unread(discovery, is_saved))
        discovery = replace(discovery, diagnostics=(*discovery.diagnostics, *unread))
    if request.content is not None:
        _check_file_name(request, discovery)
    for path in trees.keys() - former.keys():
        full = os.path.realpath(os.path.join(request.cwd, path))
        if os.path.isdir(full) and not discovery.has_below(full):
            titles = " or ".join(language.title for language in languages().values())
            raise UsageError(f"no {titles} files in '{path}'", _why_none(discovery.left_out))
    for front_end in front_ends():
        if front_end.name not in discovery.selections:
            front_end.check_unused(request.options)
    return discovery


def discover_again(request: Request, trees: Mapping[str, SourceTree]) -> Discovery:
    """Find the files of all front ends in trees, whatever is there."""
    discovery = discover_in(trees, front_ends(), request.exclusions)
    return discovery.with_callers(request.widened.value_files) if request.widened else discovery


def _check_file_name(request: Request, discovery: Discovery) -> None:
    """Raise ``UsageError`` for a file that its name shows to be of no front end, or a folder."""
    path = request.paths[0]
    if path.endswith("/") or os.path.isdir(os.path.join(request.cwd, path)):
        raise UsageError(f"'{path}' is a folder", "name a file with --stdin-filename")
    if not discovery.selections and not is_of_known_kind(path):
        titles = " nor ".join(language.title for language in languages().values())
        endings = ", ".join(known_endings())
        raise UsageError(f"'{path}' is neither {titles}", f"known are {endings}")


def _why_none(left_out: int) -> str:
    if not left_out:
        return "name the folder that has them"
    files = "1 file is" if left_out == 1 else f"{left_out:,} files are"
    return f"{files} excluded; `iaclint config show` prints the exclusions"


def _explain_unread(discovery: Discovery, is_saved: bool) -> Iterator[Diagnostic]:
    """Yield an error for each named file that nothing reads and that is meant to be read.

    A plain file is not: a shell may name all files of a folder.
    ``is_saved`` is false for what an editor has in a buffer: a variable file on its own is no
    mistake then.
    """
    for file in discovery.unread:
        shown = file.tree.display(file.path)
        if not is_of_known_kind(shown):
            found = misnamed(file.tree, file.path)
            yield found or _not_checked(shown, "unknown kind of file")
            continue
        try:
            reason = _reason(file, is_saved and not any(discovery.places()))
        except Unreadable as error:
            if not any(d.code == UNREADABLE for d in discovery.diagnostics):
                yield Diagnostic(Level.ERROR, UNREADABLE, str(error), unread=(file.path,))
            continue
        if reason:
            yield _not_checked(shown, reason)


def _not_checked(shown: str, reason: str) -> Diagnostic:
    return Diagnostic(Level.ERROR, NOT_CHECKED, f"'{shown}' is not checked: {reason}")


def _reason(file: Unread, is_alone: bool) -> str:
    """Return why a file should be read, but is not; empty for a plain file.

    ``is_alone`` says whether a run reads nothing else.
    """
    source = file.tree.make_source(file.path)
    if source.is_encrypted:
        return "it is encrypted by git-crypt"
    found = [each for each in front_ends() if each.claims(source)]
    if found:
        return _wrong_ending(found[0])
    name = os.path.basename(file.path).lower()
    if not source.data.strip() and name.endswith(".json"):
        return "it is empty"
    is_values = any(name.endswith(each.file_names.values) for each in front_ends())
    if is_values and is_alone:
        return "there is no module for these values in its folder or above"
    return ""


def _wrong_ending(front_end: FrontEnd) -> str:
    """Return why a document of a front end is not read."""
    endings = ", ".join(front_end.file_names.documents)
    return f"{front_end.language.title} files with this content end with {endings}"


def misnamed(tree: SourceTree, path: str) -> Diagnostic | None:
    """Return an error for a template or a plan with a name of no known kind; None for others."""
    try:
        if is_of_known_kind(path) or os.path.getsize(tree.full(path)) > MAX_CHANGED_BYTES:
            return None
        source = tree.make_source(path)
    except (OSError, Unreadable):
        return None
    found = None if _is_binary(source) else _front_end_of(source)
    if found is None:
        return None
    message = f"'{source.display}' is not checked: {_wrong_ending(found)}"
    start = Span(source, source.bom, source.bom)
    return Diagnostic(Level.ERROR, NOT_CHECKED, message, start, _RENAME)


def _front_end_of(source: SourceFile) -> FrontEnd | None:
    return next((each for each in front_ends() if each.is_document(source)), None)


def _is_binary(source: SourceFile) -> bool:
    return b"\0" in source.data[:_START] and not source.is_utf16

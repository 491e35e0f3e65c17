"""Links to folders: what is below such a folder is deployed from the link, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree


def folder_links(trees: Iterable[SourceTree]) -> Iterator[tuple[str, str]]:
    """Yield the links to folders in trees, and the folders: both as real paths.

    Links in folders of tools, and those that must not be followed, are left out.
    """
    for tree in trees:
        for link in tree.links_to_folders():
            real = tree.real(link)
            if real != link:
                yield tree.full(link), tree.full(real)

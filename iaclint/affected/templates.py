"""Which CloudFormation templates depend on a file: from bytes, without parsing."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from iaclint.affected.exports import Name, can_match, exported_names, imported_names
from iaclint.affected.template_names import computed_paths, written_paths
from iaclint.affected.texts import Texts
from iaclint.cloudformation.stacks.callers import ENDINGS, NESTING, names_file
from iaclint.cloudformation.template.cdk_metadata import MANIFEST
from iaclint.files.deployed.example_folders import is_trial
from iaclint.files.escapes import with_unescaped
from iaclint.files.file_index import folder_of

if TYPE_CHECKING:
    from collections.abc import KeysView

    from iaclint.affected.path_patterns import PathPattern
    from iaclint.files.file_index import FileIndex

_INCLUDE = b"AWS::Include"
_NAMING = (*NESTING, _INCLUDE, b"templateFile")
_SHARING = (b"Export", b"ImportValue")


class Templates:
    """The templates of a tree that refer to other files, or to what other templates export."""

    def __init__(self, index: FileIndex, texts: Texts | None = None) -> None:
        self._index = index
        self._source = texts or Texts(index)
        self._exported = cache(lambda path: self._names(path, exported_names))
        self._imported = cache(lambda path: self._names(path, imported_names))
        self._computed = cache(self._computed_paths)

    def nesting(self, path: str) -> set[str]:
        """Return templates that nest or include a file by its path, directly or through others."""
        return _closure([path], self._naming)

    def depending(self, paths: Iterable[str]) -> set[str]:
        """Return templates that depend on files, directly or through others.

        They nest or include one, import what one exports, or get parameters from one.
        """
        return _closure(paths, self._depending)

    def exporting(self, paths: Iterable[str]) -> set[str]:
        """Return templates that export what templates import, directly or through others.

        Each comes with those that nest it.
        """
        return _closure(paths, self._exporting)

    def importing(self, paths: Iterable[str]) -> set[str]:
        """Return templates that import what files export."""
        return set().union(*map(self._importing, paths))

    def set_by(self, paths: Iterable[str]) -> set[str]:
        """Return the files that manifests of the CDK, among files, name."""
        manifests = filter(_is_manifest, paths)
        return set().union(*(self._written(path, self._text(path)) for path in manifests))

    def freed(self, paths: Iterable[str], known: Collection[str]) -> set[str]:
        """Return templates that files nest, or nested, and that only ``known`` ones still do.

        Each comes with the examples and tests that nest it.
        """
        found: set[str] = set()
        for inner in set().union(*map(self._named, paths)):
            others = {
                outer for outer in self._naming(inner) - set(known) if not _is_manifest(outer)
            }
            if all(is_trial(folder_of(outer), folder_of(inner)) for outer in others):
                found |= {inner, *others}
        return found

    @property
    def naming(self) -> KeysView[str]:
        """The templates that nest or include files."""
        return self._nesting.keys()

    def _depending(self, path: str) -> set[str]:
        return (
            self._naming(path) | self._computing(path) | self._importing(path) | self.set_by([path])
        )

    def _exporting(self, path: str) -> set[str]:
        names = self._with_nested(path, self._imported)
        if not names:
            return set()
        found = {each for each in self._texts if can_match(self._exported(each), names)}
        return found | _closure(found, lambda each: self._naming(each) | self._computing(each))

    def _importing(self, path: str) -> set[str]:
        names = self._with_nested(path, self._exported)
        every = self._texts if names else ()
        return {each for each in every if can_match(names, self._imported(each))}

    def _naming(self, path: str) -> set[str]:
        """Return the templates that have the path of a file."""
        return {outer for outer, data in self._nesting.items() if names_file(data, outer, path)}

    def _computing(self, path: str) -> set[str]:
        """Return the templates that have an expression that can be the path of a file."""
        return {
            outer for outer in self._nesting if any(p.matches(path) for p in self._computed(outer))
        }

    def _with_nested(self, path: str, names: Callable[[str], frozenset[Name]]) -> frozenset[Name]:
        """Return names in a template, and in those that it nests, directly or through others."""
        nested = _closure([path], self._named) if path in self._texts else ()
        return names(path).union(*map(names, nested))

    def _names(self, path: str, find: Callable[[bytes], frozenset[Name]]) -> frozenset[Name]:
        """Return the names in a template, and in the files that it includes."""
        data = self._texts.get(path, b"")
        included = self._written(path, data) if _INCLUDE in data else ()
        return find(data).union(*(find(self._text(each)) for each in included))

    def _named(self, path: str) -> set[str]:
        """Return the files that a template can nest or include."""
        data = self._nesting.get(path)
        if data is None:
            return set()
        patterns = self._computed(path)
        every = self._source.paths(("",)) if patterns else ()
        computed = (each for each in every if any(p.matches(each) for p in patterns))
        return self._written(path, data).union(computed)

    def _written(self, path: str, data: bytes) -> set[str]:
        """Return the files whose paths are written in a template."""
        return {
            each
            for each in written_paths(data, path)
            if posixpath.basename(each) in self._index.names(folder_of(each))
        }

    def _text(self, path: str) -> bytes:
        """Return the bytes of a file, with and without escapes."""
        return with_unescaped(self._source.of(path))

    def _computed_paths(self, outer: str) -> list[PathPattern]:
        return list(computed_paths(self._nesting[outer], outer))

    @cached_property
    def _nesting(self) -> dict[str, bytes]:
        return {path: data for path, data in self._texts.items() if _has(data, _NAMING)}

    @cached_property
    def _texts(self) -> dict[str, bytes]:
        read = ((path, self._text(path)) for path in self._source.paths(ENDINGS))
        return {path: data for path, data in read if _has(data, (*_NAMING, *_SHARING))}


def _has(data: bytes, words: Iterable[bytes]) -> bool:
    return any(word in data for word in words)


def _is_manifest(path: str) -> bool:
    return posixpath.basename(path) == MANIFEST


def _closure(starts: Iterable[str], follow: Callable[[str], set[str]]) -> set[str]:
    """Return what follows from some files, directly or through others."""
    found: set[str] = set()
    pending = list(starts)
    while pending:
        new = follow(pending.pop()) - found
        found |= new
        pending += new
    return found

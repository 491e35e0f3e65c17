"""Which rule, model and fragment files a run needs, by the resource types in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cached_property
from zlib import crc32

from msgspec import Struct

from iaclint.ruleset.files import RuleFile, kind_of

_WORD = re.compile(rb"[A-Za-z0-9_:.-]+")
_ID_LINE = re.compile(rb"^(?:model|fragment):[ \t]*(\S.*)", re.MULTILINE)


class Entry(Struct, frozen=True):
    """What the index says about one file."""

    path: str
    """Below the folder of the rules."""
    size: int
    """In bytes."""
    checksum: int
    id: str
    """The id of the rule, model or fragment."""
    types: tuple[str, ...]
    """The resource types that make it relevant: a model has an instance where one of them is."""
    reads: tuple[str, ...]
    """The resource types of which it reads anything."""
    needs: tuple[str, ...]
    """The ids of the models and fragments that it is based on."""

    @property
    def kind(self) -> str:
        """What the file holds: ``model``, ``fragment`` or ``rule``."""
        return kind_of(self.path)

    def describes(self, data: bytes) -> bool:
        """Whether it was made of a file with these bytes."""
        return self.size == len(data) and self.checksum == crc32(data)


class Index(Struct, frozen=True, dict=True):
    """The entries of all files of a folder."""

    entries: tuple[Entry, ...]

    @cached_property
    def types(self) -> frozenset[str]:
        """The resource types that rules can read."""
        return frozenset(type_ for entry in self.entries for type_ in entry.reads)

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """The ids of all rules."""
        return frozenset(entry.id for entry in self.entries if entry.kind == "rule")

    def relevant(self, types: Iterable[str], ids: Iterable[str] = ()) -> list[Entry]:
        """Return the entries of the files that a run needs.

        Those are the models that can have an instance where there are resources of the given
        types, their rules, and the models and fragments that all these, or others by their
        ``ids``, are based on.
        """
        present = frozenset(types)
        models = {entry.id: entry for entry in self.entries if entry.kind != "rule"}
        matching = {id_ for id_, entry in models.items() if not present.isdisjoint(entry.types)}
        needed = _closure({*matching, *ids}, models)
        return [
            entry
            for entry in self.entries
            if (
                entry.id in needed
                if entry.kind != "rule"
                else not (matching.isdisjoint(entry.needs) and present.isdisjoint(entry.types))
            )
        ]


def _closure(ids: Collection[str], models: Mapping[str, Entry]) -> Set[str]:
    """Return ids with all that they need, directly or indirectly."""
    found: set[str] = set()
    rest = list(ids)
    while rest:
        id_ = rest.pop()
        if id_ in models and id_ not in found:
            found.add(id_)
            rest += models[id_].needs
    return found


def scan(files: Sequence[RuleFile]) -> Index:
    """Return an index of files that are not parsed.

    Any word of a file may be a type or an id there: that finds more than what is needed, but
    nothing less.
    """
    words = {file.path: words_of(file) for file in files}
    ids = {file.path: _id_of(file) for file in files}
    paths = {ids[file.path]: file.path for file in files if file.kind != "rule"}
    return Index(tuple(_scan(file, ids[file.path], words, paths) for file in files))


def words_of(file: RuleFile) -> frozenset[str]:
    """Return all words of a file."""
    return _words(file.source.data)


def _words(data: bytes) -> frozenset[str]:
    # A type can have colons in it, and can be a key: `aws_db_instance:`.
    return frozenset(word.decode().rstrip(":") for word in _WORD.findall(data))


def _id_of(file: RuleFile) -> str:
    line = None if file.kind == "rule" else _ID_LINE.search(file.source.data)
    return line[1].decode("utf-8", "replace").strip() if line else file.id_by_path


def _scan(
    file: RuleFile, id_: str, words: Mapping[str, frozenset[str]], paths: Mapping[str, str]
) -> Entry:
    # Most rules name their model in one line; in others, its id or types can be anywhere.
    line = _ID_LINE.search(file.source.data) if file.kind == "rule" else None
    own = _words(line[1]) if line else words[file.path]
    needs = (own & paths.keys()) - {id_}
    # Types that a fragment has are types of the models that include it.
    read = own.union(*(words[paths[name]] for name in needs if kind_of(paths[name]) == "fragment"))
    types = () if file.kind == "fragment" else read
    data = file.source.data
    return Entry(file.path, len(data), crc32(data), id_, tuple(types), tuple(read), tuple(needs))

"""Which rule, model and fragment files a run needs, by the resource types in it.

The file of an index has its entries first, then the packed trees of the rule files. A run needs all
of the entries and few of the trees, so the file is mapped, not read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Set
from functools import cached_property
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from iaclint.ruleset.files import RuleFile
from iaclint.ruleset.rule import RuleHeader

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 4
"""The format of an index in a file: a change of ``Index`` or of the packed trees counts it up."""

_WORD = rb"[A-Za-z0-9_:./-]+"
_SIZE = 8
"""The bytes of the number, at the start of the file, that says how many bytes the entries take."""
_ID_LINE = re.compile(rb"^(?:model|fragment):[ \t]*(\S.*)", re.MULTILINE)


class Entry(Struct, frozen=True):
    """The entry of one file in the index."""

    path: str
    """Below the folder of the rules."""
    size: int
    """In bytes."""
    kind: str
    """What it holds: ``model``, ``fragment`` or ``rule``."""
    id: str
    """The id of the rule, model or fragment."""
    types: tuple[str, ...]
    """The resource types that make it relevant: a model has an instance where one of them is."""
    reads: tuple[str, ...]
    """The resource types of which it reads anything."""
    needs: tuple[str, ...]
    """The ids of the models and fragments that it is based on."""
    tree: tuple[int, int] = (0, 0)
    """Where its tree without examples, as ``packed_tree`` packs it, is among all trees: the offset
    and the size in bytes, which is 0 if it was not parsed."""
    header: RuleHeader | None = None
    """The header of a rule that was parsed, if it is on a model with an id."""


class Index(Struct, frozen=True, dict=True):
    """The entries of all files of a folder."""

    entries: tuple[Entry, ...]
    format: int = 0
    """``FORMAT`` for an index that is complete, 0 for one that was only scanned."""

    @cached_property
    def types(self) -> frozenset[str]:
        """The resource types that rules can read."""
        return frozenset(type_ for entry in self.entries for type_ in entry.reads)

    def ids(self, kind: str) -> frozenset[str]:
        """Return the ids of all rules, models or fragments."""
        return frozenset(entry.id for entry in self.entries if entry.kind == kind)

    def relevant(self, types: Iterable[str], ids: Iterable[str] = ()) -> list[Entry]:
        """Return the entries of the files that a run needs.

        Those are the models that can have an instance where there are resources of the given
        types, the rules on these models or types, files with one of the ``ids``, and the files they
        are based on.
        """
        present = frozenset(types)
        matching = {e.id for e in self.entries if not present.isdisjoint(e.types)}
        rules = (
            e.id for e in self.entries if e.kind == "rule" and not matching.isdisjoint(e.needs)
        )
        graph = {entry.id: entry.needs for entry in self.entries}
        needed = _closure([*matching, *rules, *ids], graph)
        return [entry for entry in self.entries if entry.id in needed]


class IndexFile(Struct, frozen=True):
    """An index with the trees of its files."""

    index: Index
    trees: bytes | memoryview = b""

    def tree(self, entry: Entry) -> bytes:
        """Return the packed tree of a file; empty if it was not parsed."""
        start, size = entry.tree
        return bytes(self.trees[start : start + size])


def encode(built: IndexFile) -> bytes:
    """Return the content of the file, the same for the same rules."""
    entries = msgspec.msgpack.encode(built.index)
    return len(entries).to_bytes(_SIZE, "big") + entries + built.trees


def open_index(path: Path) -> IndexFile:
    """Open a file; raises ``OSError``, ``ValueError`` or ``MsgspecError`` if it has no index."""
    with path.open("rb") as file:
        data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    end = _SIZE + int.from_bytes(data[:_SIZE], "big")
    return IndexFile(msgspec.msgpack.decode(data[_SIZE:end], type=Index), data[end:])


def _closure(ids: Iterable[str], needs: Mapping[str, Iterable[str]]) -> Set[str]:
    """Return the existing ones of some ids, with all their direct and indirect dependencies."""
    found: set[str] = set()
    rest = list(ids)
    while rest:
        id_ = rest.pop()
        if id_ in needs and id_ not in found:
            found.add(id_)
            rest += needs[id_]
    return found


def scan(files: Iterable[RuleFile]) -> Index:
    """Return an index of files that are not parsed.

    Any word of a model may be a type or an id there: that finds more than what is needed, but
    nothing less.
    """
    found = tuple(files)
    rules = [file for file in found if file.kind == "rule"]
    others = [file for file in found if file.kind != "rule"]
    words = {_id_of(file): words_of(file) for file in others}
    fragments = {_id_of(file) for file in others if file.kind == "fragment"}
    return Index(
        (
            *(_scan_model(file, words, fragments) for file in others),
            *(_scan_rule(file, words) for file in rules),
        )
    )


def words_of(file: RuleFile) -> frozenset[str]:
    """Return all words of a file."""
    return _words(file.source.data)


def _words(data: bytes) -> frozenset[str]:
    # A type can have colons and slashes in it, and can be a key: `aws_db_instance:`.
    return frozenset(word.decode().rstrip(":") for word in re.findall(_WORD, data))


def _id_of(file: RuleFile) -> str:
    line = _ID_LINE.search(file.source.data)
    return line[1].decode("utf-8", "replace").strip() if line else file.path


def _scan_model(file: RuleFile, words: Mapping[str, frozenset[str]], fragments: Set[str]) -> Entry:
    id_ = _id_of(file)
    needs = (words[id_] & words.keys()) - {id_}
    # The types in a fragment are types of the models that include it.
    included = _closure([id_], {name: words[name] & fragments for name in words})
    read = tuple(frozenset().union(*(words[name] for name in included)))
    types = () if file.kind == "fragment" else read
    return Entry(file.path, len(file.source.data), file.kind, id_, types, read, tuple(needs))


def _scan_rule(file: RuleFile, models: Collection[str]) -> Entry:
    # Most rules name their model in one line; in others, its id or types can be anywhere.
    line = _ID_LINE.search(file.source.data)
    words = _words(line[1] if line else file.head.data)
    needs = tuple(word for word in words if word in models)
    types = () if line and needs else tuple(words)
    size = len(file.source.data)
    return Entry(file.path, size, file.kind, file.id_by_path, types, types, needs)

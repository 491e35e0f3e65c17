"""The list of front ends."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.frontend import FrontEnd, Language

PACKAGES = (
    "iaclint.terraform",
    "iaclint.plan",
    "iaclint.cloudformation",
)
"""Packages with a ``FRONT_END``. A file belongs to each one that recognizes it."""


def front_ends() -> tuple[FrontEnd, ...]:
    """Return all front ends. Their loaders are imported when they load files."""
    return tuple(import_module(package).FRONT_END for package in PACKAGES)


def languages() -> Mapping[str, Language]:
    """Return the languages of all front ends by name."""
    return {front_end.language.name: front_end.language for front_end in front_ends()}


def front_end_of(language: str) -> FrontEnd:
    """Return the first front end of a language, which reads its files; raises ``KeyError``."""
    return {each.language.name: each for each in reversed(front_ends())}[language]


def known_endings() -> tuple[str, ...]:
    """Return the endings of the files of all front ends."""
    names = [front_end.file_names for front_end in front_ends()]
    return tuple(e for n in names for e in (*n.modules, *n.values, *n.documents))


def is_of_known_kind(path: str) -> bool:
    """Return whether the name of a file ends as those of a front end do."""
    return path.lower().endswith(known_endings())

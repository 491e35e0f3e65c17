"""Module sources: registry and git spellings of one module are one address.

Source: *Module Sources* (Terraform documentation).
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from iaclint.version_constraints import read_numbers

_PUBLIC: Final = ("registry.terraform.io/", "registry.opentofu.org/")
_REGISTRY: Final = re.compile(r"(?:[\w-]+\.[\w.:-]+/)?[\w-]+/[\w-]+/[\w-]+")
_SCHEME: Final = re.compile(r"^git::|^(?:https|ssh|git)://|^[\w.-]+@(?=[^/]+[:/])")
_REPOSITORY: Final = re.compile(r"([\w-]+(?:\.[\w-]+)+)(?::\d+)?[:/](.+?)(?:\.git)?/*")
_CONVENTION: Final = re.compile(r"github\.com/([\w-]+)/terraform-([a-z0-9]+)-([\w-]+)")
_TAG: Final = re.compile(r"(?a)(?:.*/)?v?(\d+\.\d+\.\d+)")


class ModuleSource(Struct, frozen=True):
    """The module that the ``source`` of a call names, wherever it is downloaded from."""

    addresses: tuple[str, ...]
    """Its names, the best known one first: ``terraform-aws-modules/s3-bucket/aws``."""
    submodule: str = ""
    """The folder in it: ``modules/object``."""
    ref: str | None = None
    """The git revision; None in a registry."""


def read_source(source: str) -> ModuleSource | None:
    """Return the module that a source names; None for a folder, and for other sources."""
    if source.startswith((".", "/")):
        return None
    path, _, query = source.partition("?")
    path, submodule = _split(path)
    public = next((path.removeprefix(h) for h in _PUBLIC if path.startswith(h)), path)
    if _REGISTRY.fullmatch(public) and not public.startswith("github.com/"):
        return ModuleSource((public,), submodule)
    found = _REPOSITORY.fullmatch(_without_scheme(path))
    if found is None:
        return None
    repository = f"{found[1]}/{found[2]}"
    same = _CONVENTION.fullmatch(repository)
    names = (f"{same[1]}/{same[3]}/{same[2]}", repository) if same else (repository,)
    return ModuleSource(names, submodule, _ref(query))


def tagged_version(ref: str) -> str | None:
    """Return the version that a tag names: ``4.1.2`` for ``v4.1.2``; None for other revisions."""
    tag = _TAG.fullmatch(ref)
    return tag[1] if tag and read_numbers(tag[1]) is not None else None


def _split(path: str) -> tuple[str, str]:
    """Split the folder in a repository from its address."""
    start = path.find("://") + 3 if "://" in path else 0
    at = path.find("//", start)
    return (path, "") if at == -1 else (path[:at], path[at + 2 :].strip("/"))


def _without_scheme(path: str) -> str:
    before = ""
    while path != before:
        before, path = path, _SCHEME.sub("", path)
    return path


def _ref(query: str) -> str:
    found = (part.removeprefix("ref=") for part in query.split("&") if part.startswith("ref="))
    return next(found, "")

"""Which module a stub is derived from: its folder, its address and its versions."""

from __future__ import annotations

import json
import os
from typing import Final

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.files.trees import check_inside
from iaclint.terraform.config.stubs.ranges import read_range
from iaclint.terraform.config.stubs.sources import ModuleSource, read_source, tagged_version

_MANIFEST: Final = ".terraform/modules/modules.json"


class Origin(Struct, frozen=True):
    """A module on disk, and the calls that its stub is for."""

    package: str
    """The folder of the whole package, absolute."""
    submodule: str
    """The folder of the module in it; empty for the package itself."""
    address: str
    """``acme/bucket/aws``, or a repository."""
    range: str
    """The versions: ``2.x``."""


def find_origin(module: str, source: str | None, version: str | None, cwd: str) -> Origin:
    """Return the origin of a stub for a folder, or for the address of a module call.

    Raises ``UsageError`` for a call that is not loaded, for a link that leads out of the work
    tree, and if the source or the versions are neither given nor known.
    """
    folder, known_source, known_version = module, "", ""
    if module.startswith("module."):
        folder, known_source, known_version = _loaded(module, cwd)
    text = source or known_source
    if not text:
        raise UsageError("missing option --source", "it is the source in calls of the module")
    named = read_source(text)
    if named is None:
        raise UsageError(f"--source {text} is neither in a registry nor a git repository")
    check_inside(folder, cwd)
    full = os.path.normpath(os.path.join(cwd, folder))
    package = full.removesuffix(f"{os.sep}{named.submodule.replace('/', os.sep)}")
    if named.submodule and package == full:
        raise UsageError(f"'{folder}' does not end with '{named.submodule}' of the source")
    return Origin(
        package, named.submodule, named.addresses[0], _range(named, version, known_version)
    )


def _range(named: ModuleSource, given: str | None, known: str) -> str:
    if given is not None and read_range(given) is not None and given.endswith(".x"):
        return given
    text = given or known or (tagged_version(named.ref) if named.ref else None)
    exact = tagged_version(text) if text else None
    if exact is None:
        problem = f"invalid value '{text}' for --version" if text else "missing option --version"
        raise UsageError(problem, "such as 2.1.0, 2.x or 2-3.x")
    return f"{exact.partition('.')[0]}.x"


def _loaded(address: str, cwd: str) -> tuple[str, str, str]:
    """Return the folder, the source and the version of a call that is loaded."""
    key = ".".join(address.split(".")[1::2])
    tree = SourceTree(cwd, cwd)
    try:
        entries = json.loads(tree.read(_MANIFEST))["Modules"]
        entry = next(each for each in entries if each["Key"] == key)
        tree.names(entry["Dir"])  # a manifest may come from anyone, and name a folder outside
        return entry["Dir"], str(entry["Source"]), str(entry.get("Version", ""))
    except (Unreadable, ValueError, KeyError, TypeError, RecursionError, StopIteration):
        hint = "run `terraform init -backend=false` in this folder, or name a folder"
        raise UsageError(f"{address} is not loaded", hint) from None

"""The modules that ``terraform init`` installed, as it records them in ``modules.json``."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, ValidationError, convert

from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.terraform.config.addresses import is_recorded_as
from iaclint.terraform.config.module_versions import allows, is_version

if TYPE_CHECKING:
    from iaclint.terraform.config.module import Module

_PATH: Final = ".terraform/modules/modules.json"


class InstalledModule(Struct, frozen=True):
    """One record."""

    key: str = ""
    source: str = ""
    version: str = ""
    dir: str = ""
    """Relative to the root module."""

    def is_of(self, module: Module, call: str) -> bool:
        """Return whether the record fits a call: Terraform ignores one that does not."""
        source = module.source_of(call)
        if source is None or not is_recorded_as(source, self.source):
            return False
        version = module.fixed_argument(call, "version")
        return not (version and self.version) or allows(version, self.version)


class _Records(Struct, frozen=True):
    modules: tuple[InstalledModule, ...] = ()


def read_installed(tree: SourceTree, root: str) -> Mapping[str, InstalledModule]:
    """Return the records of a root module by the names of calls; none if the file is invalid.

    A folder is relative to the tree here.
    """
    try:
        text = tree.source(f"{root}/{_PATH}").data.decode()
        records = convert(json.loads(text, object_pairs_hook=_without_case), _Records).modules
    except (Unreadable, ValueError, ValidationError, RecursionError):
        return {}
    keys = {record.key for record in records}
    if len(keys) < len(records) or not all(is_version(r.version or "0") for r in records):
        return {}
    return {
        record.key: InstalledModule(record.key, record.source, record.version, _in(root, record))
        for record in records
        if record.dir
    }


def _in(root: str, record: InstalledModule) -> str:
    return posixpath.normpath(posixpath.join(root, record.dir))


def _without_case(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object with the names of its fields in lower case: to Go they are the same."""
    return {name.lower(): value for name, value in pairs if value is not None}

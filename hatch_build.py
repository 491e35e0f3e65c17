"""Adds the index of the rules to the wheel."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Builds ``iaclint/rules/index.json``; editable installs read the rule files instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index and add it to the files of the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from iaclint.ruleset.catalog import INDEX_FILE
        from iaclint.ruleset.index import encode
        from iaclint.ruleset.index_builder import build_index

        index = encode(build_index(Path(self.root, "rules")))
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name, INDEX_FILE)
        path.write_bytes(index)
        build_data["force_include"][str(path)] = f"iaclint/rules/{INDEX_FILE}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary file."""
        if version != "editable":
            self._folder.cleanup()

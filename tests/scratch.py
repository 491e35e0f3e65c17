"""A git repository for one test, and iaclint in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests import warm

_IDENTITY = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


class Scratch:
    """A git repository with the branch ``main``."""

    def __init__(self, root: Path, files: Mapping[str, str] | None = None) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", ".")
        if files is not None:
            self.write(files)
            self.commit()

    def git(self, *arguments: str) -> str:
        """Run git and return what it prints."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **_IDENTITY},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, with the folders that they are in."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write({name: text.replace(old, new)})

    def delete(self, name: str) -> None:
        """Delete a file or folder."""
        path = self.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    def commit(self) -> None:
        """Commit everything."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change")

    def iaclint(self, *arguments: str, folder: str = ".") -> subprocess.CompletedProcess[str]:
        """Run iaclint in a folder."""
        streams = Path(mkdtemp(dir=self.root.parent))
        environment = {**os.environ, "NO_COLOR": "1"}
        return warm.run(arguments, self.root / folder, environment, streams)

    def report(self, *arguments: str, folder: str = ".") -> dict[str, Any]:
        """Return the report of ``iaclint check`` in JSON."""
        done = self.iaclint("check", *arguments, "--format", "json", folder=folder)
        assert done.returncode in (0, 1), done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        return report

    def states(self, *arguments: str, folder: str = ".") -> dict[str, set[str]]:
        """Return the rules and resources of failures by their state, and of what is fixed."""
        report = self.report(*arguments, folder=folder)
        found: dict[str, set[str]] = {"new": set(), "unchanged": set(), "fixed": set()}
        for result in report["results"]:
            if result["baseline_state"]:
                address = result["resource"]["address"]
                found[result["baseline_state"]].add(f"{result['rule']} {address}")
        found["fixed"] = {f"{fixed['rule']} {fixed['address']}" for fixed in report["fixed"]}
        return {state: names for state, names in found.items() if names}

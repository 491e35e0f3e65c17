"""The workflow that makes a release of a tag."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from iaclint import __version__
from tests.pull_requests.conftest import run

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
WORKFLOW = yaml.safe_load((PROJECT / ".github/workflows/release.yml").read_text("utf-8"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the files that have the version."""
    (tmp_path / "iaclint").mkdir()
    for name in ("CHANGELOG.md", "iaclint/__init__.py"):
        shutil.copy(PROJECT / name, tmp_path / name)
    return tmp_path


def write_notes(folder: Path, tag: str) -> int:
    (step,) = (
        s for s in WORKFLOW["jobs"]["release"]["steps"] if s.get("name") == "Write the notes"
    )
    return run("bash", "-e", "-c", step["run"], cwd=folder, GITHUB_REF_NAME=tag).returncode


def test_the_notes_are_those_of_the_version(checkout: Path) -> None:
    changelog = checkout / "CHANGELOG.md"
    later = "# Changelog\n\n## 9.9.9\n\nLater.\n"
    earlier = "\n## 0.0.1\n\nEarlier.\n"
    text = changelog.read_text("utf-8").removeprefix("# Changelog\n")
    changelog.write_text(later + text + earlier, encoding="utf-8")
    assert write_notes(checkout, f"v{__version__}") == 0
    assert (checkout / "notes.md").read_text("utf-8").strip() == text.strip()


def test_a_tag_of_another_version_fails(checkout: Path) -> None:
    assert write_notes(checkout, "v9.9.9") != 0

"""What ``iaclint init`` has pip install."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iaclint import __version__
from iaclint.config.requirement import find_requirement
from tests.terraform.support import lay_out

GIT = {
    "url": "https://git.example.com/tools/iaclint",
    "vcs_info": {"vcs": "git", "commit_id": "0ff5e1a"},
}
FOLDER = {"url": "file:///src/iaclint", "dir_info": {"editable": True}}


@pytest.mark.parametrize(
    ("origin", "requirement"),
    [
        (None, f"iaclint[all]=={__version__}"),
        (GIT, "iaclint[all] @ git+https://git.example.com/tools/iaclint@0ff5e1a"),
        (FOLDER, "iaclint[all] @ git+URL@COMMIT"),
    ],
)
def test_it_is_where_iaclint_was_installed_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, requirement: str
) -> None:
    record = {"iaclint-1.dist-info/METADATA": "Name: iaclint\nVersion: 1\n"}
    if origin:
        record["iaclint-1.dist-info/direct_url.json"] = json.dumps(origin)
    lay_out(tmp_path, record)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert find_requirement() == requirement

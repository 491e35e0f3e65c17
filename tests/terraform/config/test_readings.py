from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.source_tree import SourceTree
from iaclint.terraform.config.readings import differ

VERSIONS = 'terraform {\n  required_version = ">= 1.0"\n}\n'


@pytest.mark.parametrize(
    ("tofu", "terraform", "expected"),
    [
        ({"a.tofu": VERSIONS}, {"a.tf": VERSIONS.replace("1.0", "1.5")}, False),
        ({"a.tofu": ""}, {"a.tf": 'resource "x" "y" {}\n'}, True),
        ({"a.tofu": ""}, {"b.tf": ""}, True),
        ({"a.tofu": ""}, {}, False),
        ({}, {"a.tf": ""}, False),
    ],
)
def test_readings(
    tmp_path: Path, tofu: dict[str, str], terraform: dict[str, str], expected: bool
) -> None:
    for name, text in {**tofu, **terraform}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    tree = SourceTree(str(tmp_path), str(tmp_path))
    assert differ(tree, ".", [*tofu], [*terraform]) is expected

"""The plans that real Terraform made, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.terraform_configurations import check

CASES = Path(__file__).parents[2] / ".." / "shared" / "terraform-config-cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/expected.json"))


@pytest.mark.skipif(not FOLDERS, reason="the recorded plans are not at hand")
@pytest.mark.parametrize("case", FOLDERS, ids=lambda folder: folder.name)
def test_a_recorded_plan_is_agreed_with(case: Path) -> None:
    assert check(case) == []

"""The Transform section of a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint import check

BUCKET = '"Resources": {"B": {"Type": "AWS::S3::Bucket"}}'


@pytest.mark.parametrize(
    "transform", ["{}", '{"Ref": "T"}', '["M", {"Parameters": {}}]', '{"Name": []}']
)
def test_a_transform_without_a_name_is_an_error(tmp_path: Path, transform: str) -> None:
    (tmp_path / "t.json").write_text(f'{{"Transform": {transform}, {BUCKET}}}')
    codes = [d.code for d in check(tmp_path).diagnostics if d.level.value == "error"]
    assert codes == ["template-structure"]


@pytest.mark.parametrize("transform", ['"M"', '["M", "N"]', '{"Name": "M", "Parameters": {}}'])
def test_a_macro_is_a_warning(tmp_path: Path, transform: str) -> None:
    (tmp_path / "t.json").write_text(f'{{"Transform": {transform}, {BUCKET}}}')
    assert {d.code for d in check(tmp_path).diagnostics} == {"macro-not-run"}

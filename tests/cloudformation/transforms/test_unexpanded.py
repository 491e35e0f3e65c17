"""Modules of the CloudFormation registry, which are not loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cloudformation.files import load_files

MODULE = "Acme::S3::Bucket::MODULE"
LOOP = f"""\
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::All: [X, [A], {{"M${{X}}": {{Type: {MODULE}}}}}]
"""


@pytest.mark.parametrize(
    ("text", "name"), [(f"Resources: {{M: {{Type: {MODULE}}}}}\n", "M"), (LOOP, "MA")]
)
def test_a_module_of_the_registry_is_not_loaded(tmp_path: Path, text: str, name: str) -> None:
    found = load_files(tmp_path, {"a.yaml": text})
    assert found.not_loaded == (f"{name} ({MODULE})",)
    assert found.diagnostics == ()

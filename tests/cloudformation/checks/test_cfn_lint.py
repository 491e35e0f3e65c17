from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from iaclint.cloudformation.loader import load_templates as load
from iaclint.files.diagnostics import Diagnostic
from iaclint.files.source import SourceFile

pytestmark = pytest.mark.slow  # importing cfn-lint takes seconds

TEXT = """\
Mappings:
  Regions: {eu-west-1: {Ami: ami-1}}
Resources:
  Media:
    Type: AWS::S3::Bucket
    DependsOn: Logs
    Properties:
      Tags: [{Key: ü, Value: !Ref Nope}]
      BucketNam: x
      BucketName: !FindInMap [Regions, eu-west-2, Ami]
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      Tags: [{Key: a, Value: !Ref Media}]
  Opening:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: !Ref Media}
"""


def validated(text: str, path: str = "t.yaml") -> tuple[Diagnostic, ...]:
    from iaclint.cloudformation.checks.cfn_lint import validate

    source = SourceFile(path, text.encode())
    return validate([source], load([source]).diagnostics)


def places(found: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    return [(d.code, *d.span.start) for d in found if d.span is not None]


@pytest.mark.filterwarnings("ignore")
def test_known_diagnostics_are_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    found = [(code, line) for code, line, _ in places(validated(TEXT))]
    assert ("cfn-lint-E3002", 9) in found
    assert ("cfn-lint-E3003", 17) in found
    assert not {8, 10} & {line for _, line in found}
    assert "cfn-lint-E3004" not in {code for code, _ in found}
    assert len(found) == len(set(found))


@pytest.mark.filterwarnings("ignore")
def test_a_place_behind_characters_of_several_bytes() -> None:
    text = "Resources: {A: {Metadata: {k: üö}, Type: 'AWS::S3::Bucket', Properties: {Bad: 1}}}\n"
    found = {code: (line, column) for code, line, column in places(validated(text))}
    assert found["cfn-lint-E3002"] == (1, text.index("Bad") + 1)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("text", ["Resources: [", "", "Resources: {A: {Type: [1]}}", "[1]", "{}"])
def test_broken_templates_break_nothing(text: str) -> None:
    for diagnostic in validated(text):
        assert diagnostic.message


def test_cfn_lint_is_not_imported_by_a_plain_run(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(TEXT)
    program = (
        "import sys\nfrom iaclint.runs import run\nfrom iaclint.request import Request\n"
        f"run(Request(({str(tmp_path)!r},), '.'))\nassert 'cfnlint' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

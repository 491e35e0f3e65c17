"""All labeled states of buckets agree, and differences are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conformance.exposure import check_file, main

DATA = Path(__file__).parents[1] / "data"
CASES = DATA / "exposure-cases.jsonl"


@pytest.mark.parametrize(("name", "count"), [(CASES.name, 167), ("exposure-edge-cases.jsonl", 49)])
def test_all_labelled_states_agree(name: str, count: int) -> None:
    results = list(check_file(DATA / name))
    assert len(results) == count
    assert [result for result in results if not result.agrees] == []


def test_differences_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = json.loads(CASES.read_text("utf-8").splitlines()[0])
    public = first["expect"]["public"]
    other = {**first, "expect": {**first["expect"], "public": public is not True}}
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{json.dumps(first)}\n{json.dumps(other)}\n", encoding="utf-8")
    assert main([str(cases)]) == 1
    assert capsys.readouterr().out == "1 of 2 agree\n"

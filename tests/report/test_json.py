from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from iaclint import __version__
from iaclint.judging.findings import Verdict
from iaclint.judging.report import Coverage, Report

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "iaclint/schemas/report.schema.json").read_text("utf-8")
)


def test_writes_everything(render, snapshot) -> None:
    written = render(format="json", show=frozenset(Verdict))
    assert written.replace(__version__, "VERSION") == snapshot


@pytest.mark.parametrize("report", [None, Report((), (), Coverage())])
def test_follows_its_schema(render, report) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    written = render(*([report] if report else []), format="json", show=frozenset(Verdict))
    jsonschema.validate(json.loads(written), SCHEMA)


def test_hidden_verdicts_are_counted(render) -> None:
    written = json.loads(render(format="json", show=frozenset([Verdict.FAIL])))
    assert [result["verdict"] for result in written["results"]] == ["fail"]
    assert written["summary"]["unknown"] == 1

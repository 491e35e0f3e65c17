"""A front end is its own package and one line in the registry."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from iaclint import frontends
from iaclint.cli.examples.runner import try_rules
from iaclint.frontends import front_ends, languages
from iaclint.judging.findings import Verdict
from iaclint.judging.report import Report
from iaclint.pipeline import evaluate
from iaclint.report import find_writer
from iaclint.report.view import View
from iaclint.request import Request, RuleChoice
from iaclint.requested_rules import RuleFileError
from iaclint.runs import run
from tests.fakes import write

MODEL = """\
model: test.storage.store
title: Store
terraform:
  resource: storage_store
  fields: {logged: logging}
storage:
  resource: store
  fields: {logged: log}
"""
RULE = """\
id: store-logging
title: Store keeps a log
model: test.storage.store
severity: high
category: logging
require: {logged: true}
message: "{address} has logging disabled"
fix:
  storage: |
    Set `log`.

    {"s": {"log": true}}
examples:
  - name: without a log
    storage: '{"s": {"type": "store"}}'
    fail: [s]
"""
STORES = """\
{
  "bad": {"type": "store", "log": false},
  "good": {"type": "store", "log": true},
  "other": {"type": "queue"}
}
"""
FILES = {
    "rules/store.model.yaml": MODEL,
    "rules/logging.yaml": RULE,
    "in/a.storage.json": STORES,
    "in/main.tf": 'resource "storage_store" "media" {\n  logging = false\n}\n',
}


@pytest.fixture(autouse=True)
def storage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontends, "PACKAGES", (*frontends.PACKAGES, "tests.storage_front_end"))


@pytest.fixture
def report(tmp_path: Path) -> Report:
    write(tmp_path, FILES)
    return run(_request(tmp_path))


def _request(folder: Path) -> Request:
    choice = RuleChoice(("store-logging",), folders=(str(folder / "rules"),))
    return Request(("in",), str(folder), choice)


def test_findings_of_another_language_have_their_places(report: Report) -> None:
    assert report.diagnostics == ()
    assert [(f.address, f.language, f.verdict, str(f.span)) for f in report.findings] == [
        ("bad", "storage", Verdict.FAIL, "in/a.storage.json:2:35"),
        ("good", "storage", Verdict.PASS, "in/a.storage.json:3:3"),
        ("storage_store.media", "terraform", Verdict.FAIL, "in/main.tf:2:13"),
    ]
    assert (report.coverage.files, report.coverage.resources) == (2, 3)


def test_resources_of_another_language_are_evaluated(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    evaluation = evaluate(_request(tmp_path))
    assert [r.address for r in evaluation.resources] == [
        "storage_store.media",
        "bad",
        "good",
        "other",
    ]


def test_reports_show_the_language(report: Report) -> None:
    view = View(frozenset(Verdict))
    sarif, listed = io.StringIO(), io.StringIO()
    find_writer("sarif")(report, view, sarif)
    find_writer("json")(report, view, listed)
    (rule,) = json.loads(sarif.getvalue())["runs"][0]["tool"]["driver"]["rules"]
    assert "in Storage**" in rule["help"]["markdown"]
    assert '```json\n{"s": {"log": true}}\n```' in rule["help"]["markdown"]
    assert {r["resource"]["language"] for r in json.loads(listed.getvalue())["results"]} == {
        "storage",
        "terraform",
    }


def test_examples_of_rules_are_in_the_language(report: Report) -> None:
    rule = report.findings[0].rule
    assert set(rule.examples[0].files) == {"example.storage.json"}
    folder = Path(rule.span.file.display).parent
    choice = RuleChoice(("all",), folders=(str(folder),))
    assert not list(try_rules([rule], lambda where: run(Request((where,), where, choice))))


@pytest.mark.parametrize(
    ("file", "before", "after", "message", "hint"),
    [
        (
            "rules/store.model.yaml",
            "storage:\n",
            "storag:\n",
            "unknown field 'storag'",
            "did you mean 'storage'?",
        ),
        (
            "rules/logging.yaml",
            "  storage: |",
            "  storag: |",
            "unknown field 'storag'",
            "did you mean 'storage'?",
        ),
        (
            "rules/logging.yaml",
            "    storage: '",
            "    terrafrom: '",
            "unknown field 'terrafrom'",
            "did you mean 'terraform'?",
        ),
        (
            "rules/logging.yaml",
            '    storage: \'{"s": {"type": "store"}}\'',
            "    storage: x\n    terraform: y",
            "give only one of: terraform, cloudformation, storage",
            None,
        ),
        (
            "rules/store.model.yaml",
            MODEL[MODEL.index("terraform:") :],
            "",
            "give at least one of: terraform, cloudformation, storage",
            "One kind of resource, and how the fields are read in each language.",
        ),
    ],
)
def test_languages_in_rule_files_are_those_registered(
    tmp_path: Path, file: str, before: str, after: str, message: str, hint: str | None
) -> None:
    assert before in FILES[file]
    write(tmp_path, {**FILES, file: FILES[file].replace(before, after)})
    with pytest.raises(RuleFileError) as error:
        run(_request(tmp_path))
    assert (message, hint) in [(d.message, d.hint) for d in error.value.diagnostics]


def test_front_end_names_are_unique() -> None:
    names = [front_end.name for front_end in front_ends()]
    assert names == ["terraform", "plan", "cloudformation", "storage"]
    assert list(languages()) == ["terraform", "cloudformation", "storage"]


def test_finding_files_loads_no_loaders(
    run_python: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    code = (
        "import sys; from iaclint.frontends import front_ends; front_ends();"
        "print(*(n for n in sys.modules if n.endswith('.loader') or n.startswith('tree_sitter')))"
    )
    assert run_python("-c", code).stdout.strip() == ""

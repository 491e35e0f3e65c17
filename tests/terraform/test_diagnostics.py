from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.diagnostics import Level
from iaclint.files.source import SourceFile, Span
from iaclint.symbolic.values import Unknown
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.errors import EvaluationError
from tests.terraform.support import configuration, messages

SOURCE = SourceFile("main.tf", b"abc")


def test_the_same_problem_counts_once() -> None:
    diagnostics = DiagnosticCollector()
    for at in (0, 0, 1):
        diagnostics.report(EvaluationError("wrong", Span(SOURCE, at, 3), "fix it"))
    diagnostics.warn("code", "wrong", Span(SOURCE, 0, 1))
    diagnostics.warn("code", "other", Span(SOURCE, 0, 1))
    found = [(d.code, d.message, d.span.start_byte if d.span else None) for d in diagnostics.all()]
    assert found == [
        ("evaluation-error", "wrong", 0),
        ("evaluation-error", "wrong", 1),
        ("code", "other", 0),
    ]
    first = diagnostics.all()[0]
    assert (first.level, first.hint) == (Level.WARNING, "fix it")


def test_an_error_in_a_module_with_many_instances_is_reported_once(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "./m"\n  count = 3\n}\n',
        "m/main.tf": 'resource "b" "x" {\n  v = local.nope\n}\n',
    }
    loaded = configuration(tmp_path, files)
    assert len(loaded.resources) == 3
    for resource in loaded.resources:
        resource.body.get("v")
    assert messages(loaded) == ["m/main.tf:2:7: reference to undeclared local value 'nope'"]


@pytest.mark.parametrize(
    "use", ['var.given["stage"].v', "var.given.stage", "local.stage", "var.list[0]"]
)
def test_an_empty_default_is_there_for_a_variable_file_to_replace(tmp_path: Path, use: str) -> None:
    files = {
        "main.tf": f"""
            variable "given" {{
              default = {{}}
            }}
            variable "list" {{
              default = []
            }}
            locals {{
              stage = var.given["stage"]
            }}
            resource "b" "x" {{
              v = {use}
            }}
            """,
    }
    loaded = configuration(tmp_path, files)
    assert isinstance(loaded.resources[0].body.get("v"), Unknown)
    assert messages(loaded) == []


@pytest.mark.parametrize(
    ("default", "files"),
    [("{ live = 1 }", {}), ("{}", {"terraform.tfvars": "given = {}\n"})],
)
def test_an_element_that_other_values_of_a_variable_lack(
    tmp_path: Path, default: str, files: dict[str, str]
) -> None:
    source = f"""\
variable "given" {{
  default = {default}
}}
resource "b" "x" {{
  v = var.given["stage"]
}}
"""
    loaded = configuration(tmp_path, {"main.tf": source, **files})
    assert isinstance(loaded.resources[0].body.get("v"), Unknown)
    assert messages(loaded) == ["main.tf:5:17: invalid index: there is no element 'stage'"]

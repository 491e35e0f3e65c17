from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.symbolic.values import Unknown
from iaclint.terraform.eval.scope import as_reference, root_name
from tests.terraform.support import parsed, root


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("var.x", "var", ("x",)),
        ("local.é", "local", ("é",)),
        ("module.m", "module", ("m",)),
        ("path.root", "path", ("root",)),
        ("each.value", "each", ("value",)),
        ("aws_s3_bucket.x", "resource", ("aws_s3_bucket", "x")),
        ("resource.aws_s3_bucket.x", "resource", ("aws_s3_bucket", "x")),
        ("data.aws_s3_bucket.x", "data", ("aws_s3_bucket", "x")),
        ("ephemeral.t.x", "ephemeral", ("t", "x")),
    ],
)
def test_references(text: str, kind: str, names: tuple[str, ...]) -> None:
    reference = as_reference(parsed(text))
    assert reference is not None
    assert (reference.kind, reference.names, reference.span.text) == (kind, names, text)


@pytest.mark.parametrize("text", ["x", "data.x", "var", "f(1).x", "var.x[0]", "[].a", "1"])
def test_expressions_that_are_not_references(text: str) -> None:
    assert as_reference(parsed(text)) is None


@pytest.mark.parametrize(
    ("text", "name"), [("x", "x"), ("x.y.z", "x"), ("f(1).x", None), ("x[0].y", None), ("1", None)]
)
def test_root_names(text: str, name: str | None) -> None:
    assert root_name(parsed(text)) == name


def test_inner_names_hide_outer_ones(tmp_path: Path) -> None:
    opened = root(tmp_path, {"main.tf": "locals {\n  x = 1\n}\n"})
    assert opened.evaluate("[for x in [1] : [for x in [2] : x]]") == ((2,),)
    assert opened.evaluate("[for local in [{ x = 2 }] : local.x]") == (2,)
    assert opened.evaluate("[for var in [{ x = 2 }] : [for v in [3] : var.x + v]]") == ((5,),)


def test_failures_are_noted_by_the_innermost_try(tmp_path: Path) -> None:
    scope = root(tmp_path, {"main.tf": ""}).instance.scope
    scope.note_failure(Unknown("nobody listens"))
    with scope.failures() as outer:
        with scope.child({"x": 1}).failures() as inner:
            scope.note_failure(Unknown("a"))
        scope.note_failure(Unknown("b"))
    assert (inner, outer) == ([Unknown("a")], [Unknown("b")])

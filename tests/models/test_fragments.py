"""Fragments that models include."""

from __future__ import annotations

from pathlib import Path

from iaclint.models.instances import by_type, project
from iaclint.ruleset.loader import Ruleset, load
from iaclint.symbolic.values import Identity, Unknown
from tests.fakes import resource, write

FRAGMENT = """
fragment: test.groups
terraform:
  companions:
    group: {resource: group, identity: [id]}
    rule: {resource: rule, owner: group, parent: group}
  fields:
    port: port
    rules:
      concat:
        - {for_each: rule, parts: {from: source}}
cloudformation:
  companions:
    group: {resource: Group, identity: [Ref]}
"""
MODEL = """
model: test.database
title: database
include: [test.groups]
terraform:
  resource: database
  identity: [id]
  companions:
    group: {referenced_by: groups}
  fields:
    name: name
    port: {path: port, default: 5432}
"""


def loaded(folder: Path, fragment: str = FRAGMENT, model: str = MODEL, **more: str) -> Ruleset:
    files = {f"{name}.fragment.yaml": text for name, text in more.items()}
    files |= {"groups.fragment.yaml": fragment, "database.model.yaml": model}
    return load([write(folder, files)])


def test_they_are_merged_into_the_languages_of_the_model(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert found.diagnostics == ()
    (mapping,) = found.models["test.database"].mappings.values()
    assert mapping.fields.keys() == {"name", "port", "rules"}
    assert mapping.fields["port"].sources[0].default == 5432  # the model's own
    group = Unknown("group.g.id", Identity("root:group.g", "id"))
    resources = [
        resource("database.a", groups=(group,)),
        resource("group.g"),
        resource("rule.r", group=group, source="10.0.0.0/8"),
    ]
    (instance,) = project(found.models["test.database"], by_type(resources))
    assert instance.get("rules") == ({"from": "10.0.0.0/8"},)


def test_a_fragment_may_include_another(tmp_path: Path) -> None:
    outer = "fragment: test.outer\ninclude: [test.groups]\nterraform: {fields: {size: size}}\n"
    found = loaded(tmp_path, model=MODEL.replace("test.groups", "test.outer"), outer=outer)
    assert found.diagnostics == ()
    assert {"size", "rules"} <= found.models["test.database"].mappings["terraform"].fields.keys()


def test_an_unknown_fragment(tmp_path: Path) -> None:
    (problem,) = loaded(tmp_path, model=MODEL.replace("[test.groups]", "[test.group]")).diagnostics
    assert (problem.message, problem.hint) == (
        "unknown fragment 'test.group'",
        "did you mean 'test.groups'?",
    )
    assert problem.span is not None
    assert problem.span.text == "test.group"


def test_fragments_that_include_each_other(tmp_path: Path) -> None:
    back = "fragment: test.back\ninclude: [test.groups]\nterraform: {fields: {size: size}}\n"
    fragment = FRAGMENT.replace("terraform:", "include: [test.back]\nterraform:", 1)
    (problem,) = loaded(tmp_path, fragment, back=back).diagnostics
    circle = "test.groups -> test.back -> test.groups"
    assert problem.message == f"fragments include each other: {circle}"
    assert problem.span is not None
    assert problem.span.file.path.endswith("back.fragment.yaml")


def test_an_error_in_a_fragment_has_places_in_both_files(tmp_path: Path) -> None:
    (problem,) = loaded(tmp_path, FRAGMENT.replace("[id]", "5")).diagnostics
    assert problem.message.startswith(
        "this must be a list, not a number, in a fragment that is included at "
    )
    assert problem.message.endswith("database.model.yaml:4:1")
    assert problem.span is not None
    assert problem.span.file.path.endswith("groups.fragment.yaml")


def test_an_error_in_a_fragment_is_reported_once(tmp_path: Path) -> None:
    write(tmp_path, {"other.model.yaml": MODEL.replace("test.database", "test.other")})
    assert len(loaded(tmp_path, FRAGMENT.replace("[id]", "5")).diagnostics) == 1


def test_a_missing_part_of_the_model_is_reported(tmp_path: Path) -> None:
    model = MODEL.replace("  companions:\n    group: {referenced_by: groups}\n", "")
    (problem,) = loaded(tmp_path, model=model).diagnostics
    assert problem.message.startswith("give at least one of: owner, referenced_by, in a fragment")


def test_the_shape_of_a_fragment(tmp_path: Path) -> None:
    text = "fragment: test.groups\nterraform: {resource: group}\n"
    problems = [d.message for d in loaded(tmp_path, text).diagnostics]
    assert "unknown field 'resource'" in problems


def test_an_id_given_twice(tmp_path: Path) -> None:
    (problem,) = loaded(tmp_path, zebra=FRAGMENT).diagnostics
    assert problem.message.startswith("another fragment has the id 'test.groups': ")

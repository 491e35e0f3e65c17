"""Instances of which only companions are in the configuration."""

from __future__ import annotations

import pytest

from iaclint.models.instances import by_type, project
from iaclint.models.loader import read_model
from iaclint.models.projection import ModelInstance
from iaclint.resource import Path, Related, Resource
from iaclint.source import SourceFile, Span
from iaclint.syntax import tree, yaml
from iaclint.values import ABSENT, Unknown, Value

MODEL = """
model: test.bucket
title: bucket
terraform:
  resource: bucket
  identity: [id]
  companions:
    acl: {resource: bucket_acl, owner: bucket}
    block: {resource: bucket_block, owner: bucket}
    account: {resource: account_block, owner: everything}
  fields:
    name: bucket
    acl: acl.acl
    blocked: {path: block.on, default: false}
    account_blocked: {path: account.on, default: false}
"""


class Body(dict[str, Value]):
    """What a resource is set to."""

    def get(self, name: str, default: Value = ABSENT) -> Value:
        return super().get(name, default)

    def locate(self, path: Path) -> Span:
        return SPAN

    def trail(self, path: Path) -> tuple[Related, ...]:
        return ()


SPAN = Span(SourceFile("main.tf", b"resource"), 0, 8)


def resource(type_: str, **body: Value) -> Resource:
    return Resource("terraform", type_, f"{type_}.this", ".", SPAN, Body(body))


def only_instance(*resources: Resource) -> ModelInstance:
    node, _ = yaml.parse(SourceFile("bucket.model.yaml", MODEL.encode()))
    assert isinstance(node, tree.Mapping)
    (instance,) = project(read_model(node), by_type(resources))
    return instance


def test_what_is_not_in_sight_is_unknown() -> None:
    instance = only_instance(resource("bucket_acl", bucket="elsewhere", acl="private"))
    assert instance.resource is None
    assert instance.get("acl") == "private"
    assert isinstance(instance.get("blocked"), Unknown)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], ABSENT),
        ([resource("account_block")], False),
        ([resource("account_block", on=True)], True),
    ],
)
def test_the_settings_of_the_account_are_in_sight(others: list[Resource], expected: Value) -> None:
    acl = resource("bucket_acl", bucket="elsewhere", acl="private")
    assert only_instance(acl, *others).get("account_blocked") is expected

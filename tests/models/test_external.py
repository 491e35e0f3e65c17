"""Companions whose owner is not in the configuration, or is ambiguous."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from iaclint.files.source import SourceFile, Span
from iaclint.models.instances import by_type, project
from iaclint.models.parser import read_model
from iaclint.models.projection import ModelInstance
from iaclint.resource import Path, Related, Resource
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.syntax import tree, yaml

MODEL = """
model: test.bucket
title: bucket
terraform:
  resource: bucket
  identity: [id]
  also_owned_by: {directory: bucket}
  companions:
    acl: {resource: bucket_acl, owner: bucket, identity: [id]}
    block: {resource: bucket_block, owner: bucket, identity: [id]}
    account: {resource: account_block, owner: account}
  fields:
    name: bucket
    acl: acl.acl
    blocked: {path: block.on, default: false}
    account_blocked: {path: account.on, default: false}
    secured: secured
secure_unless_set: [secured]
"""


class Body(dict[str, Value]):
    """What a resource is set to."""

    def get(self, name: str, default: Value = ABSENT) -> Value:
        return super().get(name, default)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        return SPAN

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        origin = super().get("origin")
        return (Related("declared here", origin),) if isinstance(origin, Span) else ()


FILE = SourceFile("main.tf", b"resource resource")
SPAN = Span(FILE, 0, 8)
PET = Unknown("pet.id", Identity(".:pet", "id"))


def resource(type_: str, name: str = "this", span: Span = SPAN, **body: Value) -> Resource:
    return Resource("terraform", type_, f"{type_}.{name}", ".", span, Body(body))


def instances(*resources: Resource) -> list[ModelInstance]:
    node, _ = yaml.parse(SourceFile("bucket.model.yaml", MODEL.encode()))
    assert isinstance(node, tree.Mapping)
    return list(project(read_model(node), by_type(resources)))


def only_instance(*resources: Resource) -> ModelInstance:
    (instance,) = instances(*resources)
    return instance


def test_fields_of_an_external_instance_are_unknown() -> None:
    instance = only_instance(resource("bucket_acl", bucket="elsewhere", acl="private"))
    assert instance.resource is None
    assert instance.get("acl") == "private"
    assert isinstance(instance.get("blocked"), Unknown)


def test_what_secures_by_default_is_unknown_elsewhere_in_any_case() -> None:
    alone = only_instance(resource("bucket_acl", bucket="elsewhere", acl="private")).alone()
    assert alone.get("name") is ABSENT
    assert isinstance(alone.get("secured"), Unknown)
    here = only_instance(resource("bucket", bucket="here")).alone()
    assert here.get("secured") is ABSENT


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], ABSENT),
        ([resource("account_block")], False),
        ([resource("account_block", on=True)], True),
    ],
)
def test_account_settings_apply_to_external_instances(
    others: list[Resource], expected: Value
) -> None:
    acl = resource("bucket_acl", bucket="elsewhere", acl="private")
    assert only_instance(acl, *others).get("account_blocked") is expected


class TestOneNameForSeveral:
    a = resource("bucket", "a", SPAN, bucket="shared")
    b = resource("bucket", "b", Span(FILE, 9, 17), bucket="shared")

    def test_a_shared_name_could_be_any_of_them(self) -> None:
        acl = resource("bucket_acl", bucket="shared", acl="public-read")
        a, b, external = instances(self.a, self.b, acl)
        assert (a.get("acl"), b.get("acl")) == (ABSENT, ABSENT)
        assert external.get("acl") == "public-read"

    def test_the_owner_of_a_referenced_name_is_used(self) -> None:
        acl = resource("bucket_acl", bucket="shared", acl="public-read", origin=self.b.span)
        a, b = instances(self.a, self.b, acl)
        assert (a.get("acl"), b.get("acl")) == (ABSENT, "public-read")

    def test_exclusive_owners_can_each_be_the_owner(self) -> None:
        maybe = [replace(bucket, presence=Unknown("var.which")) for bucket in (self.a, self.b)]
        acl = resource("bucket_acl", bucket="shared", acl="public-read")
        assert [i.get("acl") for i in instances(*maybe, acl)] == ["public-read", "public-read"]


def test_an_identity_of_another_resource_is_known() -> None:
    other = Unknown("bucket.other.id", Identity("other", "id"))
    acl = resource("bucket_acl", bucket="elsewhere", acl=other)
    assert only_instance(acl).get("acl") == replace(other, not_null=True)


class TestThroughASibling:
    """A companion can refer to its owner through another companion."""

    @staticmethod
    def id_of(key: str) -> Unknown:
        return Unknown(f"{key}.id", Identity(f".:{key}", "id"))

    def test_the_owner_of_the_sibling_is_used(self) -> None:
        bucket = resource("bucket")
        block = resource("bucket_block", bucket=self.id_of("bucket.this"), on=True)
        acl = resource("bucket_acl", bucket=self.id_of("bucket_block.this"), acl="private")
        instance = only_instance(bucket, block, acl)
        assert (instance.get("acl"), instance.get("blocked")) == ("private", True)

    def test_a_choice_between_sibling_and_owner_is_the_same_owner(self) -> None:
        bucket = resource("bucket")
        block = resource("bucket_block", bucket=self.id_of("bucket.this"))
        either = (self.id_of("bucket_block.this"), self.id_of("bucket.this"))
        owner = Choice(Unknown("var.blocked"), either)
        acl = resource("bucket_acl", bucket=owner, acl="private")
        assert only_instance(bucket, block, acl).get("acl") == "private"

    def test_siblings_that_name_each_other_have_no_owner(self) -> None:
        block = resource("bucket_block", bucket=self.id_of("bucket_acl.this"))
        acl = resource("bucket_acl", bucket=self.id_of("bucket_block.this"))
        assert all(instance.resource is None for instance in instances(block, acl))


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        (ABSENT, Unknown("directory.x.id", Identity(".:directory.x", "id"))),
        ("name--x-s3", "name--x-s3"),
        (PartialString((PET, "--x-s3")), PartialString((PET, "--x-s3"))),
    ],
)
def test_a_companion_of_another_type_is_ignored(name: Value, owner: Value) -> None:
    directory = resource("directory", "x", bucket=name)
    acl = resource("bucket_acl", bucket=owner, acl="public-read")
    assert instances(directory, acl) == []
    assert len(instances(acl)) == 1

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from iaclint.models.field_value import read_source
from iaclint.models.instances import by_type, project
from iaclint.models.model import FieldSource, Model
from iaclint.models.projection import ModelInstance
from iaclint.resource import Resource
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from tests.fakes import BUCKET, resource, ruleset, write

VAR = Unknown("var.x", Identity("root/var.x", ""))
A = Unknown("bucket.a.id", Identity("root:bucket.a", "id"))


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    rules = ruleset(tmp_path_factory.mktemp("rules"), bucket_model=BUCKET)
    assert rules.diagnostics == ()
    return rules.models["test.bucket"]


def instances(model: Model, *resources: Resource) -> list[ModelInstance]:
    return list(project(model, by_type(resources)))


def read(model: Model, field: str, *companions: Resource, **values: Any) -> Value:
    first, *_ = instances(model, resource("bucket.a", **values), *companions)
    return first.get(field)


def options(value: Value) -> tuple[Value, ...]:
    assert isinstance(value, Choice)
    return value.options


class TestSources:
    def test_the_first_source_that_is_set_wins(self, model: Model) -> None:
        acl = resource("bucket_acl.x", bucket=A, acl="private")
        assert read(model, "acl", acl, acl="public-read") == "private"
        assert read(model, "acl", acl="public-read") == "public-read"
        empty = resource("bucket_acl.x", bucket=A, acl=None)
        assert read(model, "acl", empty, acl="public-read") == "public-read"
        assert read(model, "acl") is ABSENT

    def test_an_unknown_companion_value_stays_unknown(self, model: Model) -> None:
        assert read(model, "acl", resource("bucket_acl.x", bucket=A, acl=VAR), acl="x") == VAR

    def test_an_unset_branch_falls_through(self, model: Model) -> None:
        acl = resource("bucket_acl.x", bucket=A, acl=Choice(VAR, ("private", None)))
        assert options(read(model, "acl", acl, acl="public-read")) == ("private", "public-read")

    def test_a_companion_that_may_exist(self, model: Model) -> None:
        acl = resource("bucket_acl.x", bucket=A, acl="private", presence=VAR)
        assert options(read(model, "acl", acl)) == ("private", ABSENT)
        assert read(model, "acl", acl, acl="private") == "private"

    def test_a_companion_that_may_belong_to_another(self, model: Model) -> None:
        acl = resource("bucket_acl.x", bucket=Choice(VAR, ("elsewhere", A)), acl="private")
        assert options(read(model, "acl", acl)) == (ABSENT, "private")

    def test_defaults(self, model: Model) -> None:
        assert read(model, "encrypted") is False
        assert read(model, "encrypted", encrypted=None) is False
        assert read(model, "encrypted", encrypted=True) is True
        assert options(read(model, "encrypted", encrypted=Choice(VAR, (True, None)))) == (
            True,
            False,
        )
        assert read(model, "nested") is ABSENT
        assert read(model, "nested", settings=({},)) is False
        assert read(model, "block") is ABSENT
        assert read(model, "block", resource("account_block.x")) is False

    def test_words(self, model: Model) -> None:
        assert read(model, "state", state=True) == "Enabled"
        assert read(model, "state", state="Off") == "Suspended"
        assert read(model, "state", state="Other") == "Other"
        assert options(read(model, "state", state=Choice(VAR, (False, "Off", "x")))) == (
            "Suspended",
            "Suspended",
            "x",
        )

    def test_an_unknown_is_not_translated(self) -> None:
        source = FieldSource(None, ("state",), values={"": None})
        assert read_source("state", source, resource("bucket.a", state="")).value is ABSENT
        for value in (VAR, Unknown("var.x"), A):
            assert read_source("state", source, resource("bucket.a", state=value)).value == value

    def test_a_word_for_not_set_means_the_default(self) -> None:
        source = FieldSource(None, ("state",), default="On", values={"": None})

        def state(value: Value) -> Value:
            return read_source("state", source, resource("bucket.a", state=value)).value

        assert state("") == "On"
        assert options(state(Choice(VAR, ("", "Off")))) == ("On", "Off")
        assert state(Unknown("var.x")) == Unknown("var.x", not_null=True)
        nested = FieldSource(None, ("block", "state"), default="On", values={"": None})
        assert read_source("state", nested, resource("bucket.a")).value is ABSENT

    def test_an_arn_is_what_it_ends_in(self) -> None:
        source = FieldSource(None, ("key",), values={"alias/aws": None, "": None})

        def key(value: Value) -> Value:
            return read_source("key", source, resource("bucket.a", key=value)).value

        assert key("arn:aws:kms:eu-west-1:1:alias/aws") is ABSENT
        assert key(PartialString(("arn:aws:kms:", VAR, ":1:alias/aws"))) is ABSENT
        for other in ("arn:aws:kms:eu-west-1:1:key/a", "x:alias/aws"):
            assert key(other) == other
        unknown = PartialString(("arn:aws:kms:eu-west-1:1:key/", VAR))
        assert key(unknown) == unknown

    def test_lists(self, model: Model) -> None:
        blocks = ({"target": "x"}, {"target": "y"})
        assert read(model, "targets", logging=blocks) == ("x", "y")
        assert read(model, "logging.target", logging=blocks) == "x"

    def test_items(self, model: Model) -> None:
        grants = ({"uri": "all", "permissions": ["READ"]}, {"uri": None})
        assert read(model, "grants", grant=grants) == ({"uri": "all", "permission": ["READ"]}, {})
        policy = ({"grant": ({"grantee": ({"uri": "all"},), "permission": "READ"},)},)
        acl = resource("bucket_acl.x", bucket=A, policy=policy)
        assert read(model, "grants", acl, grant=grants) == ({"uri": "all", "permission": "READ"},)
        assert read(model, "grants") is ABSENT
        assert read(model, "grants", grant=VAR) == Unknown("var.x")
        assert read(model, "grants", grant=(VAR,)) == (VAR,)


class TestPlaces:
    def span(self, model: Model, field: str, *companions: Resource, **values: Any) -> str:
        first, *_ = instances(model, resource("bucket.a", **values), *companions)
        field_value = first.read(field)
        return f"{field_value.place.resource.address}: {field_value.place.span().text}"

    def test_written(self, model: Model) -> None:
        assert self.span(model, "acl", acl="private") == "bucket.a: private"
        acl = resource("bucket_acl.x", bucket=A, acl="private")
        assert self.span(model, "acl", acl) == "bucket_acl.x: private"

    def test_not_written(self, model: Model) -> None:
        acl = resource("bucket_acl.x", bucket=A)
        assert self.span(model, "acl", acl) == "bucket_acl.x: bucket_acl bucket_acl.x"
        assert self.span(model, "acl") == "bucket.a: bucket bucket.a"
        assert self.span(model, "nested", settings={"a": 1}) == "bucket.a: …"
        assert self.span(model, "versioning") == "bucket.a: bucket bucket.a"

    def test_elements(self, model: Model) -> None:
        policy = ({"grant": ({"grantee": ({"uri": "all"},)}, {"permission": "READ"})},)
        acl = resource("bucket_acl.x", bucket=A, policy=policy)
        first, *_ = instances(model, resource("bucket.a"), acl)
        grants = first.read("grants")
        assert grants.at((0, "uri")).span().text == "all"
        assert grants.at((1, "permission")).span().text == "READ"
        assert grants.at((0, "permission")).path == ("policy", 0, "grant", 0, "permission")
        targets = instances(model, resource("bucket.a", logging=({"target": "x"},)))[0]
        assert targets.read("targets").at((0,)).span().text == "x"

    def test_only_set_values_count_as_written(self, model: Model) -> None:
        assert not instances(model, resource("bucket.a"))[0].read("encrypted").written
        assert instances(model, resource("bucket.a", encrypted=False))[0].read("encrypted").written


class TestExternal:
    def test_an_external_instance_has_the_fields_of_its_companion(self, model: Model) -> None:
        acl = resource("bucket_acl.x", bucket="elsewhere", acl="public-read")
        versions = resource("bucket_versions.x", bucket="elsewhere")
        (instance,) = instances(model, acl, versions)
        assert instance.resource is None
        assert instance.get("acl") == "public-read"
        assert instance.get("versioning") is ABSENT
        undeclared = Unknown("the bucket of bucket_acl.x, which is not in this configuration")
        assert instance.get("encrypted") == undeclared
        assert instance.get("grants") == undeclared

    def test_grouped_by_owner(self, model: Model) -> None:
        found = instances(
            model,
            resource("bucket_acl.x", bucket="one"),
            resource("bucket_versions.x", bucket="one"),
            resource("bucket_acl.y", bucket=VAR),
            resource("bucket_versions.y", bucket=VAR),
            resource("bucket_acl.z"),
            resource("bucket_acl.w"),
        )
        groups = [sorted(r.address for r in instance.companions) for instance in found]
        assert sorted(groups) == [
            ["bucket_acl.w"],
            ["bucket_acl.x", "bucket_versions.x"],
            ["bucket_acl.y", "bucket_versions.y"],
            ["bucket_acl.z"],
        ]

    def test_grouped_by_the_alias_of_the_owner(self, model: Model) -> None:
        acl = Unknown("bucket_acl.x.id", Identity("root:bucket_acl.x", "id"))
        found = instances(
            model,
            resource("bucket_acl.x", bucket="one"),
            resource("bucket_versions.x", bucket=acl),
        )
        assert len(found) == 1
        first, *rest = instances(
            model,
            resource("bucket.a"),
            resource("bucket_acl.x", bucket=A),
            resource("bucket_versions.x", bucket=acl),
        )
        assert (len(first.companions), rest) == (2, [])

    def test_shown_by_the_companion_that_is_read(self, model: Model) -> None:
        acl = resource("bucket_acl.x", bucket="one")
        versions = resource("bucket_versions.x", bucket="one")
        (instance,) = instances(model, acl, versions, resource("account_block.x"))
        assert instance.shown_by(["versioning"]) is versions
        assert instance.shown_by(["versioning", "acl"]) is acl
        assert instance.shown_by(["encrypted", "block"]) is None

    def test_account_settings_alone_make_no_instance(self, model: Model) -> None:
        assert instances(model, resource("account_block.x")) == []


def test_a_source_of_one_resource_type(tmp_path: Path) -> None:
    text = """
model: test.database
title: database
terraform:
  resource: [instance, cluster]
  identity: [id]
  fields:
    days: [{path: days, default: 0, of: instance}, {path: days, default: 1}]
"""
    model = ruleset(tmp_path / "rules", m_model=text).models["test.database"]
    resources = resource("instance.a"), resource("cluster.b"), resource("instance.c", days=7)
    assert {each.get("days") for each in instances(model, *resources)} == {0, 1, 7}


def test_scopes_are_separate(model: Model) -> None:
    first, *_ = instances(
        model, resource("bucket.a"), resource("account_block.x", scope="other", block=True)
    )
    assert first.get("block") is ABSENT


def test_languages(model: Model) -> None:
    one = resource("A", language="cloudformation", type="Test::Bucket", Access="private")
    (instance,) = instances(model, one)
    assert instance.get("acl") == "private"
    assert instance.get("versioning") is ABSENT
    assert instance.speaks_of(["acl", "versioning"])
    assert not instance.speaks_of(["versioning"])


def test_computed_fields(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import iaclint.analyses as exposure

    write(tmp_path, {"echo_analysis.py": ANALYSIS})
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(exposure.ANALYSES, "echo", "echo_analysis")
    text = BUCKET + "computed: {exposure: echo}\n"
    model = ruleset(tmp_path / "rules", bucket_model=text).models["test.bucket"]
    (instance,) = instances(model, resource("bucket.a", acl="public-read"))
    field_value = instance.read("exposure.public")
    assert (field_value.value, field_value.reads) == ("public-read", {"acl"})
    assert field_value.place.span().text == "public-read"
    assert instance.get("exposure.other") is ABSENT
    (external,) = instances(model, resource("bucket_acl.x", bucket="one"))
    assert external.shown_by(["exposure.public"]) is not None


ANALYSIS = """
from iaclint.analyses.analysis import AnalysisResult, Step

def analyse(facts):
    return AnalysisResult({"public": facts.get("acl")}, (Step("no place"), Step("the ACL", "acl")))
"""

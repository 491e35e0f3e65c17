from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.files.source import SourceFile, Span
from iaclint.judging.engine import judge
from iaclint.judging.findings import Finding, Verdict
from iaclint.resource import Call, Related, Resource
from iaclint.ruleset.loader import Ruleset
from iaclint.symbolic.values import Choice, Identity, Unknown, Value
from tests.fakes import BUCKET, FakeBody, resource, rule, ruleset
from tests.terraform.support import check

VAR = Unknown("var.x", Identity("root/var.x", ""))
A = Unknown("bucket.a.id", Identity("root:bucket.a", "id"))
OPEN = {"uri": "AllUsers", "permissions": ["READ"]}

RULES = {
    "acl": rule("acl", "{acl: {not_in: [public-read]}}"),
    "encrypted": rule("encrypted", "{encrypted: true}"),
    "grants": rule("grants", "{grants: {none: {uri: AllUsers}}}"),
    "logging": rule("logging", "{logging.target: present}", unless="{state: Logs}"),
    "versioning": rule("versioning", "{versioning: Enabled}", when="{encrypted: true}"),
    "either": rule("either", "{any: [{acl: private}, {encrypted: true}]}"),
    "block": rule("block", "{block: true}", covered_by="[acl]"),
}


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    found = ruleset(tmp_path_factory.mktemp("rules"), bucket_model=BUCKET, **RULES)
    assert found.diagnostics == ()
    return found


def run(rules: Ruleset, *resources: Resource, ids: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    chosen = [rules.rules[id_] for id_ in ids or RULES]
    return judge(resources, rules, chosen)


def verdicts(rules: Ruleset, id_: str, *resources: Resource) -> dict[str, str]:
    found = run(rules, *resources, ids=(id_,))
    return {address: one.verdict.value for one in found for address in one.instances}


def only(rules: Ruleset, id_: str, *resources: Resource) -> Finding:
    (found,) = run(rules, *resources, ids=(id_,))
    return found


class TestVerdicts:
    @pytest.mark.parametrize(
        ("id_", "values", "expected"),
        [
            ("acl", {"acl": "public-read"}, "fail"),
            ("acl", {"acl": "private"}, "pass"),
            ("acl", {}, "pass"),
            ("acl", {"acl": VAR}, "unknown"),
            ("acl", {"acl": Choice(VAR, ("public-read", "private"))}, "unknown"),
            ("acl", {"acl": Choice(VAR, ("a", "private"))}, "pass"),
            ("encrypted", {"encrypted": Choice(VAR, (None, False))}, "fail"),
            ("logging", {}, "fail"),
            ("logging", {"state": "Logs"}, None),
            ("logging", {"state": VAR}, "unknown"),
            ("logging", {"state": VAR, "logging": ({"target": "x"},)}, "pass"),
            ("versioning", {}, None),
            ("versioning", {"encrypted": True}, "fail"),
            ("versioning", {"encrypted": VAR}, "unknown"),
            ("either", {"acl": VAR, "encrypted": True}, "pass"),
            ("either", {"acl": VAR}, "unknown"),
            ("either", {"acl": "x"}, "fail"),
        ],
    )
    def test_verdict(
        self, rules: Ruleset, id_: str, values: dict[str, Any], expected: str | None
    ) -> None:
        found = verdicts(rules, id_, resource("bucket.a", **values))
        assert found == ({} if expected is None else {"bucket.a": expected})

    def test_a_resource_that_may_not_exist_is_checked(self, rules: Ruleset) -> None:
        maybe = resource("bucket.a", acl="public-read", presence=VAR)
        assert verdicts(rules, "acl", maybe) == {"bucket.a": "fail"}

    def test_a_companion_that_may_not_exist(self, rules: Ruleset) -> None:
        acl = resource("bucket_acl.x", bucket=A, acl="public-read", presence=VAR)
        found = only(rules, "acl", resource("bucket.a"), acl)
        assert (found.verdict, found.blocked_by) == (Verdict.UNKNOWN, ("var.x",))

    def test_external(self, rules: Ruleset) -> None:
        acl = resource("bucket_acl.x", bucket="elsewhere", acl="public-read")
        found = {one.rule.id: one for one in run(rules, acl)}
        assert {id_: one.verdict.value for id_, one in found.items()} == {
            "acl": "fail",
            "either": "unknown",
        }
        assert (found["acl"].address, found["acl"].type) == ("bucket_acl.x", "bucket_acl")
        assert found["either"].blocked_by == (
            "the bucket of bucket_acl.x, which is not in this configuration",
        )

    def test_rules_on_unmapped_fields_are_not_applied(self, rules: Ruleset) -> None:
        one = resource("A", language="cloudformation", type="Test::Bucket")
        assert {f.rule.id for f in run(rules, one)} == {"acl", "either"}


class TestPlaces:
    def test_label_of_a_value(self, rules: Ruleset) -> None:
        found = only(rules, "acl", resource("bucket.a", acl="public-read"))
        assert (found.span.text, found.label) == ("public-read", 'is "public-read"')
        assert found.message == "bucket.a is wrong"
        assert found.related == ()

    def test_a_value_that_is_not_set(self, rules: Ruleset) -> None:
        found = only(rules, "logging", resource("bucket.a"))
        assert (found.span.text, found.label) == ("bucket bucket.a", "logging.target is not set")
        found = only(rules, "encrypted", resource("bucket.a"))
        assert found.label == "encrypted is not set, so it is false"

    def test_an_unknown_value(self, rules: Ruleset) -> None:
        found = only(rules, "acl", resource("bucket.a", acl=VAR))
        assert (found.label, found.blocked_by) == ("is unknown: var.x", ("var.x",))
        assert found.message == "bucket.a: undecided whether the acl"

    def test_a_choice(self, rules: Ruleset) -> None:
        found = only(
            rules, "acl", resource("bucket.a", acl=Choice(VAR, ("public-read", "private")))
        )
        assert found.label == 'is "public-read" or "private", depending on var.x'

    def test_the_element_that_decided(self, rules: Ruleset) -> None:
        found = only(rules, "grants", resource("bucket.a", grant=({"uri": "me"}, OPEN)))
        assert (found.span.text, found.label) == ("AllUsers", 'is "AllUsers"')
        assert found.span.start.line == 6

    def test_a_companion_links_to_the_checked_resource(self, rules: Ruleset) -> None:
        acl = resource("bucket_acl.x", bucket=A, acl="public-read")
        found = only(rules, "acl", resource("bucket.a"), acl)
        assert found.address == "bucket.a"
        assert found.span.file.path == "root/bucket_acl.x.tf"
        assert found.companions == ("bucket_acl.x",)
        (back,) = found.related
        assert (back.caption, back.span.text) == ("bucket.a is declared here", "bucket bucket.a")

    def test_trail_then_other_fields_then_calls(self, rules: Ruleset) -> None:
        file = SourceFile("main.tf", b"default\ninner\nouter\n")
        default, inner, outer = (Span(file, n, n + 3) for n in (0, 8, 14))
        calls = (Call("module.o", outer), Call("module.o.module.i", inner))
        bucket = resource("bucket.a", acl="x", encrypted=False, calls=calls)
        assert isinstance(bucket.body, FakeBody)
        bucket.body.trails["acl",] = (Related("the default", default),)
        found = only(rules, "either", bucket)
        assert [(r.caption, r.span.text) for r in found.related] == [
            ("the default", "def"),
            ("encrypted is false", "False"),
            ("called here, as module.o.module.i", "inn"),
            ("called here, as module.o", "out"),
        ]
        assert found.cause == (default,)

    def test_unset_values_have_no_related_place(self, rules: Ruleset) -> None:
        assert only(rules, "either", resource("bucket.a", acl="x")).related == ()

    def test_a_long_value_is_shown_by_its_first_line(self, rules: Ruleset) -> None:
        found = only(rules, "acl", resource("bucket.a", acl=Unknown("one\ntwo")))
        assert found.span.start.line == found.span.end.line


values = st.sampled_from(
    [None, True, False, "private", "public-read", "Logs", (), ({"target": "x"},), (OPEN,), ({},)]
)
NAMES = ("acl", "encrypted", "state", "logging", "grant")


@given(st.dictionaries(st.sampled_from(NAMES), values), st.sampled_from(NAMES))
def test_an_unknown_never_changes_pass_to_fail_or_back(
    rules: Ruleset, known: dict[str, Value], hidden: str
) -> None:
    before = {f.rule.id: f.verdict for f in run(rules, resource("bucket.a", **known))}
    after = {
        f.rule.id: f.verdict for f in run(rules, resource("bucket.a", **{**known, hidden: VAR}))
    }
    for id_ in RULES:
        if after.get(id_) in (Verdict.PASS, Verdict.FAIL):
            assert before.get(id_, after[id_]) is after[id_]


@pytest.mark.slow
@given(
    st.lists(values, min_size=1, max_size=3),
    st.sampled_from([None, True, VAR]),
    st.sampled_from([A, "name", VAR, Choice(VAR, (A, "name"))]),
)
def test_an_unknown_in_a_companion_never_changes_pass_to_fail_or_back(
    rules: Ruleset, acls: list[Value], encrypted: Value, owner: Value
) -> None:
    def world(hide: bool) -> list[Resource]:
        companions = [
            resource(f"bucket_acl.x{n}", bucket=owner, acl=VAR if hide else acl)
            for n, acl in enumerate(acls)
        ]
        return [resource("bucket.a", encrypted=encrypted, name="name"), *companions]

    before = {(f.rule.id, a): f.verdict for f in run(rules, *world(False)) for a in f.instances}
    for finding in run(rules, *world(True)):
        for address in finding.instances:
            now = finding.verdict
            assert now in (Verdict.UNKNOWN, before.get((finding.rule.id, address), now))


def everything() -> list[Resource]:
    return [
        resource("bucket.a", name="alpha", acl="public-read"),
        *(resource(f"bucket.b[{n}]", encrypted=VAR) for n in range(3)),
        resource("bucket_acl.x", bucket="alpha", acl="public-read"),
        resource("bucket_acl.y", bucket="alpha", acl="private"),
        resource("bucket_acl.z", bucket="elsewhere", acl="public-read"),
        resource("bucket_versions.z", bucket="elsewhere"),
        resource("account_block.x", block=True),
        resource("account_block.y"),
        resource("bucket.a", scope="other"),
    ]


@pytest.mark.slow
@given(st.integers(0, 1000))
def test_the_order_of_reading_does_not_matter(rules: Ruleset, seed: int) -> None:
    resources = everything()
    expected = run(rules, *resources)
    Random(seed).shuffle(resources)
    assert run(rules, *resources) == expected


def test_only_existing_types_are_projected(rules: Ruleset, tmp_path: Path) -> None:
    assert run(rules, resource("other_thing.x")) == ()


def test_time_is_linear_in_resources(rules: Ruleset) -> None:
    resources = [resource(f"bucket.b{n}", name=f"n{n}") for n in range(1000)]
    resources += [resource(f"bucket_acl.b{n}", bucket=f"n{n}", acl="private") for n in range(1000)]
    found = run(rules, *resources, ids=("acl",))
    assert len(found) == 1000
    assert all(one.verdict is Verdict.PASS for one in found)


def test_a_label_has_the_value_in_the_source(tmp_path: Path) -> None:
    text = 'resource "aws_s3_bucket" "media" {\n  versioning {\n    enabled = false\n  }\n}\n'
    (found,) = check(tmp_path, {"main.tf": text}, "aws-s3-versioning").findings
    assert (found.span.text, found.label) == ("false", "is false")
    policy = 'policy = <<E\n{\n  "Statement": []\n}\nE\n'
    text = f'resource "aws_s3_bucket" "media" {{\n  {policy}}}\n'
    (found,) = check(tmp_path, {"main.tf": text}, "aws-s3-secure-transport").findings
    assert (found.span.text, found.label) == ("<<E", "")


def test_a_finding_points_to_a_setting_rather_than_to_the_engine(tmp_path: Path) -> None:
    text = """
    resource "aws_elasticache_replication_group" "visits" {
      replication_group_id = "visits"
      description          = "visits"
      engine               = "redis"
    }
    """
    (found,) = check(tmp_path, {"main.tf": text}, "aws-elasticache-encryption").findings
    assert found.span.text.startswith('resource "aws_elasticache_replication_group" "visits"')
    assert found.label == "at_rest_encryption_enabled is not set"
    assert [(r.caption, r.span.text) for r in found.related] == [('engine is "redis"', '"redis"')]


def test_a_part_of_a_policy_inside_of_a_list_has_no_label(tmp_path: Path) -> None:
    text = """
        resource "google_storage_bucket" "media" {
          name = "media"
        }
        resource "google_storage_managed_folder_iam_policy" "press" {
          bucket         = google_storage_bucket.media.name
          managed_folder = "press/"
          policy_data = jsonencode({
            bindings = [{ role = "roles/storage.objectViewer", members = ["allUsers"] }]
          })
        }
    """
    (found,) = check(tmp_path, {"main.tf": text}, "gcp-storage-public-access").findings
    assert (found.verdict, found.label) == (Verdict.FAIL, "")


def test_a_computed_field_without_steps_is_not_shown(tmp_path: Path) -> None:
    text = """
        variable "name" {
          type = string
        }
        resource "aws_s3_bucket" "media" {
          bucket = var.name
        }
        """
    (found,) = check(tmp_path, {"main.tf": text}, "aws-s3-predictable-name").findings
    assert found.verdict is Verdict.UNKNOWN
    assert not [r.caption for r in found.related if "name_varies" in r.caption]


class TestCovered:
    BOTH = ("acl", "block")

    def test_a_covered_failure_is_left_out(self, rules: Ruleset) -> None:
        block = resource("account_block.x", block=False)
        found = run(rules, resource("bucket.a", acl="public-read"), block, ids=self.BOTH)
        assert [finding.rule.id for finding in found] == ["acl"]

    @pytest.mark.parametrize("acl", ["private", VAR])
    def test_a_failure_is_reported_if_the_other_rule_passes(
        self, rules: Ruleset, acl: Value
    ) -> None:
        block = resource("account_block.x", block=False)
        found = run(rules, resource("bucket.a", acl=acl), block, ids=self.BOTH)
        assert {f.rule.id: f.verdict for f in found}["block"] is Verdict.FAIL

    def test_a_failure_of_another_resource_covers_nothing(self, rules: Ruleset) -> None:
        block = resource("account_block.x", block=False)
        other = resource("bucket.b", acl="public-read")
        found = run(rules, resource("bucket.a"), other, block, ids=self.BOTH)
        assert [(f.rule.id, f.instances) for f in found if f.verdict is Verdict.FAIL] == [
            ("block", ("bucket.a",)),
            ("acl", ("bucket.b",)),
        ]

    def test_only_failures_are_covered(self, rules: Ruleset) -> None:
        block = resource("account_block.x", block=VAR)
        found = run(rules, resource("bucket.a", acl="public-read"), block, ids=self.BOTH)
        assert {f.rule.id: f.verdict.value for f in found} == {"acl": "fail", "block": "unknown"}


def test_the_own_id_is_not_a_blocking_symbol(tmp_path: Path) -> None:
    text = """
        variable "target" {
          type = string
        }
        resource "aws_s3_bucket" "media" {}
        resource "aws_s3_bucket_logging" "media" {
          count         = var.target != "" ? 1 : 0
          bucket        = aws_s3_bucket.media.id
          target_bucket = var.target
          target_prefix = "log/"
        }
        """
    (found,) = check(tmp_path, {"main.tf": text}, "aws-s3-access-logging").findings
    assert found.verdict is Verdict.UNKNOWN
    assert found.blocked_by == ("var.target",)


def test_steps_of_a_policy_have_places_in_it(tmp_path: Path) -> None:
    template = """\
Resources:
  Media:
    Type: AWS::S3::Bucket
  MediaPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Media
      PolicyDocument:
        Statement:
          - {Effect: Deny, Principal: "*", Action: "s3:Delete*", Resource: "*"}
          - Effect: Allow
            Principal: "*"
            Action: s3:GetObject
            Resource: !Sub "${Media.Arn}/*"
            Condition: {StringLike: {"aws:Referer": "https://example.com/*"}}
"""
    (found,) = check(tmp_path, {"t.yaml": template}, "aws-s3-public-access").findings
    steps = [(step.span and step.span.start.line, step.text) for step in found.steps]
    assert [(line, text.split(" of ")[0]) for line, text in steps[:3]] == [
        (11, "statement 2"),
        (
            15,
            "the condition on aws:Referer does not restrict access: it does not identify the"
            " caller",
        ),
        (10, "statement 1"),
    ]
    assert found.span.start.line == 11


def test_a_pass_has_reasons(tmp_path: Path) -> None:
    text = 'resource "aws_s3_bucket" "media" {\n  acl = "private"\n}\n'
    (found,) = check(tmp_path, {"main.tf": text}, "aws-s3-public-access").findings
    assert found.verdict is Verdict.PASS
    first, *_ = found.steps
    assert first.span is not None
    assert (first.text, first.span.text) == (
        'the ACL "private" grants no public access',
        '"private"',
    )


def test_a_label_names_an_attribute_rather_than_companions(tmp_path: Path) -> None:
    source = 'resource "azurerm_redis_cache" "a" {\n  name = "a"\n}\n'
    (found,) = check(tmp_path, {"main.tf": source}, "azure-redis-public-access").findings
    assert found.label == "public_network_access_enabled is not set, so it is true"

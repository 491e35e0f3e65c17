"""Which Google Cloud project a planned resource is in."""

from __future__ import annotations

from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from tests.plan.plans import block, change, constant, module, plan, refers, resources

PLAN = plan(
    [
        change("google_storage_bucket.known", {"name": "a", "project": "clinic"}),
        change("google_storage_bucket.default", {"name": "b"}, {"project": True}),
        change("google_pubsub_topic.default", {"name": "c"}, {"project": True}),
        change("google_storage_bucket.later", {"name": "d"}, {"project": True}),
        change("google_org_policy_policy.clinic", {"parent": "projects/clinic"}),
        change("google_org_policy_policy.folder", {"parent": "folders/1"}),
        change("aws_s3_bucket.media", {"bucket": "media"}),
    ],
    module(
        block("google_storage_bucket.known", name=constant("a")),
        block("google_storage_bucket.default", name=constant("b")),
        block("google_pubsub_topic.default", name=constant("c")),
        block("google_storage_bucket.later", name=constant("d"), project=refers("var.project")),
        block("google_org_policy_policy.clinic", parent=constant("projects/clinic")),
        block("google_org_policy_policy.folder", parent=constant("folders/1")),
        block("aws_s3_bucket.media", bucket=constant("media")),
    ),
)


def test_projects() -> None:
    found = {address: r.placement().account for address, r in resources(PLAN).items()}
    assert found["google_storage_bucket.known"] == "clinic"
    assert found["google_org_policy_policy.clinic"] == "clinic"
    assert found["aws_s3_bucket.media"] is None
    default = found["google_storage_bucket.default"]
    assert is_same(default, found["google_pubsub_topic.default"]) is Truth.TRUE
    for other in ("google_storage_bucket.later", "google_org_policy_policy.folder"):
        assert is_same(default, found[other]) is Truth.UNKNOWN

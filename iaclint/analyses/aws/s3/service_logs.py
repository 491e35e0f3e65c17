"""Whether a bucket receives logs of services other than S3 and Elastic Load Balancing.

Those two cannot deliver logs to a bucket that is encrypted with a KMS key; CloudFront and those
that deliver through CloudWatch Logs, such as flow logs, can. The bucket of a CloudTrail trail does
not count, because its own accesses are to be logged (Security Hub, CloudTrail.7). Source:
*Enabling Amazon S3 server access logging*, *Access logs for your Application Load Balancer*,
*Standard logging (legacy)* of CloudFront, *Logging that requires additional permissions*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import AnalysisResult, Facts
from iaclint.analyses.aws.iam.requests.principals import is_single_resource
from iaclint.analyses.aws.s3.log_delivery import (
    allows_delivery,
    any_grant,
    find_permission,
    find_source,
    is_of,
)
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Unknown, Value

SERVICES = ("delivery.logs.amazonaws.com",)
CLOUDFRONT = (
    "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
    "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
)
"""The canonical user IDs of ``awslogsdelivery``: outside of China, and in China."""


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool from the fields ``service_log_sources``, ``grants`` and ``policy``."""
    delivered = find_source(facts, "service_log_sources")
    if delivered.value is True:
        return delivered
    tests = (("grants", _has_grant), ("policy", _has_statement))
    return find_permission(facts, tests, delivered, "the bucket allows the delivery of logs")


def _has_grant(grants: Value) -> Truth:
    return any_grant(grants, lambda grant: _is_cloudfront(grant.get("id", ABSENT)))


def _is_cloudfront(grantee: Value) -> Truth:
    if is_of(grantee, "cloudfront"):
        return Truth.TRUE
    if isinstance(grantee, Unknown) and is_single_resource(grantee):
        return Truth.FALSE
    return Truth.any(is_same(grantee, user) for user in CLOUDFRONT)


def _has_statement(policy: Value) -> Truth:
    return allows_delivery(policy, SERVICES)

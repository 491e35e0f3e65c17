"""Which buckets S3 may deliver access logs to."""

from __future__ import annotations

import json

import pytest

from iaclint.analyses.aws.s3.log_delivery import GROUP, SERVICE, analyse
from iaclint.symbolic.values import ABSENT, Choice, JsonText, Unknown, Value
from tests.values import Fields

UNSET = Unknown("var.unset")
SERVED = {"Service": SERVICE}


class Facts(Fields):
    """The fields of a bucket."""

    def get(self, field: str, default: Value = ABSENT) -> Value:
        return super().get(field, default)


def policy(principal: Value, effect: Value = "Allow") -> dict[str, Value]:
    statement = {"Effect": effect, "Principal": principal, "Action": "s3:PutObject"}
    return {"Version": "2012-10-17", "Statement": [{**statement, "Resource": UNSET}]}


@pytest.mark.parametrize(
    "fields",
    [
        {"acl": "log-delivery-write"},
        {"acl": Choice(UNSET, ("log-delivery-write", "log-delivery-write"))},
        {"grants": ({"permission": "FULL_CONTROL"}, {"uri": GROUP, "permission": "WRITE"})},
        {"policy": policy(SERVED)},
        {"policy": policy({"Service": ["cloudtrail.amazonaws.com", SERVICE]})},
        {"policy": JsonText(policy(SERVED))},
        {"policy": Choice(UNSET, (policy(SERVED), policy({"Service": [SERVICE]})))},
        {"policy": json.dumps({"Statement": [{"Effect": "Allow", "Principal": SERVED}]})},
        {"acl": UNSET, "policy": policy(SERVED)},
        {"policy": policy({"Service": "logdelivery.elasticloadbalancing.amazonaws.com"})},
        {"policy": policy({"AWS": "arn:aws:iam::127311923021:root"})},
        {"policy": policy({"AWS": "127311923021"})},
    ],
)
def test_receives_logs(fields: dict[str, Value]) -> None:
    assert analyse(Facts(fields)).value is True


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"acl": "private"},
        {"grants": ({"uri": "http://acs.amazonaws.com/groups/global/AllUsers"},)},
        {"policy": policy("*")},
        {"policy": policy({"Service": "cloudtrail.amazonaws.com"})},
        {"policy": policy({"AWS": "arn:aws:iam::123456789012:root"})},
        {"policy": policy({"AWS": UNSET})},
        {"policy": policy(SERVED, effect="Deny")},
        {"policy": "not JSON"},
        {"policy": ""},
    ],
)
def test_does_not(fields: dict[str, Value]) -> None:
    assert analyse(Facts(fields)).value is False


@pytest.mark.parametrize(
    "fields",
    [
        {"acl": UNSET},
        {"grants": UNSET},
        {"grants": ({"uri": UNSET},)},
        {"policy": UNSET},
        {"policy": policy({"Service": UNSET})},
        {"policy": policy(UNSET)},
        {"policy": policy(SERVED, effect=UNSET)},
        {"policy": Choice(UNSET, (policy(SERVED), ABSENT))},
        {"acl": Choice(UNSET, ("log-delivery-write", "private"))},
    ],
)
def test_what_is_unknown(fields: dict[str, Value]) -> None:
    value = analyse(Facts(fields)).value
    assert isinstance(value, Unknown)
    assert value.symbol == "var.unset"


def test_a_source_of_logs_is_enough() -> None:
    target: dict[str, Value] = {"target": Unknown("aws_s3_bucket.logs.id")}
    assert analyse(Facts({"log_sources": (target,)})).value is True
    assert analyse(Facts({"log_sources": ()})).value is False
    assert analyse(Facts({"log_sources": (None, None)})).value is False
    maybe = Choice(Unknown("var.x"), (target, None))
    assert analyse(Facts({"log_sources": (maybe,)})).value == Unknown("var.x")
    assert analyse(Facts({"log_sources": (maybe, target)})).value is True

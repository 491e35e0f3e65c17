"""Which buckets receive logs of services that can write to a bucket with a KMS key."""

from __future__ import annotations

import pytest

from iaclint.analyses.aws.s3.service_logs import CLOUDFRONT, SERVICES, analyse
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.values import Identity, Unknown, Value
from tests.analyses.aws.s3.test_log_delivery import Facts, policy

UNSET = Unknown("var.unset")
OF_CLOUDFRONT = Nature(Form.ID, is_assigned=True, delivers_for="cloudfront")
OF_CLOUDTRAIL = Nature(Form.ARN, is_assigned=True, delivers_for="cloudtrail")
OF_ACCOUNT = Nature(Form.ID, is_assigned=True)


def of(nature: Nature) -> Unknown:
    return Unknown("data.x.this.id", Identity("data.x.this", "id", nature=nature))


def grants(grantee: Value) -> tuple[Value, ...]:
    return ({"permission": "FULL_CONTROL", "id": grantee},)


@pytest.mark.parametrize(
    "fields",
    [
        *({"policy": policy({"Service": service})} for service in SERVICES),
        *({"grants": grants(user)} for user in CLOUDFRONT),
        {"grants": grants(of(OF_CLOUDFRONT))},
        {"service_log_sources": ({"target": UNSET},)},
    ],
)
def test_receives_logs(fields: dict[str, Value]) -> None:
    assert analyse(Facts(fields)).value is True


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"policy": policy({"Service": "logging.s3.amazonaws.com"})},
        {"policy": policy({"Service": SERVICES[0]}, effect="Deny")},
        {"policy": policy({"AWS": UNSET})},
        {"policy": policy({"AWS": of(OF_CLOUDTRAIL)})},
        {"policy": policy({"Service": "cloudtrail.amazonaws.com"})},
        {"grants": grants(of(OF_ACCOUNT))},
        {"grants": ({"permission": "READ", "uri": "http://example.com/group"},)},
    ],
)
def test_does_not(fields: dict[str, Value]) -> None:
    assert analyse(Facts(fields)).value is False


@pytest.mark.parametrize(
    "fields",
    [
        {"policy": UNSET},
        {"policy": policy({"Service": UNSET})},
        {"grants": grants(UNSET)},
    ],
)
def test_what_is_unknown(fields: dict[str, Value]) -> None:
    value = analyse(Facts(fields)).value
    assert isinstance(value, Unknown)
    assert value.symbol == "var.unset"

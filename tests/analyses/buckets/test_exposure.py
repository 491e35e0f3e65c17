"""Public access to buckets of clouds with ACLs and policies like those of Amazon S3."""

from __future__ import annotations

import json
from typing import Any

import pytest

from iaclint.analyses import find_analysis
from iaclint.analyses.buckets import exposure
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Identity,
    JsonText,
    PartialString,
    Unknown,
    Value,
)
from tests.analyses.facts import Facts

X = Unknown("var.x")
VARIABLE = Unknown("var.id", Identity("root", "id"))
ACCOUNT = Unknown("account", Identity("data", "id", kind="data.alicloud_account"))
VPC = Unknown("vpc", Identity("vpc", "id", kind="alicloud_vpc"))
ALLOW: dict[str, Any] = {
    "Effect": "Allow",
    "Principal": ["*"],
    "Action": ["oss:GetObject"],
    "Resource": ["acs:oss:*:1234567890123456:clinic/*"],
}
DENY: dict[str, Any] = {**ALLOW, "Effect": "Deny", "Action": "oss:*", "Resource": "acs:oss:*"}
OUTSIDE = {"NotIpAddress": {"acs:SourceIp": ["198.51.100.0/24"]}}
HTTP = {"Bool": {"acs:SecureTransport": ["false"]}}


def is_public(**fields: Value) -> Value:
    value = exposure.analyse(Facts(fields)).value
    assert isinstance(value, dict)
    public: Value = value["public"]
    return public


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "1", "Statement": statements})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, False),
        ({"acl": "private"}, False),
        ({"acl": "public-read"}, True),
        ({"acl": "public-read-write"}, True),
        ({"acl": "authenticated-read"}, True),
        ({"acl": X}, X),
        ({"acl": Choice(X, ("private", "public-read"))}, X),
        ({"objects": ({"acl": "default"}, {"acl": "public-read"})}, True),
        ({"objects": ({"acl": X},)}, X),
        ({"objects": (X,)}, X),
        ({"members": ({"members": ("system:allUsers",)},)}, True),
        ({"members": ({"members": ("userAccount:a",)},)}, False),
        ({"grants": ({"uri": "http://acs.amazonaws.com/groups/global/AllUsers"},)}, True),
        ({"grants": ({"uri": X},)}, X),
        ({"flags": ({"read": False, "list": True},)}, True),
        ({"flags": ({"read": X},)}, X),
        ({"acl": "public-read", "public_access_block": True}, False),
        ({"acl": "public-read", "account_public_access_block": True}, False),
        ({"acl": "public-read", "public_access_block": False}, True),
        ({"acl": "public-read", "public_access_block": X}, X),
        ({"acl": "private", "public_access_block": X}, False),
    ],
)
def test_acls_grants_and_blocks(fields: dict[str, Value], expected: Value) -> None:
    assert is_public(**fields) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"Principal": "*"}, True),
        ({"Principal": {"AWS": "*"}}, True),
        ({"Principal": []}, True),
        ({"Principal": ["1234567890123456"]}, False),
        ({"Effect": "Deny"}, False),
        ({"Condition": {"StringLike": {"acs:UserAgent": ["app*"]}}}, True),
        ({"Condition": {"IpAddress": {"acs:SourceIp": "198.51.100.0/24"}}}, False),
        ({"Condition": {"IpAddress": {"acs:SourceIp": "0.0.0.0/0"}}}, True),
        ({"Condition": {"IpAddress": {"acs:SourceIp": ["44.0.0.0/8", "46.0.0.0/8"]}}}, False),
        ({"Condition": {"IpAddress": {"acs:SourceIp": ["44.0.0.0/8", "45.0.0.0/8"]}}}, True),
        ({"Condition": {"IpAddress": {"acs:SourceIp": "fc00::/7"}}}, False),
        ({"Condition": {"IpAddress": {"acs:SourceIp": "office"}}}, True),
        ({"Condition": {"StringEquals": {"acs:SourceVpc": ["vpc-1"]}}}, False),
        ({"Condition": {"StringLike": {"acs:SourceVpc": ["vpc-*"]}}}, True),
        ({"Condition": {"StringNotEquals": {"acs:SourceVpc": ["vpc-1"]}}}, True),
    ],
)
def test_statements(change: dict[str, Any], expected: bool) -> None:
    assert is_public(policy=policy({**ALLOW, **change})) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, False),
        ({"Condition": OUTSIDE}, False),
        ({"Condition": HTTP}, True),
        ({"Condition": {**OUTSIDE, **HTTP}}, True),
        ({"Action": ["oss:Get*", "oss:PutObject"]}, False),
        ({"Action": "oss:PutObject"}, True),
        ({"Resource": "acs:oss:*:*:other/*"}, True),
        ({"Principal": "1234567890123456"}, True),
    ],
)
def test_a_deny_has_to_cover_the_allow(change: dict[str, Any], expected: bool) -> None:
    assert is_public(policy=policy(ALLOW, {**DENY, **change})) is expected


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"Statement": []}', ABSENT, None])
def test_policies_without_statements_open_nothing(text: Value) -> None:
    assert is_public(policy=text) is False


def test_unknown_policies_are_unknown() -> None:
    assert is_public(policy=X) == X


@pytest.mark.parametrize(
    ("principal", "expected"),
    [(ACCOUNT, False), ((ACCOUNT, "*"), True), (VARIABLE, Unknown("var.id"))],
)
def test_the_id_of_a_resource_names_one_principal(principal: Value, expected: Value) -> None:
    statement = {**ALLOW, "Principal": principal}
    assert is_public(policy=JsonText({"Statement": (statement,)})) == expected


@pytest.mark.parametrize(
    ("length", "expected"), [("/0", True), ("/32", False), ("/4", Unknown("var.id"))]
)
def test_a_range_of_an_unknown_address(length: str, expected: Value) -> None:
    condition = {"IpAddress": {"acs:SourceIp": PartialString((VARIABLE, length))}}
    statement = {**ALLOW, "Condition": condition}
    assert is_public(policy=JsonText({"Statement": (statement,)})) == expected


@pytest.mark.parametrize(("vpc", "expected"), [(VPC, False), (VARIABLE, Unknown("var.id"))])
def test_the_id_of_a_resource_restricts(vpc: Value, expected: Value) -> None:
    statement = {**ALLOW, "Condition": {"StringEquals": {"acs:SourceVpc": vpc}}}
    assert is_public(policy=JsonText({"Statement": (statement,)})) == expected


def test_texts_name_the_actions() -> None:
    value = exposure.analyse(Facts(policy=policy(ALLOW))).value
    assert isinstance(value, dict)
    assert value["opens"] == "anyone on the internet to call oss:GetObject"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (policy({**DENY, "Condition": HTTP}), True),
        (policy({**DENY, "Condition": {"Bool": {"acs:SecureTransport": False}}}), True),
        (policy({**DENY, "Condition": {"Bool": {"acs:SecureTransport": "true"}}}), False),
        (policy({**DENY, "Condition": {**HTTP, **OUTSIDE}}), False),
        (policy({**DENY, "Condition": HTTP, "Action": "oss:GetObject"}), False),
        (policy({**DENY, "Condition": HTTP, "Principal": "1234567890123456"}), False),
        (policy({**ALLOW, "Condition": HTTP}), False),
        (policy(DENY), False),
        (ABSENT, False),
        (X, X),
    ],
)
def test_plain_http_is_denied(text: Value, expected: Value) -> None:
    assert find_analysis("bucket_requires_tls")(Facts(policy=text)).value == expected

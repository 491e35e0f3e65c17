"""Property tests of security groups, and of grants on clouds other than AWS."""

from __future__ import annotations

import copy
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iaclint.analyses.azure import storage_account, storage_keys
from iaclint.analyses.buckets import exposure as bucket
from iaclint.analyses.gcp import bigquery, cloud_sql, gcs
from iaclint.analyses.network import reachability
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value
from tests.analyses.facts import Facts
from tests.analyses.generators import parts, replace_at

LAWS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
X = Unknown("var.x")

members = st.sampled_from(["allUsers", "allAuthenticatedUsers", "user:a@example.com", "domain:x.y"])
roles = st.sampled_from(["roles/storage.objectViewer", "roles/bigquery.dataViewer", "READER"])
bindings = st.fixed_dictionaries({"role": roles, "members": st.lists(members, max_size=3)})
single = st.fixed_dictionaries({"role": roles, "member": members})
iam = st.lists(bindings | single, max_size=3)
iam_policy = st.fixed_dictionaries({"bindings": st.lists(bindings, max_size=2)}) | st.just("")
predefined = st.sampled_from(["private", "publicRead", "authenticatedRead", "publicReadWrite"])
entities = st.lists(st.sampled_from(["READER:allUsers", "OWNER:user-a@b.c"]), max_size=2)
acls = st.lists(
    st.fixed_dictionaries(
        {}, optional={"predefined_acl": predefined, "role_entity": entities, "entity": members}
    ),
    max_size=2,
)
rules = st.fixed_dictionaries(
    {
        "cidrs": st.lists(st.sampled_from(["0.0.0.0/0", "10.0.0.0/8", "0.0.0.0/1"]), max_size=2),
        "cidrs6": st.lists(st.sampled_from(["::/0", "2001:db8::/48"]), max_size=1),
        "protocol": st.sampled_from(["tcp", "-1", "udp", 6]),
        "from": st.sampled_from([0, 22, 5432, "5432"]),
        "to": st.sampled_from([0, 22, 5432, 65535]),
        "type": st.sampled_from(["ingress", "egress"]),
    }
)
containers = st.lists(
    st.fixed_dictionaries(
        {"name": st.just("c"), "access": st.sampled_from(["private", "blob", "container"])}
    ),
    max_size=3,
)
statements = st.fixed_dictionaries(
    {
        "Effect": st.sampled_from(["Allow", "Deny"]),
        "Principal": st.sampled_from(["*", ["*"], ["1234567890123456"]]),
        "Action": st.sampled_from(["s3:*", ["s3:GetObject"], "s3:Get*"]),
        "Resource": st.sampled_from(["arn:aws:s3:::*", ["arn:aws:s3:::clinic/*"]]),
    },
    optional={
        "Condition": st.sampled_from(
            [
                {"IpAddress": {"aws:SourceIp": ["198.51.100.0/24"]}},
                {"NotIpAddress": {"aws:SourceIp": "198.51.100.0/24"}},
                {"Bool": {"aws:SecureTransport": "false"}},
            ]
        )
    },
)
canned = st.sampled_from(["private", "public-read", "public-read-write", "authenticated-read"])
constraints = st.sampled_from(
    ["storage.publicAccessPrevention", "sql.restrictPublicIp", "sql.restrictAuthorizedNetworks"]
)
legacy = st.fixed_dictionaries(
    {"constraint": constraints, "enforced": st.booleans()},
    optional={"folder": st.just("folders/1"), "organization": st.just("2")},
)
org_policies = st.fixed_dictionaries(
    {
        "constraint": constraints.map("folders/1/policies/{}".format),
        "parent": st.sampled_from(["projects/clinic", "folders/1", "organizations/2"]),
    },
    optional={
        "rules": st.lists(
            st.fixed_dictionaries({"enforce": st.sampled_from(["TRUE", "FALSE"])}), max_size=1
        ),
        "reset": st.booleans(),
    },
)
policies = st.lists(legacy | org_policies, max_size=3)
networks = st.sampled_from(["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "198.51.100.0/24"])
azure_network = {
    "public_network": st.booleans(),
    "default_action": st.sampled_from(["Allow", "Deny"]),
    "allowed": st.lists(st.sampled_from(["0.0.0.0/1", "128.0.0.0/1", "198.51.100.7"])),
}

FIELDS: dict[ModuleType, dict[str, st.SearchStrategy[Any]]] = {
    gcs: {
        "iam": iam,
        "iam_policy": iam_policy,
        "acl": acls,
        "public_access_prevention": st.sampled_from(["inherited", "enforced"]),
        "uniform_access": st.booleans(),
        "inherited_iam": st.lists(single, max_size=2),
        "org_policies": policies,
        "ip_filter": st.sampled_from(["Enabled", "Disabled"]),
        "filter_ranges": st.lists(networks, max_size=3),
    },
    cloud_sql: {
        "public_network": st.booleans(),
        "allowed": st.lists(st.fixed_dictionaries({"cidr": networks}), max_size=3),
        "ssl_mode": st.sampled_from(["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"]),
        "require_ssl": st.booleans(),
        "engine": st.sampled_from(["MYSQL_8_0", "SQLSERVER_2022_STANDARD"]),
        "connectors": st.sampled_from(["REQUIRED", "NOT_REQUIRED"]),
        "org_policies": policies,
    },
    bigquery: {
        "access": st.lists(
            st.fixed_dictionaries({"role": roles}, optional={"special_group": members}),
            max_size=3,
        ),
        "iam": iam,
        "iam_policy": iam_policy,
    },
    storage_account: {
        "containers": containers,
        "allow_public_containers": st.booleans(),
        **azure_network,
    },
    storage_keys: {
        "shared_keys": st.booleans(),
        "sftp": st.booleans(),
        "local_users": st.booleans(),
        **azure_network,
    },
    bucket: {
        "acl": canned,
        "objects": st.lists(st.fixed_dictionaries({"acl": canned}), max_size=2),
        "policy": st.fixed_dictionaries({"Statement": st.lists(statements, max_size=2)}),
        "public_access_block": st.booleans(),
    },
    reachability: {
        "publicly_accessible": st.booleans(),
        "security_groups": st.lists(st.just("sg-1"), max_size=1),
        "ingress": st.lists(rules, max_size=3),
        "default_ingress": st.lists(rules, max_size=2),
        "port": st.sampled_from([5432, "5432", None]),
        "engine": st.sampled_from(["postgres", "mysql", "oracle-ee"]),
    },
}


def enforced(constraint: str) -> dict[str, Value]:
    return {"constraint": constraint, "project": "clinic", "enforced": True}


CLOSING: dict[ModuleType, dict[str, Value]] = {
    gcs: {
        "public_access_prevention": "enforced",
        "uniform_access": True,
        "org_policies": (enforced("storage.publicAccessPrevention"),),
        "ip_filter": "Enabled",
        "filter_ranges": (),
    },
    cloud_sql: {
        "public_network": False,
        "ssl_mode": "TRUSTED_CLIENT_CERTIFICATE_REQUIRED",
        "connectors": "REQUIRED",
        "org_policies": (enforced("sql.restrictPublicIp"),),
    },
    bigquery: {},
    storage_account: {
        "allow_public_containers": False,
        "public_network": False,
        "default_action": "Deny",
        "allowed": (),
    },
    storage_keys: {
        "shared_keys": False,
        "sftp": False,
        "local_users": False,
        "public_network": False,
        "default_action": "Deny",
        "allowed": (),
    },
    bucket: {"public_access_block": True, "account_public_access_block": True, "acl": "private"},
    reachability: {"publicly_accessible": False},
}
GRANTS = {
    gcs: ("iam", "acl", "inherited_iam"),
    bigquery: ("iam", "access"),
    bucket: ("objects",),
    cloud_sql: ("allowed",),
    storage_account: ("containers",),
    storage_keys: (),
}

modules = st.sampled_from(list(FIELDS))


def draw_fields(data: st.DataObject, module: ModuleType) -> dict[str, Any]:
    fields = data.draw(st.fixed_dictionaries(FIELDS[module]))
    if module is reachability and not fields["security_groups"]:
        fields["ingress"] = []  # the rules of the groups that are named
    return fields


def is_open(module: ModuleType, fields: dict[str, Any]) -> list[Truth]:
    value = module.analyse(Facts(fields)).value
    assert isinstance(value, dict)
    if module is reachability:
        return [lift(value["public_address"]) & ~lift(value["closed"])]
    return [lift(value["public"])]


def lift(value: Value) -> Truth:
    return Truth.UNKNOWN if isinstance(value, Unknown) else Truth.of(value is True)


def no_more_open(after: list[Truth], before: list[Truth]) -> bool:
    return all(a.value <= b.value for a, b in zip(after, before, strict=True))


def flips(before: list[Truth], after: list[Truth]) -> bool:
    return any({a, b} == {Truth.TRUE, Truth.FALSE} for a, b in zip(before, after, strict=True))


@LAWS
@given(modules, st.data())
def test_restrictions_never_add_access(module: ModuleType, data: st.DataObject) -> None:
    fields = draw_fields(data, module)
    before = is_open(module, fields)
    for name, value in CLOSING[module].items():
        assert no_more_open(is_open(module, {**fields, name: value}), before)


@LAWS
@given(modules, st.data())
def test_removing_a_grant_never_adds_access(module: ModuleType, data: st.DataObject) -> None:
    fields = draw_fields(data, module)
    before = is_open(module, fields)
    for name in GRANTS.get(module, ("ingress",)):
        assert no_more_open(is_open(module, {**fields, name: fields[name][1:]}), before)


@LAWS
@given(modules, st.data())
def test_an_unknown_part_never_changes_pass_to_fail_or_back(
    module: ModuleType, data: st.DataObject
) -> None:
    fields = draw_fields(data, module)
    path = data.draw(st.sampled_from(parts(fields)))
    changed = replace_at(fields, path, X)
    assert not flips(is_open(module, fields), is_open(module, changed))


@pytest.mark.parametrize("module", FIELDS)
def test_fields_that_are_all_unknown_are_unknown(module: ModuleType) -> None:
    fields = dict.fromkeys(FIELDS[module], X)
    assert Truth.UNKNOWN in is_open(module, copy.deepcopy(fields))


@LAWS
@given(policies, st.booleans())
def test_the_policy_of_the_project_decides(above: list[dict[str, Value]], enforce: bool) -> None:
    higher = [p for p in above if "folder" in p or "organization" in p]
    own = {**enforced("sql.restrictPublicIp"), "enforced": enforce}
    fields: dict[str, Any] = {"allowed": ("0.0.0.0/0",), "org_policies": (*higher, own)}
    networks = {"constraint": "sql.restrictAuthorizedNetworks", "enforced": False}
    fields["org_policies"] = (*fields["org_policies"], networks)
    assert is_open(cloud_sql, fields) == [Truth.of(not enforce)]


@given(st.data())
def test_a_private_endpoint_changes_no_access(data: st.DataObject) -> None:
    module = data.draw(st.sampled_from([storage_account, storage_keys]))
    fields = draw_fields(data, module)
    endpoints = [{"target": "/subscriptions/1/storageAccounts/clinic"}]
    before = module.analyse(Facts(fields)).value
    assert module.analyse(Facts({**fields, "private_endpoints": endpoints})).value == before


@LAWS
@given(st.data())
def test_without_public_network_access_a_storage_account_is_closed(data: st.DataObject) -> None:
    module = data.draw(st.sampled_from([storage_account, storage_keys]))
    fields = {**draw_fields(data, module), "public_network": False}
    assert is_open(module, fields) == [Truth.FALSE]

"""Which public access a bucket allows: IAM, also of folders, ACLs, and what blocks both.

Public access prevention, of the bucket or by an organization policy, blocks IAM and ACLs; so does
an IP filter that does not allow the internet.

Source: *Public access prevention*, *Uniform bucket-level access*, *Access control lists (ACLs)*,
*Managed folders* and *IAM roles for Cloud Storage* of the Cloud Storage documentation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.gcp import ip_filter, org_policies
from iaclint.analyses.gcp.members import (
    PUBLIC_GROUPS,
    list_iam_grants,
    list_inherited_grants,
    list_policy_grants,
)
from iaclint.analyses.grants import (
    Fields,
    Grant,
    GrantSummary,
    elements,
    evaluate_cases,
)
from iaclint.analyses.tristate import is_on
from iaclint.resource import Path
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

FIELDS = (
    "iam", "iam_policy", "folder_policies", "inherited_iam", "acl", "uniform_access",
    "public_access_prevention", org_policies.FIELD, *ip_filter.FIELDS,
)  # fmt: skip

_ROLES = {
    "roles/storage.objectViewer": "read and list objects",
    "roles/storage.legacyObjectReader": "read objects",
    "roles/storage.legacyBucketReader": "list objects",
    "roles/storage.objectCreator": "write objects",
    "roles/storage.legacyBucketWriter": "list, write and delete objects",
    "roles/storage.legacyBucketOwner": "list, write and delete objects, and change the bucket",
    "roles/storage.legacyObjectOwner": "read objects and change their ACLs",
    "roles/storage.objectUser": "read, write and delete objects",
    "roles/storage.objectAdmin": "read, write and delete objects",
    "roles/storage.admin": "fully control the bucket and its objects",
}
_BUCKET_ROLES = {
    "READER": "list objects",
    "WRITER": "list, write and delete objects",
    "OWNER": "list, write and delete objects, and change the ACL",
}
_OBJECT_ROLES = {"READER": "read objects", "OWNER": "read objects and change their ACLs"}

_PREDEFINED = {
    "publicRead": ("allUsers", "READER"),
    "publicReadWrite": ("allUsers", "WRITER"),
    "authenticatedRead": ("allAuthenticatedUsers", "READER"),
}
"""What predefined ACLs grant to public groups; all others grant them nothing."""

_POLICIES = {
    Truth.TRUE: "an organization policy enforces public access prevention for its project",
    Truth.FALSE: "the organization policy does not enforce public access prevention",
    Truth.UNKNOWN: "it is unknown whether an organization policy enforces public access prevention",
}

# Of an element of `acl`: the parts about the bucket, and those about its objects.
_PARTS = (
    ("predefined", "entities", "entity", _BUCKET_ROLES),
    ("object_predefined", "object_entities", "object_entity", _OBJECT_ROLES),
)


def analyse(facts: Facts) -> AnalysisResult:
    """Return which public access the bucket allows, with the reasons."""
    return evaluate_cases(
        facts, FIELDS, _evaluate, ("iam", "folder_policies", "inherited_iam", "acl")
    )


def _evaluate(fields: Fields) -> GrantSummary:
    prevention, uniform = fields["public_access_prevention"], fields["uniform_access"]
    policy = org_policies.find_enforcement(fields[org_policies.FIELD], org_policies.PREVENTION)
    own = is_same(prevention, "enforced") if prevention is not ABSENT else Truth.FALSE
    filtered = ip_filter.read_filter(fields)
    prevented = own | policy.truth | filtered.blocks
    acls_off = is_on(uniform)
    iam = [replace(grant, blocked=prevented) for grant in _iam_grants(fields)]
    acl = [replace(grant, blocked=prevented | acls_off) for grant in _acl_grants(fields["acl"])]
    steps = [] if iam or acl else [Step("no IAM grant or ACL is for all users", "iam")]
    if acl:
        steps.append(_explain_uniform(acls_off))
    if iam or acl:
        steps += [*_explain_prevention(own, policy), *filtered.steps]
    undecided = symbols((prevention, uniform if acl else None))
    return GrantSummary((*iam, *acl), steps, (*undecided, *policy.blockers, *filtered.blockers))


def _iam_grants(fields: Fields) -> Iterator[Grant]:
    yield from list_iam_grants(fields["iam"], fields["iam_policy"], _words)
    for path, item in elements(fields["folder_policies"]):
        policy = item.get("policy") if isinstance(item, Mapping) else item
        place = (*path, "policy") if isinstance(item, Mapping) else path
        yield from list_policy_grants(policy, "folder_policies", place, _words)
    yield from list_inherited_grants(fields["inherited_iam"], "inherited_iam", "storage", _words)


def _words(role: Value) -> str:
    return _ROLES.get(role, "access the bucket") if isinstance(role, str) else "access the bucket"


def _explain_uniform(acls_off: Truth) -> Step:
    text = {
        Truth.TRUE: "uniform bucket-level access is enabled: ACLs are disabled",
        Truth.FALSE: "uniform bucket-level access is not enabled: ACLs take effect",
        Truth.UNKNOWN: "it is unknown whether uniform bucket-level access is enabled",
    }
    return Step(text[acls_off], "uniform_access")


def _explain_prevention(own: Truth, policy: org_policies.Enforcement) -> Iterator[Step]:
    field = "public_access_prevention"
    if own is Truth.TRUE:
        yield Step("public access prevention is enforced: public grants have no effect", field)
    elif own is Truth.UNKNOWN:
        yield Step("it is unknown whether public access prevention is enforced", field)
    elif not policy.is_declared:
        text = (
            "public access prevention is not enforced here; an organization policy, which is not"
            " part of the bucket's configuration, could still enforce it"
        )
        yield Step(text, field)
    if own is not Truth.TRUE and policy.is_declared:
        yield Step(_POLICIES[policy.truth], org_policies.FIELD, policy.path)


def _acl_grants(acl: Value) -> Iterator[Grant]:
    for path, item in elements(acl):
        if not isinstance(item, Mapping):
            yield Grant(
                Truth.UNKNOWN, "an ACL", _anyone("access the bucket"), "acl", path, symbols(item)
            )
            continue
        for predefined, entities, entity, words in _PARTS:
            yield from _predefined(item.get(predefined), words, (*path, predefined))
            for place, text in elements(item.get(entities)):
                yield from _entity(text, words, (*path, entities, *place))
            if entity in item:
                yield from _pair(item[entity], item.get("role"), words, (*path, entity))


def _anyone(action: str) -> str:
    return f"{PUBLIC_GROUPS['allUsers']} to {action}"


def _predefined(value: Value, words: Mapping[str, str], path: Path) -> Iterator[Grant]:
    if value is None or value is ABSENT:
        return
    for name, (group, role) in _PREDEFINED.items():
        truth = is_same(value, name)
        if truth is not Truth.FALSE:
            # An object has no writers: it can only be replaced.
            action = words.get(role, words["READER"])
            yield _grant(truth, f'the ACL "{name}"', group, action, path, value)


def _entity(value: Value, words: Mapping[str, str], path: Path) -> Iterator[Grant]:
    """Yield the grants of an entry such as ``READER:allUsers``."""
    for role, action in words.items():
        for group in PUBLIC_GROUPS:
            truth = is_same(value, f"{role}:{group}")
            if truth is not Truth.FALSE:
                yield _grant(truth, f"the ACL entry {role}:{group}", group, action, path, value)


def _pair(entity: Value, role: Value, words: Mapping[str, str], path: Path) -> Iterator[Grant]:
    for group in PUBLIC_GROUPS:
        truth = is_same(entity, group)
        if truth is not Truth.FALSE:
            action = words.get(role, "access it") if isinstance(role, str) else "access it"
            yield _grant(truth, f"the ACL entry for {group}", group, action, path, entity)


def _grant(truth: Truth, source: str, group: str, action: str, path: Path, value: Value) -> Grant:
    text = source if truth is Truth.TRUE else "an unknown ACL"
    return Grant(truth, text, f"{PUBLIC_GROUPS[group]} to {action}", "acl", path, symbols(value))

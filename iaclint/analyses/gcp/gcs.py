"""Who can reach a Cloud Storage bucket: IAM, also of its folders, ACLs, and what stops both.

Source: *Public access prevention*, *Uniform bucket-level access*, *Access control lists (ACLs)*,
*Managed folders* and *IAM roles for Cloud Storage* of the Cloud Storage documentation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.gcp.members import EVERYONE, iam_grants, policy_grants
from iaclint.analyses.grants import (
    Fields,
    Grant,
    Verdict,
    decide,
    elements,
)
from iaclint.analyses.tristate import is_on
from iaclint.resource import Path
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Value,
    is_same,
    symbols,
)

FIELDS = (
    "iam", "iam_policy", "folder_policies", "acl", "uniform_access", "public_access_prevention",
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
    "roles/storage.admin": "do anything with the bucket and its objects",
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
"""What predefined ACLs grant to everybody; all others grant such groups nothing."""

# Of an element of `acl`: the parts that are about the bucket, and those about its objects.
_PARTS = (
    ("predefined", "entities", "entity", _BUCKET_ROLES),
    ("object_predefined", "object_entities", "object_entity", _OBJECT_ROLES),
)


def analyse(facts: Facts) -> Outcome:
    """Return who can reach the bucket's data, with the reasons."""
    return decide(facts, FIELDS, _judge)


def _judge(fields: Fields) -> Verdict:
    prevention, uniform = fields["public_access_prevention"], fields["uniform_access"]
    prevented = is_same(prevention, "enforced") if prevention is not ABSENT else Truth.FALSE
    acls_off = is_on(uniform)
    iam = [replace(grant, closed=prevented) for grant in _iam_grants(fields)]
    acl = [replace(grant, closed=prevented | acls_off) for grant in _acl_grants(fields["acl"])]
    steps = [] if iam or acl else [Step("no IAM grant and no ACL names everyone", "iam")]
    if acl:
        steps.append(_tell_uniform(acls_off))
    if iam or acl:
        steps.append(_tell_prevention(prevented, prevention))
    undecided = [value for value in (prevention, uniform if acl else None) if symbols(value)]
    return Verdict((*iam, *acl), steps, symbols(undecided))


def _iam_grants(fields: Fields) -> Iterator[Grant]:
    yield from iam_grants(fields["iam"], fields["iam_policy"], _words)
    for path, item in elements(fields["folder_policies"]):
        policy = item.get("policy") if isinstance(item, Mapping) else item
        place = (*path, "policy") if isinstance(item, Mapping) else path
        yield from policy_grants(policy, "folder_policies", place, _words)


def _words(role: Value) -> str:
    return _ROLES.get(role, "use the bucket") if isinstance(role, str) else "use the bucket"


def _tell_uniform(acls_off: Truth) -> Step:
    text = {
        Truth.TRUE: "uniform bucket-level access is on: ACLs have no effect",
        Truth.FALSE: "uniform bucket-level access is not on: ACLs count",
        Truth.UNKNOWN: "whether uniform bucket-level access is on is not known",
    }
    return Step(text[acls_off], "uniform_access")


def _tell_prevention(prevented: Truth, prevention: Value) -> Step:
    if prevented is Truth.TRUE:
        text = "public access prevention is enforced: nobody unnamed comes in"
    elif prevented is Truth.UNKNOWN:
        text = "whether public access prevention is enforced is not known"
    else:
        text = (
            "public access prevention is not enforced here; only a constraint of the organization,"
            " which no configuration of the bucket shows, could still stop it"
        )
    return Step(text, "public_access_prevention")


def _acl_grants(acl: Value) -> Iterator[Grant]:
    for path, item in elements(acl):
        if not isinstance(item, Mapping):
            yield Grant(
                Truth.UNKNOWN, "an ACL", _anyone("use the bucket"), "acl", path, symbols(item)
            )
            continue
        for predefined, entities, entity, words in _PARTS:
            yield from _predefined(item.get(predefined), words, (*path, predefined))
            for place, text in elements(item.get(entities)):
                yield from _entity(text, words, (*path, entities, *place))
            if entity in item:
                yield from _pair(item[entity], item.get("role"), words, (*path, entity))


def _anyone(deed: str) -> str:
    return f"{EVERYONE['allUsers']} {deed}"


def _predefined(value: Value, words: Mapping[str, str], path: Path) -> Iterator[Grant]:
    if value is None or value is ABSENT:
        return
    for name, (group, role) in _PREDEFINED.items():
        truth = is_same(value, name)
        if truth is not Truth.FALSE and role in words:
            yield _grant(truth, f'the ACL "{name}"', group, words[role], path, value)


def _entity(value: Value, words: Mapping[str, str], path: Path) -> Iterator[Grant]:
    """Read an entry such as ``READER:allUsers``."""
    for role, deed in words.items():
        for group in EVERYONE:
            truth = is_same(value, f"{role}:{group}")
            if truth is not Truth.FALSE:
                yield _grant(truth, f"the ACL entry {role}:{group}", group, deed, path, value)


def _pair(entity: Value, role: Value, words: Mapping[str, str], path: Path) -> Iterator[Grant]:
    for group in EVERYONE:
        truth = is_same(entity, group)
        if truth is not Truth.FALSE:
            deed = words.get(role, "use it") if isinstance(role, str) else "use it"
            yield _grant(truth, f"the ACL entry for {group}", group, deed, path, entity)


def _grant(truth: Truth, source: str, group: str, deed: str, path: Path, value: Value) -> Grant:
    text = source if truth is Truth.TRUE else "an ACL that is not known"
    return Grant(truth, text, f"{EVERYONE[group]} {deed}", "acl", path, symbols(value))

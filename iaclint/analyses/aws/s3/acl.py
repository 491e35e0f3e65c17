"""Access control lists: grants to public groups, and what they permit.

Source: *Access control list (ACL) overview*, *Controlling ownership of objects and disabling
ACLs for your bucket*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.aws.iam.language.access_levels import ResourceScope
from iaclint.analyses.aws.iam.requests.callers import CallerKind
from iaclint.resource import Path
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers"
AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
_GROUPS = {
    ALL_USERS: ("AllUsers", CallerKind.ANONYMOUS | CallerKind.ACCOUNT),
    AUTHENTICATED_USERS: ("AuthenticatedUsers", CallerKind.ACCOUNT),
}

CANNED = {
    "public-read": ((ALL_USERS, "READ"),),
    "public-read-write": ((ALL_USERS, "READ"), (ALL_USERS, "WRITE")),
    "authenticated-read": ((AUTHENTICATED_USERS, "READ"),),
}
"""What canned ACLs grant to public groups; all others grant them nothing."""

_BUCKET_ACTIONS = {
    "READ": ("s3:listbucket", "s3:listbucketversions", "s3:listbucketmultipartuploads"),
    "READ_ACP": ("s3:getbucketacl",),
    "WRITE_ACP": ("s3:putbucketacl",),
}
_UPLOAD = ("s3:putobject",)
_OBJECT_ACTIONS = {
    "READ": ("s3:getobject", "s3:getobjectversion"),
    "READ_ACP": ("s3:getobjectacl", "s3:getobjectversionacl"),
    "WRITE_ACP": ("s3:putobjectacl", "s3:putobjectversionacl"),
}
PERMISSIONS = ("READ", "WRITE", "READ_ACP", "WRITE_ACP")


class AclGrant(Struct, frozen=True):
    """A grant, certain or possible, to a public group."""

    callers: CallerKind
    scope: ResourceScope
    """What the actions apply to."""
    actions: tuple[str, ...]
    """Empty if the permission is unknown."""
    sure: bool
    text: str
    """What it is called in texts: ``the ACL "public-read"``."""
    field: str
    path: Path = ()
    blockers: tuple[str, ...] = ()
    key: Value = ABSENT
    """The key of its object, if it is the ACL of one object."""


def list_grants(acl: Value, grants: Value, prefix: str = "") -> list[AclGrant]:
    """Return what an ACL without choices grants to public groups.

    ``prefix`` is ``object_`` for the ACL of objects. Among grants, one with an ``acl`` or with
    ``grants`` is the ACL of the object with that ``key``, or of some objects.
    """
    owner = ResourceScope.PART if prefix else ResourceScope.WHOLE
    return [*_canned(acl, owner, f"{prefix}acl"), *_listed(grants, owner, f"{prefix}grants")]


def _canned(acl: Value, owner: ResourceScope, field: str, path: Path = ()) -> Iterator[AclGrant]:
    if acl is ABSENT or acl is None:
        return
    thing = "the objects' ACL" if owner is ResourceScope.PART else "the ACL"
    thing = "an object's ACL" if path else thing
    for name, granted in CANNED.items():
        truth = is_same(acl, name)
        if truth is Truth.FALSE:
            continue
        sure = truth is Truth.TRUE
        text = f'{thing} "{name}"' if sure else thing
        for uri, permission in granted:
            for scope, actions in _actions(permission, owner):
                callers = _GROUPS[uri][1]
                yield AclGrant(callers, scope, actions, sure, text, field, path, symbols(acl))


def _listed(
    grants: Value, owner: ResourceScope, field: str, start: Path = ()
) -> Iterator[AclGrant]:
    if grants is ABSENT or grants is None:
        return
    if isinstance(grants, Mapping):
        grants = (grants,)
    if not isinstance(grants, tuple):
        yield from _grant(grants, {"uri": grants, "permission": grants}, owner, field, start)
        return
    for n, grant in enumerate(grants):
        parts = grant if isinstance(grant, Mapping) else {"uri": grant, "permission": grant}
        if "acl" in parts or "key" in parts:
            yield from _of_object(parts, field, n)
        else:
            yield from _grant(grant, parts, owner, field, (*start, n))


def _of_object(parts: Mapping[str, Value], field: str, n: int) -> Iterator[AclGrant]:
    """Yield what the ACL of one object grants."""
    yield from (
        replace(grant, key=parts.get("key", ABSENT))
        for grant in (
            *_canned(parts.get("acl", ABSENT), ResourceScope.PART, field, (n, "acl")),
            *_listed(parts.get("grants", ABSENT), ResourceScope.PART, field, (n, "grants")),
        )
    )


def _grant(
    grant: Value, parts: Mapping[str, Value], owner: ResourceScope, field: str, path: Path
) -> Iterator[AclGrant]:
    uri, given = parts.get("uri"), parts.get("permission", parts.get("permissions"))
    permissions = given if isinstance(given, tuple) else (given,)
    for group, (name, callers) in _GROUPS.items():
        reaches = is_same(uri, group) if uri is not ABSENT else Truth.FALSE
        if reaches is Truth.TRUE and owner is ResourceScope.WHOLE and symbols(permissions):
            # Whichever permission it is, it is public.
            text = f"{_called(path)} to {name}"
            yield AclGrant(callers, owner, (), True, text, field, path, symbols(grant))
        for permission in PERMISSIONS:
            permits = _permits(tuple(permissions), permission)
            if (reaches & permits) is Truth.FALSE:
                continue
            sure = (reaches & permits) is Truth.TRUE
            label = given if isinstance(given, str) else permission
            of = "" if permits is Truth.UNKNOWN else f" of {label}"
            to = "" if reaches is Truth.UNKNOWN else f" to {name}"
            text = f"{_called(path)}{of}{to}"
            for scope, actions in _actions(permission, owner):
                yield AclGrant(callers, scope, actions, sure, text, field, path, symbols(grant))


def _called(path: Path) -> str:
    """Return what a grant is called in texts; one of an unknown list has no number."""
    return f"ACL grant {path[-1] + 1}" if path and isinstance(path[-1], int) else "an ACL grant"


def _permits(given: tuple[Value, ...], permission: str) -> Truth:
    wanted = (permission, "FULL_CONTROL")
    return Truth.any(is_same(value, name) for value in given for name in wanted)


def _actions(
    permission: str, owner: ResourceScope
) -> Iterator[tuple[ResourceScope, tuple[str, ...]]]:
    """Yield the actions of a permission, and what they apply to.

    WRITE on a bucket applies to the objects in it; on an object it has no meaning.
    """
    if owner is ResourceScope.PART:
        if permission in _OBJECT_ACTIONS:
            yield ResourceScope.PART, _OBJECT_ACTIONS[permission]
    elif permission == "WRITE":
        yield ResourceScope.PART, _UPLOAD
    else:
        yield ResourceScope.WHOLE, _BUCKET_ACTIONS[permission]


def acls_enabled(ownership: Value) -> Truth:
    """Return whether ACLs are enabled; they count as enabled if no ownership is declared."""
    if ownership is ABSENT or ownership is None:
        return Truth.TRUE
    if isinstance(ownership, tuple) and len(ownership) == 1:
        ownership = ownership[0]
    return ~is_same(ownership, "BucketOwnerEnforced")

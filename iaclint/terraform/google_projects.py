"""The Google Cloud project that a resource is in, or that a policy applies to.

Sources: "Provider Configuration" and the resources of organization policies and of IAM for
folders and organizations in the documentation of the Google provider.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.unsettled import PROJECTS
from iaclint.symbolic.values import (
    ABSENT,
    Identity,
    PartialString,
    Unknown,
    Value,
    concatenate,
)

_PROJECTS: Final = "projects/"
_FOLDER: Final = ("folder", "folders/")
_ORGANIZATION: Final = ("org_id", "organizations/")
_LEVELS: Final = {
    "google_folder_iam_binding": _FOLDER,
    "google_folder_iam_member": _FOLDER,
    "google_folder_iam_policy": _FOLDER,
    "google_folder_organization_policy": _FOLDER,
    "google_organization_iam_binding": _ORGANIZATION,
    "google_organization_iam_member": _ORGANIZATION,
    "google_organization_iam_policy": _ORGANIZATION,
    "google_organization_policy": _ORGANIZATION,
}
"""What applies to all projects of a folder or an organization.

With the argument for that, and what the name begins with.
"""
_PARENTS: Final = {"google_org_policy_policy": "parent"}
"""Policies that can apply to a project, a folder or an organization."""
_KINDS: Final = ("google_project", "data.google_project")
_ABOVE: Final = (
    "data.google_active_folder",
    "data.google_folder",
    "data.google_organization",
    "google_folder",
)
"""What is a folder or an organization."""
_NAMES: Final = ("id", "number", "project_id")
"""The attributes of a project that identify it."""


def is_of_google(kind: str) -> bool:
    """Return whether the Google provider has a type."""
    return kind.startswith("google_")


def project_of(kind: str, get: Callable[[str], Value], default: Value) -> Value:
    """Return the ID of a project, an unknown that is equal for the same one, or any of several.

    ``get`` reads an argument of the resource; ``default`` is the project of its provider.
    """
    if kind in _LEVELS:
        argument, start = _LEVELS[kind]
        return _some_of(get(argument), start)
    given = get(_PARENTS.get(kind, "project"))
    if given is ABSENT or given is None:
        return default
    return _some_of(given) if _is_above(given) else _named(given)


def _some_of(parent: Value, start: str = "") -> Unknown:
    """Return an unknown for the projects in a folder or an organization, which differs for each."""
    if isinstance(parent, str):
        return Unknown(f"{PROJECTS} in {start}{parent.removeprefix(start)}")
    return Unknown(f"{PROJECTS} in {next(iter(symbols(parent)), 'it')}")


def _is_above(value: Value) -> bool:
    """Whether a parent is certainly no project."""
    if isinstance(value, Unknown):
        return value.identity is not None and value.identity.kind in _ABOVE
    first = value.parts[0] if isinstance(value, PartialString) else value
    return isinstance(first, str) and first.startswith(("folders/", "organizations/"))


def _named(value: Value) -> Value:
    if isinstance(value, str):
        return value.removeprefix(_PROJECTS)
    if isinstance(value, PartialString) and value.parts[0] == _PROJECTS:
        return _named(concatenate(list(value.parts[1:])))
    identity = value.identity if isinstance(value, Unknown) else None
    if isinstance(value, Unknown) and identity is not None and identity.kind in _KINDS:
        return replace(value, identity=_canonical(identity))
    return value


def _canonical(identity: Identity) -> Identity:
    """Return the same identity for all attributes that identify a project."""
    same = identity.attribute in _NAMES
    return replace(identity, attribute="project_id") if same else identity

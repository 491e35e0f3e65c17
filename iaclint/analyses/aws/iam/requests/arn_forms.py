"""The ARNs of the resources that have policies, and of what is in them.

Source: *Actions, resources, and condition keys for AWS services* (Service Authorization Reference),
*Amazon Resource Names (ARNs)*, *IAM JSON policy elements: Resource*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from iaclint.analyses.aws.iam.language.patterns import ANY, ONE, overlap, read_pattern
from iaclint.symbolic.truth import Truth

STRICT: Final = "s3"
"""The service that rejects a policy for another resource: its author means this one."""

_FORMS: Final = {
    "aps": ("workspace/{}", "rulegroupsnamespace/{}/*"),
    "backup": ("backup-vault:{}",),
    "cloudsearch": ("domain/{}",),
    "cloudtrail": ("eventdatastore/{}", "channel/{}", "dashboard/{}"),
    "dynamodb": ("table/{}", "table/{}/*"),
    "ecr": ("repository/{}",),
    "elasticfilesystem": ("file-system/{}",),
    "es": ("domain/{}", "domain/{}/*"),
    "events": ("event-bus/{}", "rule/{}/*"),
    "glacier": ("vaults/{}",),
    "kinesis": ("stream/{}", "stream/{}/consumer/*"),
    "kms": ("key/{}",),
    "s3": ("{}", "{}/*", "accesspoint/{}", "accesspoint/{}/*"),
    "secretsmanager": ("secret:{}-??????",),
    "sns": ("{}",),
    "sqs": ("{}",),
}
"""The last part of the ARNs of a service's resources, by name or id, and of what is in them.

The policies of other services are also about resources of other types.
"""
_WITHIN: Final = "/*"
"""The end of the forms of what is in a resource."""
_DISTINGUISHED: Final = ("dynamodb", "es", STRICT)
"""Services for which the evaluation of a policy tells a resource from what is in it."""
_ARN_PARTS: Final = 6


def has_forms(service: str) -> bool:
    """Return whether the ARNs of a service's resources are known."""
    return service in _FORMS


def own_arns(service: str, name: str) -> Iterator[str]:
    """Yield patterns of the ARN of a resource."""
    prefix = f"arn:{ANY}:{service}:{ANY}:{ANY}:"
    return (prefix + _fill(form, name) for form in _FORMS[service] if not form.endswith(_WITHIN))


def names(pattern: str, service: str, name: str) -> Truth:
    """Return whether a pattern of ARNs matches that of a resource; unknown for a part of it.

    ``name`` may be a pattern: the result is then whether some name that matches it fits.
    """
    found = Truth.FALSE
    for form in _FORMS[service]:
        if _is_met(pattern, service, _fill(form, name)):
            is_part = form.endswith(_WITHIN) and service not in _DISTINGUISHED
            found |= Truth.UNKNOWN if is_part else Truth.TRUE
    return found


def last_part(pattern: str) -> str:
    """Return the part of an ARN that has the name; all of what is not an ARN."""
    return pattern.split(":", _ARN_PARTS - 1)[-1]


def names_in(pattern: str, service: str) -> Iterator[str]:
    """Yield the names in the last part of an ARN, as each of the forms has them."""
    last = last_part(pattern)
    starts = {form.partition("{")[0] for form in _FORMS[service]}
    return (last.removeprefix(start).partition("/")[0] for start in starts)


def names_all(value: object, service: str) -> bool:
    """Return whether a value names all resources of a service: ``*``, ``arn:aws:sqs:*:*:*``."""
    if not isinstance(value, str) or not value.endswith("*"):
        return False
    parts = value.split(":", _ARN_PARTS - 1)
    return value == "*" or (len(parts) == _ARN_PARTS and parts[2::3] == [service, "*"])


def _fill(form: str, name: str) -> str:
    start, end = form.split("{}")
    return read_pattern(start) + name + read_pattern(end)


def _is_met(pattern: str, service: str, last: str) -> bool:
    """Return whether a pattern of ARNs can match one with a last part."""
    parts = pattern.split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS:  # a star at the end of a part also matches colons
        return overlap(pattern, f"arn:{ANY}:{service}:{ANY}:{ANY}:{last}")
    return overlap(parts[0], "arn") and overlap(parts[2], service) and overlap(parts[-1], last)

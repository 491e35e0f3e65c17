"""The ARNs of the resources that have policies, and of what is in them.

Source: *Actions, resources, and condition keys for AWS services* (Service Authorization Reference),
*Amazon Resource Names (ARNs)*, *IAM JSON policy elements: Resource*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from iaclint.analyses.aws.iam.language.patterns import ANY, UNNAMED, overlap, read_pattern
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


def unnamed_arns(service: str) -> Iterator[str]:
    """Yield the ARNs of a resource whose name, as well as its account, no policy names."""
    prefix = f"arn:{UNNAMED}:{service}:{UNNAMED}:{UNNAMED}:"
    return (prefix + _fill(form, UNNAMED) for form in _FORMS[service] if not form.endswith(_WITHIN))


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
    return any(
        overlap(parts[0], "arn") and overlap(parts[2], service) and overlap(parts[-1], last)
        for parts in _split(pattern)
    )


def _split(pattern: str) -> Iterator[list[str]]:
    """Yield the parts of a pattern of ARNs; where it has fewer, a star also matches colons."""
    parts = pattern.split(":", _ARN_PARTS - 1)
    missing = _ARN_PARTS - len(parts)
    if not missing:
        yield parts
        return
    for n, part in enumerate(parts):
        if ANY in part:
            star = part.index(ANY)
            stars = [part[: star + 1], *[ANY] * (missing - 1), part[star:]]
            yield [*parts[:n], *stars, *parts[n + 1 :]]

"""The suppression comments of other tools.

They are read as the documentation of each tool describes them: "Suppressing and Skipping
Policies" of Checkov, "Ignoring Checks" of tfsec, "By Inline Comments" of Trivy, "Using commands on
scanned files as comments" of KICS, "In-File Instrumentation" of Terrascan.
"""

from __future__ import annotations

import re

from iaclint.suppressions.directive import Directive, Reach
from iaclint.suppressions.own_syntax import is_day

_IDS = re.compile(r"\s*([\w.-]+(?:\s*,\s*[\w.-]+)*)")
_SECTION = re.compile(r":(exp|ws):([^\s:]+)")
_IGNORED = re.compile(r"([^\s:\[]+)(?:\[([^\]]*)\])?")


def checkov(text: str) -> Directive | None:
    """Read what follows ``checkov:skip=``: ``CKV_AWS_20:reason``."""
    ids = _IDS.match(text)
    if ids is None:
        return None
    reason = text[ids.end() :].strip().removeprefix(":").strip().strip("\"'")
    return Directive("checkov", _split(ids[1]), Reach.BLOCK, reason)


def terrascan(text: str) -> Directive | None:
    """Read what follows ``ts:skip=``: ``AC_AWS_0214 reason``."""
    ids = _IDS.match(text)
    if ids is None:
        return None
    return Directive("terrascan", _split(ids[1]), Reach.BLOCK, text[ids.end() :].strip())


def tfsec(text: str) -> Directive | None:
    """Read what follows ``tfsec:ignore:``: ``aws-s3-enable-versioning:exp:2027-01-31``."""
    return _aqua("tfsec", text)


def trivy(text: str) -> Directive | None:
    """Read what follows ``trivy:ignore:``: ``AVD-AWS-0090[bucket=logs]:ws:dev-*``."""
    return _aqua("trivy", text)


def _aqua(tool: str, text: str) -> Directive | None:
    head = _IGNORED.match(text)
    if head is None:
        return None
    rest = text[head.end() :]
    sections: dict[str, str] = {}
    while section := _SECTION.match(rest):
        sections[section[1]] = section[2]
        rest = rest[section.end() :]
    until = sections.get("exp")
    pairs = (pair.partition("=") for pair in (head[2] or "").split(",") if pair.strip())
    return Directive(
        tool,
        (head[1].lower().removeprefix("avd-"),),
        Reach.ADJACENT,
        rest.strip(),
        until,
        attributes=tuple((name.strip(), value.strip()) for name, _, value in pairs),
        workspace=sections.get("ws"),
        mistake="" if until is None or is_day(until) else "invalid date",
    )


def kics(text: str) -> Directive | None:
    """Read what follows ``kics-scan``: ``ignore-line``, ``disable=ID,ID``."""
    command, _, rest = text.strip().partition(" ")
    name, _, written = command.partition("=")
    ids = _split(written)
    if name == "ignore-line":
        return Directive("kics", ("*",), Reach.LINE_BELOW, rest.strip())
    if name == "ignore-block":
        return Directive("kics", ("*",), Reach.BELOW, rest.strip())
    if name == "ignore":
        return Directive("kics", ("*",), Reach.FILE, rest.strip())
    if name == "disable" and ids:
        return Directive("kics", ids, Reach.FILE, rest.strip())
    if name == "enable" and ids:
        return Directive("kics", ("*",), Reach.FILE, rest.strip(), except_ids=ids)
    return None


def _split(ids: str) -> tuple[str, ...]:
    return tuple(id_ for part in ids.split(",") if (id_ := part.strip()))

"""Whether the blobs of a storage account allow anonymous read access.

Source: *Overview: Remediating anonymous read access for blob data*, *Configure anonymous read
access for containers and blobs* and *Configure Azure Storage firewalls and virtual networks* of
the Azure Storage documentation. An IP rule of the firewall allows a network whatever the default
action is, so rules for all addresses make the default action meaningless.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.grants import (
    Fields,
    Grant,
    GrantSummary,
    elements,
    evaluate_cases,
)
from iaclint.analyses.network.firewall import admits_everyone
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

FIELDS = ("containers", "allow_public_containers", "public_network", "default_action", "allowed")

_WITH = {"allowed": ("default_action",)}
"""Fields that decide together with another one."""

_LEVELS = {
    "blob": "anyone on the internet to read blobs whose names they know",
    "container": "anyone on the internet to list and read all blobs",
}


def analyse(facts: Facts) -> AnalysisResult:
    """Return whether blobs allow anonymous read access, with the reasons."""
    return evaluate_cases(facts, FIELDS, _evaluate)


def _evaluate(fields: Fields) -> GrantSummary:
    grants = list(_grants(fields["containers"]))
    if not grants:
        return GrantSummary((), [Step("no container allows anonymous access", "containers")])
    closed, steps, undecided = Truth.FALSE, [], []
    for field, truth, step in _switches(fields):
        closed |= truth
        steps.append(step)
        if truth is Truth.UNKNOWN:
            undecided += [fields[name] for name in (field, *_WITH.get(field, ()))]
    return GrantSummary(
        [replace(grant, blocked=closed) for grant in grants], steps, symbols(tuple(undecided))
    )


def _grants(containers: Value) -> Iterator[Grant]:
    for path, item in elements(containers):
        access = item.get("access", ABSENT) if isinstance(item, Mapping) else item
        name = item.get("name") if isinstance(item, Mapping) else None
        source = f'the container "{name}"' if isinstance(name, str) else "a container"
        place = (*path, "access") if isinstance(item, Mapping) else path
        for level, opens in _LEVELS.items():
            truth = is_same(access, level) if access is not ABSENT else Truth.FALSE
            if truth is not Truth.FALSE:
                yield Grant(truth, source, opens, "containers", place, symbols(access))
            if truth is Truth.UNKNOWN:
                break


def _switches(fields: Fields) -> Iterator[tuple[str, Truth, Step]]:
    """Yield the settings of the account that block anonymous access: a field, and whether it does.

    A setting that is not declared, as of an account that is created elsewhere, blocks nothing.
    """
    allowed, network = fields["allow_public_containers"], fields["public_network"]
    yield _switch(
        "allow_public_containers",
        _is_off(allowed),
        "the account disallows anonymous access",
        "the account allows anonymous access to containers",
    )
    yield _switch(
        "public_network",
        _is_off(network),
        "public network access of the account is disabled",
        "public network access of the account is enabled",
    )
    yield from _firewall(fields["default_action"], fields["allowed"])


def _firewall(action: Value, allowed: Value) -> Iterator[tuple[str, Truth, Step]]:
    denies = is_same(action, "Deny") if action is not ABSENT else Truth.FALSE
    admits = admits_everyone(allowed)
    if denies is Truth.FALSE or admits is Truth.FALSE:
        yield _switch(
            "default_action",
            denies,
            "the account's firewall denies all networks by default",
            "the account's firewall does not deny networks by default",
        )
    else:
        yield _switch(
            "allowed",
            denies & ~admits,
            "the account's firewall does not allow a broad range of addresses",
            "the IP rules of the account's firewall allow a broad range of addresses",
        )


def _is_off(value: Value) -> Truth:
    return Truth.FALSE if value is ABSENT or value is None else ~is_on(value)


def _switch(field: str, closes: Truth, yes: str, no: str) -> tuple[str, Truth, Step]:
    text = {Truth.TRUE: yes, Truth.FALSE: no, Truth.UNKNOWN: f"it is unknown whether {yes}"}
    return field, closes, Step(text[closes], field)

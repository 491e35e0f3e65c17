"""Who can read the blobs of a storage account without any credentials.

Source: *Overview: Remediating anonymous read access for blob data*, *Configure anonymous read
access for containers and blobs* and *Configure Azure Storage firewalls and virtual networks* of
the Azure Storage documentation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.grants import (
    Fields,
    Grant,
    Verdict,
    decide,
    elements,
)
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Value,
    is_same,
    symbols,
)

FIELDS = ("containers", "allow_public_containers", "public_network", "default_action")

_LEVELS = {
    "blob": "anyone on the internet read the blobs whose names they know",
    "container": "anyone on the internet list and read all blobs",
}


def analyse(facts: Facts) -> Outcome:
    """Return who can read the account's blobs, with the reasons."""
    return decide(facts, FIELDS, _judge)


def _judge(fields: Fields) -> Verdict:
    grants = list(_grants(fields["containers"]))
    if not grants:
        return Verdict((), [Step("no container is open to anonymous readers", "containers")])
    closed, steps, undecided = Truth.FALSE, [], []
    for field, truth, step in _switches(fields):
        closed |= truth
        steps.append(step)
        if truth is Truth.UNKNOWN:
            undecided.append(fields[field])
    return Verdict([replace(grant, closed=closed) for grant in grants], steps, symbols(undecided))


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
    """Yield what keeps anonymous readers out of the whole account: a field, and whether it does.

    What is not declared, as for an account that is made elsewhere, keeps nobody out.
    """
    allowed, network = fields["allow_public_containers"], fields["public_network"]
    yield _switch(
        "allow_public_containers",
        _is_off(allowed),
        "the account allows no container to be public",
        "the account allows containers to be public",
    )
    yield _switch(
        "public_network",
        _is_off(network),
        "the account cannot be reached from public networks",
        "the account can be reached from public networks",
    )
    action = fields["default_action"]
    yield _switch(
        "default_action",
        is_same(action, "Deny") if action is not ABSENT else Truth.FALSE,
        "the account's firewall denies all networks that it does not name",
        "the account has no firewall that denies networks it does not name",
    )


def _is_off(value: Value) -> Truth:
    return Truth.FALSE if value is ABSENT or value is None else ~is_on(value)


def _switch(field: str, closes: Truth, yes: str, no: str) -> tuple[str, Truth, Step]:
    text = {Truth.TRUE: yes, Truth.FALSE: no, Truth.UNKNOWN: f"it is not known whether {yes}"}
    return field, closes, Step(text[closes], field)

"""Whether the blobs of a storage account allow anonymous read access.

Source: *Overview: Remediating anonymous read access for blob data* and *Configure anonymous read
access for containers and blobs* of the Azure Storage documentation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.azure import storage_network
from iaclint.analyses.azure.storage_network import (
    blocked,
    is_off,
    switch,
    with_private_endpoints,
)
from iaclint.analyses.grants import (
    Fields,
    Grant,
    GrantSummary,
    elements,
    evaluate_cases,
)
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

FIELDS = ("containers", "allow_public_containers", *storage_network.FIELDS)

_LEVELS = {
    "blob": "anyone on the internet to read blobs whose names they know",
    "container": "anyone on the internet to list and read all blobs",
}


def analyse(facts: Facts) -> AnalysisResult:
    """Return whether blobs allow anonymous read access, with the reasons."""
    return with_private_endpoints(facts, evaluate_cases(facts, FIELDS, _evaluate))


def _evaluate(fields: Fields) -> GrantSummary:
    grants = list(_grants(fields["containers"]))
    if not grants:
        return GrantSummary((), [Step("no container allows anonymous access", "containers")])
    setting = switch(
        "allow_public_containers",
        is_off(fields["allow_public_containers"]),
        "the account disallows anonymous access",
        "the account allows anonymous access to containers",
    )
    return blocked(grants, fields, setting)


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

"""Whether anyone can connect to a Cloud SQL instance, and whether TLS protects the connections.

Anyone can connect if the instance has a public IP address, its authorized networks cover the
internet, and neither client certificates nor the Cloud SQL connectors are required: both identify
the client before it can try a password. An organization policy can reject the address or the
networks.

Source: *Configure public IP*, *Authorize with authorized networks*, *Cloud SQL language connectors*
(connector enforcement), *Configure SSL/TLS certificates* and *Cloud SQL organization policies* of
the Cloud SQL documentation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from msgspec.structs import replace

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.gcp.org_policies import (
    FIELD,
    NO_ADDRESSES,
    NO_NETWORKS,
    find_enforcement,
)
from iaclint.analyses.grants import Fields, GrantSummary, evaluate_cases
from iaclint.analyses.network.firewall import list_grants
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

FIELDS: Final = (
    "public_network", "allowed", "ssl_mode", "require_ssl", "engine", "connectors", FIELD,
)  # fmt: skip

_Switch: TypeAlias = tuple[Truth, Step, Sequence[str]]
"""Whether something keeps others out, a sentence about it, and the symbols that block it."""


def analyse(facts: Facts) -> AnalysisResult:
    """Return whether anyone can connect, with the reasons."""
    return evaluate_cases(facts, FIELDS, _evaluate, ("allowed",))


def _evaluate(fields: Fields) -> GrantSummary:
    grants = list(list_grants(fields["allowed"]))
    if not grants:
        return GrantSummary(
            (), [Step("its authorized networks do not cover the internet", "allowed")]
        )
    switches = list(_switches(fields))
    closed = Truth.any(truth for truth, _, _ in switches)
    named = [replace(grant, source="an authorized network", blocked=closed) for grant in grants]
    undecided = [s for truth, _, found in switches if truth is Truth.UNKNOWN for s in found]
    return GrantSummary(named, [step for _, step, _ in switches], undecided)


def _switches(fields: Fields) -> Iterator[_Switch]:
    """Yield what keeps others out; requirements and policies only if they are declared."""
    network = fields["public_network"]
    off = Truth.FALSE if _is_unset(network) else ~is_on(network)
    yes, no = "it has no public IP address", "it has a public IP address"
    yield _switch("public_network", off, yes, no, (network,))
    yield from _certificates(fields)
    connectors = fields["connectors"]
    if not _is_unset(connectors):
        required = is_same(connectors, "REQUIRED")
        yes = "it only accepts connections through connectors, which require IAM permissions"
        no = "it does not require connectors"
        yield _switch("connectors", required, yes, no, (connectors,))
    for constraint, what in ((NO_ADDRESSES, "public IP addresses"), (NO_NETWORKS, "networks")):
        found = find_enforcement(fields[FIELD], constraint)
        if found.is_declared:
            yes, no = f"an organization policy rejects {what}", f"no policy rejects {what}"
            _, step, _ = _switch(FIELD, found.truth, yes, no, ())
            yield found.truth, replace(step, path=found.path), found.blockers


def _certificates(fields: Fields) -> Iterator[_Switch]:
    """Yield whether clients need a certificate; ``ssl_mode`` takes precedence."""
    mode, legacy, engine = fields["ssl_mode"], fields["require_ssl"], fields["engine"]
    yes, no = "it requires a client certificate", "it does not require client certificates"
    if not _is_unset(mode):
        truth = is_same(mode, "TRUSTED_CLIENT_CERTIFICATE_REQUIRED")
        yield _switch("ssl_mode", truth, yes, no, (mode,))
    elif not _is_unset(legacy):
        truth = is_on(legacy) & ~_is_sql_server(engine)
        yield _switch("require_ssl", truth, yes, no, (legacy, engine))


def _is_sql_server(engine: Value) -> Truth:
    """Return whether client certificates are not supported."""
    if isinstance(engine, str):
        return Truth.of(engine.upper().startswith("SQLSERVER"))
    return Truth.FALSE if _is_unset(engine) else Truth.UNKNOWN


def _is_unset(value: Value) -> bool:
    return value is ABSENT or value is None


def _switch(field: str, truth: Truth, yes: str, no: str, values: tuple[Value, ...]) -> _Switch:
    text = {Truth.TRUE: yes, Truth.FALSE: no, Truth.UNKNOWN: f"it is unknown whether {yes}"}
    return truth, Step(text[truth], field), symbols(values)

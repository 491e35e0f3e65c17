"""Whether the network settings of a storage account block the internet.

Source: *Configure Azure Storage firewalls and virtual networks* and *Use private endpoints for
Azure Storage*. An IP rule of the firewall allows a network whatever the default action is, so rules
for all addresses make the default action meaningless. A private endpoint does not block the public
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.grants import Fields, Grant, GrantSummary
from iaclint.analyses.network.firewall import admits_everyone
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

FIELDS = ("public_network", "default_action", "allowed")

_WITH = {"allowed": ("default_action",)}
"""Fields that decide together with another one."""


class Switch(Struct, frozen=True):
    """A setting that blocks access, or would: a field, and whether it does."""

    field: str
    blocks: Truth
    step: Step


def blocked(grants: list[Grant], fields: Fields, *settings: Switch) -> GrantSummary:
    """Return grants with what blocks them: settings of the account, and its network.

    A setting that is not declared, as of an account that is created elsewhere, blocks nothing.
    """
    switches = [*settings, *_network(fields)]
    closed = Truth.any(switch.blocks for switch in switches)
    undecided = [s.field for s in switches if s.blocks is Truth.UNKNOWN]
    values = tuple(fields[name] for field in undecided for name in (field, *_WITH.get(field, ())))
    return GrantSummary(
        [replace(grant, blocked=closed) for grant in grants],
        [switch.step for switch in switches],
        symbols(values),
    )


def with_private_endpoints(facts: Facts, result: AnalysisResult) -> AnalysisResult:
    """Return a result that also says that the private endpoints block nothing, if there are any."""
    endpoints, value = facts.get("private_endpoints"), result.value
    is_public = isinstance(value, Mapping) and value["public"] is True
    if not is_public or endpoints in (ABSENT, None, ()):
        return result
    step = Step("a private endpoint does not block the public endpoint", "private_endpoints")
    return replace(result, steps=(*result.steps, step))


def switch(field: str, blocks: Truth, yes: str, no: str) -> Switch:
    """Return a setting with a step that says whether it blocks access."""
    text = {Truth.TRUE: yes, Truth.FALSE: no, Truth.UNKNOWN: f"it is unknown whether {yes}"}
    return Switch(field, blocks, Step(text[blocks], field))


def is_off(value: Value) -> Truth:
    """Return whether a setting is disabled; one that is not set is not."""
    return Truth.FALSE if value is ABSENT or value is None else ~is_on(value)


def _network(fields: Fields) -> Iterator[Switch]:
    yield switch(
        "public_network",
        is_off(fields["public_network"]),
        "public network access of the account is disabled",
        "public network access of the account is enabled",
    )
    yield _firewall(fields["default_action"], fields["allowed"])


def _firewall(action: Value, allowed: Value) -> Switch:
    denies = is_same(action, "Deny") if action is not ABSENT else Truth.FALSE
    admits = admits_everyone(allowed)
    if denies is Truth.FALSE or admits is Truth.FALSE:
        return switch(
            "default_action",
            denies,
            "the account's firewall denies all networks by default",
            "the account's firewall does not deny networks by default",
        )
    return switch(
        "allowed",
        denies & ~admits,
        "the account's firewall does not allow a broad range of addresses",
        "the IP rules of the account's firewall allow a broad range of addresses",
    )

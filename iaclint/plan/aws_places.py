"""The AWS account that a planned resource is in, as far as the configuration in a plan says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iaclint.plan.configuration import mapping, references
from iaclint.resource import Placement
from iaclint.symbolic.values import ABSENT, Identity, Unknown, Value
from iaclint.terraform.aws_accounts import (
    ARGUMENTS,
    CALLER,
    CREDENTIALS,
    of_argument,
    of_credentials,
)
from iaclint.terraform.provider.aws_endpoints import ENDPOINTS, endpoint, partition

if TYPE_CHECKING:
    from iaclint.plan.body import PlannedBody
    from iaclint.plan.change import Change
    from iaclint.plan.configuration import ModuleConfig
    from iaclint.plan.document import Plan


def place(plan: Plan, change: Change, body: PlannedBody) -> Placement:
    """Return the account of an AWS resource; the region is not distinguished, but its partition."""
    account = _account_of(plan, change, body)
    key, given = _provider(plan, change)
    blocks = _constant(given[ENDPOINTS]) if ENDPOINTS in given else ABSENT
    return Placement(
        account,
        partition=partition(_region(key, given)),
        endpoint=endpoint(change.type, key, blocks),
    )


def _provider(plan: Plan, change: Change) -> tuple[str, Mapping[str, Any]]:
    """Return the key and the expressions of the provider of a resource."""
    module = plan.configuration.at(change.module)
    block = mapping(module.resources.get(change.block)) if module else {}
    key = str(block.get("provider_config_key", ""))
    return key, mapping(mapping(plan.providers.get(key)).get("expressions"))


def _region(key: str, given: Mapping[str, Any]) -> Value:
    """Return the region of a provider, or an unknown for it."""
    region = _constant(given["region"]) if "region" in given else None
    if isinstance(region, str):
        return region
    how = f"{key}{given['region']}" if isinstance(region, Unknown) else ""
    return Unknown(f"the region of provider {key}", Identity("provider/region", how))


def _account_of(plan: Plan, change: Change, body: PlannedBody) -> Value:
    """Return the account of an AWS resource."""
    module = plan.configuration.at(change.module)
    block = module.resources.get(change.block) if module else None
    if module is None or block is None:
        # A plan without its configuration: only the planned value names another account.
        planned = body.get(ARGUMENTS[change.type]) if change.type in ARGUMENTS else ABSENT
        return of_argument(planned, _unsaid("aws", ""), lambda _: None)
    own = _account(plan, block)
    written = mapping(block.get("expressions")).get(ARGUMENTS.get(change.type, ""))
    if written is None:
        return own
    caller = _caller(module, references(written))
    given = body.get(ARGUMENTS[change.type]) if caller is None else ABSENT
    own = own if caller is None else _account(plan, caller)
    return of_argument(given, own, lambda _: None)


def _caller(module: ModuleConfig, names: tuple[str, ...]) -> Mapping[str, Any] | None:
    """Return the data source whose account number an expression consists of."""
    blocks = {".".join(name.split("[")[0].split(".")[:3]) for name in names}
    (block,) = blocks if len(blocks) == 1 else ("",)
    return module.resources.get(block) if block.startswith(f"{CALLER}.") else None


def _account(plan: Plan, block: Mapping[str, Any]) -> Value:
    """Return the account of the provider of a block; None if the plan does not say which it is."""
    key = block.get("provider_config_key")
    if not isinstance(key, str):
        return None
    config = plan.providers.get(key)
    if config is None and "." in key.rpartition(":")[2]:
        return _unsaid(key, key)
    expressions = mapping(mapping(config).get("expressions"))
    written = {name: expressions[name] for name in CREDENTIALS if name in expressions}
    # The same reference can have another value in another module.
    otherwise = _unsaid(key, f"{key}{written}" if "references" in str(written) else str(written))
    return of_credentials({name: _constant(each) for name, each in written.items()}, otherwise)


def _unsaid(key: str, how: str) -> Unknown:
    return Unknown(f"the account of provider {key}", Identity("provider/account", how))


def _constant(written: object) -> Value:
    """Return the value of an expression or of blocks of them, as far as it is constant."""
    if isinstance(written, list):
        return tuple(map(_constant, written))
    node = mapping(written)
    if "constant_value" in node:
        value = node["constant_value"]
        return tuple(value) if isinstance(value, list) else value
    if "references" in node:
        return Unknown(", ".join(references(node)))
    return {name: _constant(each) for name, each in node.items()}

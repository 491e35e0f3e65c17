"""Find the provider configuration of a resource, and so its account or project, and region.

See "Provider Configuration" and "Providers Within Modules" in Terraform's documentation, and
"Provider Configuration" and "Enhanced Region Support" in the AWS provider's. The provider of
Alibaba Cloud takes its account and region from arguments of the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from iaclint.resource import Placement
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, DEFERRED, Identity, Unknown, Value
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.aws_accounts import (
    ARGUMENTS,
    CALLER,
    CREDENTIALS,
    of_argument,
    of_credentials,
)
from iaclint.terraform.blocks.block import BlockInstance
from iaclint.terraform.google_projects import is_of_google, project_of
from iaclint.terraform.modules.inputs import CallInputs
from iaclint.terraform.provider.attributes import is_of_aws, nature_of
from iaclint.terraform.provider.aws_endpoints import ENDPOINTS, endpoint, partition
from iaclint.terraform.types.model import STRING, TerraformValue
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.modules.interface import Instance

_REGIONAL = ("aws", "alicloud")
"""The providers that are configured for one account and region."""


def place(instance: Instance, block: Block, body: BlockInstance) -> Placement:
    """Return the account or project, and the region, of a resource, as far as they are known."""
    kind = block.labels[0]
    if is_of_google(kind):
        return Placement(project_of(kind, _argument(block, body), _default(instance, block)))
    provider = kind.partition("_")[0]
    if provider not in _REGIONAL:
        return Placement()
    placement = _placed(instance, block, provider)
    argument = _argument(block, body)(ARGUMENTS.get(kind, ""))
    account = of_argument(argument, placement.account, partial(_account_of_caller, instance))
    # Since version 6 of the AWS provider a resource can name its region itself.
    is_named = is_of_aws(kind) and "region" in block.body.attributes
    region = body.get("region") if is_named else None
    if region is None:
        region = placement.region
    if not is_of_aws(kind):
        return Placement(account, region)
    return Placement(account, region, partition(region), _endpoint(instance, block))


def _placed(instance: Instance, block: Block, provider: str) -> Placement:
    """Return where the provider of a resource or data source deploys."""
    module, name = _provider(instance, block, provider)
    known = instance.context.placements
    if "[" in name:
        return _read_one_of_each(module, name)
    if (module.address, name) not in known:
        known[module.address, name] = _read(module, name)
    return known[module.address, name]


def _endpoint(instance: Instance, block: Block) -> Value:
    """Return what stands for the custom endpoint of an AWS resource; None if it has none."""
    module, name = _provider(instance, block, "aws")
    found = module.module.providers.get(name.partition("[")[0])
    if found is None:
        return None
    body = BlockInstance(found.body, found.span, module.scope, module.diagnostics)
    return endpoint(block.labels[0], name, body.get(ENDPOINTS))


def _account_of_caller(instance: Instance, owner: str) -> Value:
    """Return the account that a data source of a module or its callers reads; None if unknown.

    ``owner`` identifies its instance.
    """
    while True:
        for (kind, name), block in instance.module.data.items():
            address = f"{instance.context.scope}:{instance.prefixed(f'data.{kind}.{name}')}"
            if f"data.{kind}" == CALLER and f"{owner}[".startswith(f"{address}["):
                return _placed(instance, block, "aws").account
        if not isinstance(instance.inputs, CallInputs):
            return None
        instance = instance.inputs.caller


def _argument(block: Block, body: BlockInstance) -> Callable[[str], Value]:
    """Return a function that reads an argument if it is written."""
    return lambda name: body.get(name) if name in block.body.attributes else ABSENT


def _default(instance: Instance, block: Block) -> Value:
    """Return the project of the provider of a Google Cloud resource."""
    module, name = _provider(instance, block, "google")
    found = module.module.providers.get(name)
    project: Value = ABSENT
    if found is not None:
        body = BlockInstance(found.body, found.span, module.scope, module.diagnostics)
        project = body.get("project")
    return _unsaid("project", name, "") if project is ABSENT or project is None else project


def _provider(instance: Instance, block: Block, default: str) -> tuple[Instance, str]:
    """Return the module that configures the provider of a resource, and its name there."""
    written = block.body.attributes.get("provider")
    return _configured(instance, _name(written.expression) if written else default)


def computed_arguments(
    instance: Instance, block: Block, address: str
) -> Mapping[str, Callable[[BlockInstance], TerraformValue]] | None:
    """Return the attributes that the AWS provider computes, and rules or references read.

    They follow from its own configuration, except for the id of a prefix list: rules of security
    groups are compared with it.
    """
    kind = block.labels[0]
    if block.type != "resource" or not is_of_aws(kind):
        return None
    computed: dict[str, Callable[[BlockInstance], TerraformValue]] = {
        "tags_all": partial(_all_tags, instance, block)
    }
    if kind == _PREFIX_LIST:
        identity = Identity(
            f"{instance.context.scope}:{address}", "id", kind, nature_of(kind, "id")
        )
        own_id = Unknown(f"{address}.id", identity, STRING, not_null=True)
        computed["id"] = lambda body: own_id
    return computed


_PREFIX_LIST: Final = "aws_ec2_managed_prefix_list"


def _all_tags(instance: Instance, block: Block, body: BlockInstance) -> TerraformValue:
    """Return ``tags_all`` of a resource: its own tags over the provider's ``default_tags``.

    ``ABSENT``, so that references to it are unknown, if the configuration has no provider block:
    a calling module may have such tags. See "Resource Tagging" in the AWS provider's documentation.
    """
    module, name = _provider(instance, block, "aws")
    provider = module.module.providers.get(name)
    if provider is None:
        return ABSENT
    scope, diagnostics = module.scope, module.diagnostics
    defaults = BlockInstance(provider.body, provider.span, scope, diagnostics).value("default_tags")
    first = defaults[0] if isinstance(defaults, tuple) and defaults else defaults
    given = first.get("tags") if isinstance(first, Mapping) else first
    tags = [unmark(value)[0] for value in (given, body.value("tags"))]
    blocked = next((symbol for value in tags for symbol in _blocking(value)), None)
    if blocked is not None:
        return Unknown(blocked, not_null=True)
    merged = {k: v for value in tags if isinstance(value, Mapping) for k, v in value.items()}
    return dict(sorted(merged.items()))


def _blocking(value: TerraformValue) -> tuple[str, ...]:
    """Return what makes the keys of tags unknown; unknown values in them do no harm."""
    return symbols(value) if isinstance(value, DEFERRED) else ()


def _name(expression: ex.Expression) -> str:
    return expression.span.text.strip('"')


def _configured(instance: Instance, name: str) -> tuple[Instance, str]:
    """Follow a provider's local name to the module that configures it, and its name there."""
    while name not in instance.module.providers and isinstance(instance.inputs, CallInputs):
        given = _handed_over(instance.inputs.call, name)
        if given is None and "." in name:
            break
        instance, name = instance.inputs.caller, given or name
    return instance, name


def _handed_over(call: Block, name: str) -> str | None:
    """Return what a module call's ``providers`` has for a name."""
    providers = call.body.attributes.get("providers")
    if providers is None or not isinstance(providers.expression, ex.Object):
        return None
    items = providers.expression.items
    return next((_name(value) for key, value in items if _name(key) == name), None)


def _read(module: Instance, name: str) -> Placement:
    block = module.module.providers.get(name)
    if block is None:
        # Without a block, a default provider has the settings of the environment; what an alias
        # is, only a caller says.
        caller = name if "." in name else ""
        return Placement(_same({}, name, caller), _unsaid("region", name, caller))
    body = BlockInstance(block.body, block.span, module.scope, module.diagnostics)
    region = body.get("region")
    if region is ABSENT or region is None:
        region = _unsaid("region", name, "")
    return Placement(_account(body, name), region)


def _read_one_of_each(module: Instance, name: str) -> Placement:
    """Return where one provider of OpenTofu's ``for_each`` deploys: which one, only a key says.

    Without credentials of their own, all of them are for the same account.
    """
    block = module.module.providers.get(name.partition("[")[0])
    account = Unknown(f"the account of provider {name}")
    if block is not None:
        written = {*block.body.attributes, *(each.type for each in block.body.blocks)}
        account = account if written & {"dynamic", *CREDENTIALS} else _same({}, name)
    return Placement(account, Unknown(f"the region of provider {name}"))


def _account(body: BlockInstance, provider: str) -> Value:
    """Return the number of an account, or an unknown for the account with these credentials."""
    credentials = {name: body.get(name) for name in CREDENTIALS}
    given = {name: value for name, value in credentials.items() if value is not ABSENT}
    return of_credentials(given, _same(given, provider))


def _same(given: Mapping[str, Value], provider: str, caller: str = "") -> Unknown:
    return _unsaid("account", provider, caller or repr(given))


def _unsaid(what: str, provider: str, how: str) -> Unknown:
    """Return an unknown that is equal for all providers with the same settings."""
    return Unknown(f"the {what} of provider {provider}", Identity(f"provider/{what}", how))

"""Find the provider configuration of a resource, and so its account or project, and region.

See "Provider Configuration" and "Providers Within Modules" in Terraform's documentation, and
"Provider Configuration" and "Enhanced Region Support" in the AWS provider's. The provider of
Alibaba Cloud takes its account and region from arguments of the same names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from iaclint.resource import Placement
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, DEFERRED, Identity, Unknown, Value
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.block import BlockInstance
from iaclint.terraform.google_projects import is_of_google, project_of
from iaclint.terraform.modules.inputs import CallInputs
from iaclint.terraform.provider_attributes import is_of_aws
from iaclint.terraform.types.model import TerraformValue
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.modules.interface import Instance

_REGIONAL = ("aws", "alicloud")
"""The providers that are configured for one account and region."""

_CREDENTIALS = (
    "access_key",
    "allowed_account_ids",
    "assume_role",
    "assume_role_with_web_identity",
    "profile",
    "shared_config_files",
    "shared_credentials_file",
    "shared_credentials_files",
)
_ROLE = re.compile(r"arn:[^:]*:iam::(\d{12}):")
_ACCOUNT = re.compile(r"\d{12}")


def place(instance: Instance, block: Block, body: BlockInstance) -> Placement:
    """Return the account or project, and the region, of a resource, as far as they are known."""
    kind = block.labels[0]
    if is_of_google(kind):
        return Placement(project_of(kind, _argument(block, body), _default(instance, block)))
    provider = kind.partition("_")[0]
    if provider not in _REGIONAL:
        return Placement()
    module, name = _provider(instance, block, provider)
    known = instance.context.placements
    if (module.address, name) not in known:
        known[module.address, name] = _read(module, name)
    placement = known[module.address, name]
    # Since version 6 of the AWS provider a resource can name its region itself.
    is_named = is_of_aws(kind) and "region" in block.body.attributes
    region = body.get("region") if is_named else None
    return Placement(placement.account, region) if region is not None else placement


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
    instance: Instance, block: Block
) -> Mapping[str, Callable[[BlockInstance], TerraformValue]] | None:
    """Return the attributes that the AWS provider computes from its own configuration."""
    if block.type == "resource" and is_of_aws(block.labels[0]):
        return {"tags_all": partial(_all_tags, instance, block)}
    return None


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
        return Placement(_same({}, name), _unsaid("region", name, ""))
    body = BlockInstance(block.body, block.span, module.scope, module.diagnostics)
    region = body.get("region")
    if region is ABSENT or region is None:
        region = _unsaid("region", name, "")
    return Placement(_account(body, name), region)


def _account(body: BlockInstance, provider: str) -> Value:
    """Return the number of an account, or an unknown for the account with these credentials."""
    credentials = {name: body.get(name) for name in _CREDENTIALS}
    given = {name: value for name, value in credentials.items() if value is not ABSENT}
    allowed = given.get("allowed_account_ids")
    if isinstance(allowed, tuple) and len(allowed) == 1:
        (number,) = allowed
        if isinstance(number, str) and _ACCOUNT.fullmatch(number):
            return number
    role = _ROLE.search(str(given.get("assume_role", "")))
    return role[1] if role else _same(given, provider)


def _same(given: Mapping[str, Value], provider: str) -> Unknown:
    return _unsaid("account", provider, repr(given))


def _unsaid(what: str, provider: str, how: str) -> Unknown:
    """Return an unknown that is equal for all providers with the same settings."""
    return Unknown(f"the {what} of provider {provider}", Identity(f"provider/{what}", how))

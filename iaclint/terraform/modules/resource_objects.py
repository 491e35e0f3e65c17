"""Make the object that a reference to a resource or data source returns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.symbolic.choices import at_deployment
from iaclint.symbolic.derivations import attribute_identity
from iaclint.symbolic.natures import UNSPECIFIED, Form, Nature, named
from iaclint.symbolic.structure import unknowns
from iaclint.symbolic.values import ABSENT, Identity, PartialString, Unknown
from iaclint.terraform.attribute_formats import NAME, formats_of
from iaclint.terraform.blocks.google_iam_policy import google_policy
from iaclint.terraform.blocks.iam_policy_document import policy_document
from iaclint.terraform.blocks.kms_keys import FINDS_KEY, kind_of_key
from iaclint.terraform.blocks.local_files import file_content
from iaclint.terraform.blocks.repeated_values import repeated_value
from iaclint.terraform.blocks.template_file import rendered
from iaclint.terraform.eval.expansion.instances import INSTANCE_STEPS
from iaclint.terraform.modules.found_resources import found_attribute
from iaclint.terraform.provider.attributes import nature_of, nature_of_argument
from iaclint.terraform.provider.network_lookups import lookup_of
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import STRING, TerraformValue, is_null
from iaclint.terraform.types.sensitivity import marked, unmark

if TYPE_CHECKING:
    from iaclint.resource import Path
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.modules.root_context import RootContext

_ALWAYS_SET = frozenset(
    ("arn", "id", "kms_service_account_id", "logging_service_account_id", "result",
     "self_link", "unique_id", "versionless_id")
)  # fmt: skip
"""Attributes that every resource that has them sets: they identify it, or it exists for them."""
_KEYS: Final = "aws_kms_"
"""The start of the types of resources that always have a ``key_id``."""
_NAMED: Final = ("azurerm_", "google_")
"""The starts of the types of resources whose ``name`` is required, or given by the provider."""
_LEFT_OPEN: Final = "iaclint_unknown"
"""The type of the data sources that mark what a stub leaves open."""
_NAME: Final = Nature(is_of_resource=True)

_TEXTS = frozenset(("arn", "id"))
"""Attributes that are text, whatever the resource."""


def resource_value(
    block: Block, address: str, body: BlockInstance, context: RootContext
) -> LazyObject[TerraformValue]:
    """Return one instance as an object.

    An argument has its configured value. The provider sets all other attributes: they are
    unknown, with this instance as their identity.
    """
    owner = f"{context.scope}:{address}"
    kind = (block.type, block.labels[0])
    name_of_kind = kind[1] if block.type == "resource" else ".".join(kind)

    formats = formats_of(name_of_kind)
    # Reports say what a stub leaves open as if the module had it: `module.logs.policy.json`.
    shown = address.replace(f"data.{_LEFT_OPEN}.", "") if kind == ("data", _LEFT_OPEN) else address

    def identity(name: str) -> Identity:
        if formats is None or name not in formats.attributes:
            return Identity(owner, name, name_of_kind, nature_of(name_of_kind, name))
        return attribute_identity(owner, name, name_of_kind, formats, known_name)

    def argument(name: str) -> Identity:
        if formats is None or name not in formats.attributes:
            nature = nature_of_argument(name_of_kind, name)
            return Identity(owner, name, name_of_kind, nature)
        return identity(name)

    def known_name() -> object:
        assert formats is not None
        written = [body.value(n) for n, text in formats.attributes.items() if text == NAME]
        return next((value for value in written if isinstance(value, str)), None)

    def unset(path: Path) -> Unknown:
        place = ".".join(map(str, path))
        nature = nature_of(name_of_kind, place)
        steps = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path)
        return Unknown(address + steps, Identity(owner, place, name_of_kind, nature))

    def take(statements: int) -> None:
        context.budget.spend(block.span, INSTANCE_STEPS * statements)

    @cache
    def document() -> TerraformValue:
        return context.budget.make(policy_document(body, take), block.span)

    def read(name: str) -> TerraformValue:
        if kind == _DOCUMENT and name in ("json", "minified_json"):
            return document()
        if kind == _GOOGLE_POLICY and name == "policy_data":
            return google_policy(body)
        if kind[1] == _TEMPLATE and name == "rendered":
            return rendered(body, context.function_context)
        value = repeated_value(name_of_kind, name, body.value)
        if value is ABSENT:
            value = file_content(block, body, name, context.function_context)
        if value is not ABSENT and block.type == "resource":
            given, is_sensitive = unmark(_identified(value, argument(name)))
            return marked(at_deployment(given, f"{address}.{name}", identity(name)), is_sensitive)
        if value is ABSENT:
            value = body.referenced(name, unset)
        if value is ABSENT and block.type == "data":
            value = found_attribute(kind[1], address, owner, body, name)
        if value is not ABSENT and not is_null(value):
            given = _identified(value, argument(name))
            if name == "name" and name_of_kind.startswith(_NAMED) and isinstance(given, Unknown):
                derived = _NAME if given.nature == UNSPECIFIED else given.derived
                return replace(given, not_null=True, derived=derived)
            return given
        if name == "id" and address in (imported := context.imported()):
            return imported[address]
        if kind == _STORED and _is_null_stored(body, name):
            return None
        found = identity(name)
        if block.type == "data" and kind[1] in FINDS_KEY:
            found = replace(found, kind=kind_of_key(kind[1], body) or found.kind)
        if block.type == "data":
            found = replace(found, lookup=lookup_of(kind[1], body.names, body.get))
        symbol = named(f"{shown}.{name}", found.nature)
        kind_of_value = STRING if name in _TEXTS else None
        is_never_empty = (
            name in _ALWAYS_SET
            or (formats is not None and name in formats.attributes)
            or (found.nature.is_unguessable and kind[0] == "resource")
            or (name == "key_id" and name_of_kind.startswith(_KEYS))
        )
        if is_never_empty:
            found = replace(found, nature=replace(found.nature, is_never_empty=True))
        is_set = is_never_empty or found.nature.form is Form.ADDRESS
        return Unknown(symbol, found, kind_of_value, not_null=is_set)

    return LazyObject(body.names(), read)


_DOCUMENT = ("data", "aws_iam_policy_document")
_GOOGLE_POLICY = ("data", "google_iam_policy")
_TEMPLATE = "template_file"  # a resource before version 2 of the provider
_STORED = ("resource", "terraform_data")


def _is_null_stored(body: BlockInstance, name: str) -> bool:
    """Return whether an attribute of ``terraform_data`` is null: not set."""
    argument = "input" if name == "output" else name
    value = body.value(argument)
    return argument in ("input", "triggers_replace") and (value is ABSENT or is_null(value))


def _identified(value: TerraformValue, identity: Identity) -> TerraformValue:
    """Return an unknown value with the identity of the argument, unless it has a better one.

    The configuration gives the value, which may refer to any other resource.
    """
    if isinstance(value, Unknown) and value.identity is None and type(value) is Unknown:
        return Unknown(value.symbol, _as_given(identity), value.type, value.not_null)
    if isinstance(value, PartialString) and any(p.identity is None for p in unknowns(value)):
        return Unknown(next(unknowns(value)).symbol, _as_given(identity), not_null=True)
    return value


def _as_given(identity: Identity) -> Identity:
    return replace(identity, nature=replace(identity.nature, is_of_resource=False))

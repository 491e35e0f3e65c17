"""The natures of the attributes of resources and data sources.

Sources: the documentation of the AWS, Azure, Google Cloud and ``random`` providers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from iaclint.symbolic.natures import Form, Nature, form_of

# Account numbers are not secret, but attackers cannot guess them as a part of a name.
_ACCOUNT: Final = Nature(Form.ACCOUNT, is_assigned=True, is_unguessable=True)

_NATURES: Final = {
    ("data.aws_caller_identity", "account_id"): _ACCOUNT,
    ("data.aws_caller_identity", "id"): _ACCOUNT,
}
"""Attributes whose nature does not follow from their name, by type and name."""

_ADDRESSES: Final = {
    "aws_eip": ("public_ip", "private_ip"),
    "aws_instance": ("public_ip", "private_ip"),
    "aws_nat_gateway": ("public_ip", "private_ip"),
    "azurerm_container_app_environment": ("static_ip_address",),
    "azurerm_container_group": ("ip_address",),
    "azurerm_linux_virtual_machine": ("public_ip_address", "private_ip_address"),
    "azurerm_network_interface": ("private_ip_address",),
    "azurerm_public_ip": ("ip_address",),
    "azurerm_windows_virtual_machine": ("public_ip_address", "private_ip_address"),
    "google_compute_address": ("address",),
    "google_compute_global_address": ("address",),
    "google_compute_instance": ("nat_ip", "network_ip"),
}
"""The attributes that are an IP address, by resource type; data sources have them, too.

Those of a block are named without it: ``network_interface.0.network_ip``.
"""

_SERVICES: Final = {"aws_s3_bucket": "s3", "data.aws_s3_bucket": "s3"}
"""The service in the ARNs of a type's attributes."""

_DELIVERERS: Final = {
    "data.aws_cloudfront_log_delivery_canonical_user_id": "cloudfront",
    "data.aws_cloudtrail_service_account": "cloudtrail",
    "data.aws_elb_service_account": "elasticloadbalancing",
}
"""The service that delivers logs as the account or user of a data source."""

_RANDOM: Final = frozenset(
    ("random_bytes", "random_id", "random_integer", "random_password", "random_pet",
     "random_string", "random_uuid", "random_uuid4", "random_uuid7")
)  # fmt: skip

_AWS_KINDS: Final = ("aws_", "data.aws_")
"""The prefix of the types of the AWS provider."""
_ANYTHING: Final = frozenset(("data.aws_arn",))
"""The types whose attributes hold any text that the configuration gives them."""
_HOLDERS: Final = frozenset(("aws_cloudformation_stack", "terraform_data", "null_resource"))
"""The types whose attributes refer to resources that are created elsewhere."""
_NAMES: Final = frozenset(("bucket", "dns_suffix", "partition", "region"))
_INDEX: Final = re.compile(r"\.[0-9]+$")
"""The end of a path to an element of a list, such as ``arns.0``."""

_GOOGLE_KINDS: Final = ("google_", "data.google_")
"""The prefix of the types of the Google Cloud provider."""
_GRANTS: Final = "_iam_"
"""A part of the names of types whose members the configuration sets."""
_GOOGLE_ENDINGS: Final = {
    "email": Form.EMAIL,
    "email_address": Form.EMAIL,
    "service_account": Form.EMAIL,
    "service_account_id": Form.EMAIL,
    "member": Form.MEMBER,
    "principal": Form.MEMBER,
    "writer_identity": Form.MEMBER,
}
"""The forms of attributes that the provider sets, by the end of their names: service identities."""
_ORGANIZATIONS: Final = "organizations"


def is_of_aws(kind: str) -> bool:
    """Return whether the AWS provider has a type."""
    return kind.startswith(_AWS_KINDS)


def is_write_only(argument: str) -> bool:
    """Return whether neither plans nor states have the value of an argument."""
    return argument.endswith("_wo") or argument == "sensitive_body"


def nature_of_argument(kind: str, attribute: str) -> Nature:
    """Return the nature of an attribute that the configuration sets; AWS rejects other values."""
    nature = nature_of(kind, attribute)
    return nature if is_of_aws(kind) else replace(nature, form=Form.OTHER, is_assigned=False)


@lru_cache(maxsize=4096)
def nature_of(kind: str, attribute: str) -> Nature:
    """Return what an attribute is: as listed, else what its name tells.

    ``kind`` is a type of resource, or of data source as in ``data.aws_arn``; empty for a
    variable or an output of a module.
    """
    listed = _NATURES.get((kind, attribute))
    if listed is not None:
        return listed
    if kind.startswith(_GOOGLE_KINDS) and _GRANTS not in kind:
        ends = (form for end, form in _GOOGLE_ENDINGS.items() if attribute.endswith(end))
        identity = next(ends, None)
        if identity is not None:
            return Nature(identity, is_assigned=True, is_of_resource=_is_of_resource(kind))
    if attribute.rpartition(".")[2] in _ADDRESSES.get(kind.removeprefix("data."), ()):
        return Nature(Form.ADDRESS, is_assigned=True, is_of_resource=_is_of_resource(kind))
    is_assigned = is_of_aws(kind) and kind not in _ANYTHING
    form = Form.NAME if attribute in _NAMES else _form(attribute, is_assigned)
    if form is Form.NAME and not is_assigned:
        form = Form.OTHER  # others may name a thing by any text
    return Nature(
        form,
        service=_SERVICES.get(kind, "") if form is Form.ARN else "",
        is_assigned=is_assigned and form is not Form.OTHER,
        is_of_organization=_ORGANIZATIONS in kind,
        is_of_resource=_is_of_resource(kind),
        is_unguessable=kind in _RANDOM,
        delivers_for=_DELIVERERS.get(kind, ""),
    )


def _form(attribute: str, is_assigned: bool) -> Form:
    """Return the form that a name tells; a list has that of its elements, as in ``arns``."""
    return form_of(_INDEX.sub("", attribute).removesuffix("s") if is_assigned else attribute)


def _is_of_resource(kind: str) -> bool:
    return bool(kind) and not kind.startswith("data.") and kind not in _HOLDERS

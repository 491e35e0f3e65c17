"""The functions of the AWS provider, ``provider::aws::…``, which work on the text of ARNs."""

from __future__ import annotations

from iaclint.terraform.functions.builtin import Text, builtin
from iaclint.terraform.functions.context import CallError, Context
from iaclint.terraform.functions.strings import join
from iaclint.terraform.types.model import STRING, ListValue, TerraformValue

_SECTIONS = ("partition", "service", "region", "account_id", "resource")


@builtin("provider::aws::arn_parse")
def arn_parse(arn: str) -> TerraformValue:
    """Return the sections of an ARN by name."""
    prefix, *sections = arn.split(":", len(_SECTIONS))
    if prefix != "arn" or len(sections) != len(_SECTIONS):
        raise CallError("this is not an ARN", 0)
    return dict(zip(_SECTIONS, sections, strict=True))


@builtin("provider::aws::arn_build", unknowns=True)
def arn_build(
    context: Context,
    partition: Text,
    service: Text,
    region: Text,
    account_id: Text,
    resource: Text,
) -> TerraformValue:
    """Return the ARN that has some sections."""
    sections = ("arn", partition, service, region, account_id, resource)
    return join(context, ":", ListValue(sections, STRING))


@builtin("provider::aws::trim_iam_role_path")
def trim_iam_role_path(arn: str) -> str:
    """Return the ARN of an IAM role without the path of the role."""
    start, slash, path = arn.partition(":role/")
    if not slash:
        raise CallError("this is not the ARN of an IAM role", 0)
    return f"{start}{slash}{path.rpartition('/')[2]}"

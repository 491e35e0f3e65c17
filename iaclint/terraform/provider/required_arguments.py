"""Arguments, and elements of maps, that only the configuration sets, and no provider.

Sources: the documentation of the AWS and Google Cloud providers.
"""

from __future__ import annotations

import re
from typing import Final

_REQUIRED: Final = (
    (r"aws_\w+_policy", r"policy|policy_document|resource_policy|access_polic(?:y|ies)"),
    (r"google_\w+_iam_(?:binding|member|policy)", r"members?|policy_data|role"),
    (r"aws_s3_bucket_acl", r"acl"),
    (r"aws_s3_\w+_public_access_block", r"(?:block|ignore|restrict)_public_\w+"),
    (r"aws_lambda_permission", r"principal"),
)
"""Patterns of types, and of arguments that are required or have a fixed default."""
_OPTIONAL: Final = frozenset(("aws_vpc_endpoint_policy",))
"""The types that have a value for each argument."""
_MAPS: Final = (
    (r"(?:aws|awscc)_cloudformation_stack|aws_cloudformation_stack_set", "parameters"),
    (r"aws_cloudformation_stack_(?:set_instance|instances)", "parameter_overrides"),
)
"""Patterns of types, and arguments that are maps."""


def is_written_element(kind: str, name: str) -> bool:
    """Return whether a resource of a type has those elements of a map that are written."""
    return any(re.fullmatch(type_, kind) and name == own for type_, own in _MAPS)


def is_required(kind: str, name: str) -> bool:
    """Return whether a resource of a type certainly has an argument as it is written."""
    return kind not in _OPTIONAL and any(
        re.fullmatch(type_, kind) and re.fullmatch(names, name) for type_, names in _REQUIRED
    )

"""What ``Ref`` and ``Fn::GetAtt`` return for resources, and what pseudo parameters are.

Sources: *Template reference* (return values of each type) and *Pseudo parameters reference* of
AWS CloudFormation.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from iaclint.cloudformation.template.template import CUSTOM
from iaclint.symbolic.natures import UNSPECIFIED, Form, Nature, form_of

REF: Final = "Ref"
"""The attribute that ``Ref`` returns."""
OUTPUTS: Final = "Outputs."
"""The prefix of the attributes of a nested stack."""

_NAME: Final = Nature(Form.NAME, is_assigned=True)

_PSEUDO_PARAMETERS: Final = {
    # Account numbers are not secret, but attackers cannot guess them as a part of a name.
    "AWS::AccountId": Nature(Form.ACCOUNT, is_assigned=True, is_unguessable=True),
    # The id of a stack ends in a UUID.
    "AWS::StackId": Nature(Form.ID, is_assigned=True, is_unguessable=True),
}

_SERVICES: Final = {"AWS::S3::Bucket": "s3"}
"""The service in the ARNs of a type's attributes."""

_AWS: Final = "AWS::"
_ORGANIZATIONS: Final = "organizations"
_OWN_ACCOUNT: Final = frozenset(("accountid", "ownerid"))


@lru_cache(maxsize=4096)
def nature_of(kind: str, attribute: str) -> Nature:
    """Return what an attribute of a resource of a type is, by its name.

    Custom resources and the outputs of nested stacks can return anything.
    """
    is_assigned = kind.startswith(_AWS) and kind != CUSTOM and not attribute.startswith(OUTPUTS)
    form = Form.NAME if attribute == REF else form_of(attribute)
    if form is Form.NAME and not is_assigned:
        form = Form.OTHER  # others may name a thing by any text
    return Nature(
        form,
        service=_SERVICES.get(kind, "") if form is Form.ARN else "",
        is_assigned=is_assigned and form is not Form.OTHER,
        is_of_organization=_ORGANIZATIONS in kind.lower(),
        is_of_resource=is_assigned,
    )


def nature_of_pseudo_parameter(name: str) -> Nature:
    """Return what a pseudo parameter is."""
    return _PSEUDO_PARAMETERS.get(name, _NAME)


def nature_of_export(name: str) -> Nature:
    """Return what an export is: ``Network:AccountId`` is the number of the same account."""
    _, colon, last = name.rpartition(":")
    is_account = colon and last.lower().replace("_", "") in _OWN_ACCOUNT
    return Nature(Form.ACCOUNT) if is_account else UNSPECIFIED

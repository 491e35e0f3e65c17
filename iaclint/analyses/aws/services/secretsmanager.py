"""The policies of AWS Secrets Manager secrets.

Every request is signed, so none is anonymous. With ``BlockPublicPolicy``, Secrets Manager rejects
a public policy.

Source: *Actions, resources, and condition keys for AWS Secrets Manager* (Service Authorization
Reference), *PutResourcePolicy* of its API.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Step
from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.restriction import Restriction
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth

_BLOCK = "block_public_policy"
_ACTIONS = {
    AccessLevel.READ: "GetSecretValue",
    AccessLevel.WRITE: "PutSecretValue UpdateSecret DeleteSecret RestoreSecret",
    AccessLevel.OTHER: """
        CancelRotateSecret DeleteResourcePolicy DescribeSecret GetResourcePolicy
        ListSecretVersionIds PutResourcePolicy RemoveRegionsFromReplication
        ReplicateSecretToRegions RotateSecret StopReplicationToReplica TagResource
        UntagResource UpdateSecretVersionStage ValidateResourcePolicy""",
}


def _list_restrictions(facts: Facts) -> list[Restriction]:
    value = facts.get(_BLOCK)
    blocked = is_on(value)
    text = {
        Truth.TRUE: "BlockPublicPolicy is enabled: Secrets Manager rejects a public policy",
        Truth.FALSE: "BlockPublicPolicy is not enabled",
        Truth.UNKNOWN: "it is unknown whether BlockPublicPolicy is enabled",
    }
    return [Restriction(blocked, Step(text[blocked], _BLOCK), tuple(symbols(value)))]


SERVICE = Service(
    prefix="secretsmanager",
    policy="the resource policy",
    actions=index_actions("secretsmanager", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "read the secret",
        AccessLevel.WRITE: "change the secret",
        AccessLevel.OTHER: "perform administrative actions",
    },
    signed_only=True,
    restrictions=_list_restrictions,
)

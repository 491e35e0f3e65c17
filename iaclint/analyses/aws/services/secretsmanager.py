"""The policies of AWS Secrets Manager secrets.

Every call is signed, so nobody is anonymous. With ``BlockPublicPolicy`` AWS refuses a policy that
opens the secret.

Source: *Actions, resources, and condition keys for AWS Secrets Manager* (Service Authorization
Reference), *PutResourcePolicy* of its API.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import Closure, analyse_policy
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.values import Truth, symbols

_BLOCK = "block_public_policy"
_ACTIONS = {
    Deed.READ: "GetSecretValue",
    Deed.WRITE: "PutSecretValue UpdateSecret DeleteSecret RestoreSecret",
    Deed.OTHER: """
        CancelRotateSecret DeleteResourcePolicy DescribeSecret GetResourcePolicy
        ListSecretVersionIds PutResourcePolicy RemoveRegionsFromReplication
        ReplicateSecretToRegions RotateSecret StopReplicationToReplica TagResource
        UntagResource UpdateSecretVersionStage ValidateResourcePolicy""",
}

SERVICE = Service(
    prefix="secretsmanager",
    policy="the policy of the secret",
    actions=index_actions("secretsmanager", Level.WHOLE, _ACTIONS),
    words={
        Deed.READ: "read the secret",
        Deed.WRITE: "change the secret",
        Deed.OTHER: "use administrative actions",
    },
    signed=True,
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a secret."""
    return analyse_policy(SERVICE, facts, [_block(facts)])


def _block(facts: Facts) -> Closure:
    value = facts.get(_BLOCK)
    refused = is_on(value)
    text = {
        Truth.TRUE: "AWS refuses such a policy: public policies are blocked",
        Truth.FALSE: "public policies are not blocked",
        Truth.UNKNOWN: "whether public policies are blocked is not known",
    }
    return Closure(refused, Step(text[refused], _BLOCK), tuple(symbols(value)))

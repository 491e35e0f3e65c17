"""The access policies of Amazon CloudSearch domains.

A domain has public endpoints, and accepts unsigned requests if its policy allows everyone. Only
the actions of the domain services are listed; the policy cannot allow others.

Source: *Actions, resources, and condition keys for Amazon CloudSearch* (Service Authorization
Reference), *Configuring access for Amazon CloudSearch* (Amazon CloudSearch Developer Guide).
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "search suggest",
    AccessLevel.WRITE: "document",
}

SERVICE = Service(
    prefix="cloudsearch",
    policy="the access policy",
    actions=index_actions("cloudsearch", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "search documents",
        AccessLevel.WRITE: "add, change or delete documents",
    },
    only_listed_actions=True,
)

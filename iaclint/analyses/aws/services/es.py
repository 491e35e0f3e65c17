"""The access policies of Amazon OpenSearch Service (and Elasticsearch) domains.

In such a policy ``es:*`` means ``es:ESHttp*``: it is about the data in a domain. A domain in a VPC
cannot be reached from the internet, and fine-grained access control requires callers that the
policy allows to log in.

Source: *Identity and Access Management in Amazon OpenSearch Service*, *Fine-grained access
control in Amazon OpenSearch Service*, *Launching your Amazon OpenSearch Service domains
within a VPC*.
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
from iaclint.analyses.aws.iam.requests.resources import PathResources
from iaclint.analyses.tristate import is_on, is_set
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth

_ACTIONS = {
    AccessLevel.READ: "ESHttpGet ESHttpHead ESCrossClusterGet",
    AccessLevel.WRITE: "ESHttpPost ESHttpPut ESHttpPatch ESHttpDelete",
}


def _list_restrictions(facts: Facts) -> list[Restriction]:
    return [_network(facts), _login(facts)]


def _network(facts: Facts) -> Restriction:
    subnets, groups = facts.get("vpc"), facts.get("security_groups")
    inside = is_set(subnets) | is_set(groups)  # only a domain in a VPC has security groups
    if inside is Truth.TRUE:
        field = "vpc" if is_set(subnets) is Truth.TRUE else "security_groups"
        text = "the domain is in a VPC, so it cannot be reached from the internet"
        return Restriction(inside, Step(text, field))
    if inside is Truth.UNKNOWN:
        step = Step("it is unknown whether the domain is in a VPC", "vpc")
        return Restriction(inside, step, (*symbols(subnets), *symbols(groups)))
    return Restriction(inside, Step("the domain is not in a VPC, so its endpoint is public", "vpc"))


def _login(facts: Facts) -> Restriction:
    field = "fine_grained_access_control"
    enabled, anonymous = facts.get(field), facts.get("anonymous_access")
    required = is_on(enabled) & ~is_on(anonymous)
    if required is Truth.TRUE:
        return Restriction(
            required, Step("fine-grained access control requires authentication", field)
        )
    if required is Truth.UNKNOWN:
        step = Step("it is unknown whether fine-grained access control is enabled", field)
        return Restriction(required, step, (*symbols(enabled), *symbols(anonymous)))
    return Restriction(required, Step(_no_login(is_on(enabled)), field))


def _no_login(enabled: Truth) -> str:
    if enabled is Truth.FALSE:
        return "fine-grained access control is disabled: no login is required"
    return "fine-grained access control allows anonymous access"


SERVICE = Service(
    prefix="es",
    policy="the access policy",
    actions=index_actions("es", ResourceScope.PART, _ACTIONS),
    descriptions={
        AccessLevel.READ: "search and read documents",
        AccessLevel.WRITE: "write documents",
    },
    resources=PathResources,
    only_listed_actions=True,
    restrictions=_list_restrictions,
)

"""The access policies of Amazon OpenSearch Service (and Elasticsearch) domains.

In such a policy ``es:*`` comes to ``es:ESHttp*``: it is about what is in a domain. A domain
in a VPC is out of reach of the internet, and fine-grained access control asks everybody who
comes through the policy to log in.

Source: *Identity and Access Management in Amazon OpenSearch Service*, *Fine-grained access
control in Amazon OpenSearch Service*, *Launching your Amazon OpenSearch Service domains
within a VPC*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.resources import PathResources
from iaclint.analyses.aws.iam.resource_policy import Closure, analyse_policy
from iaclint.analyses.tristate import is_on, is_set
from iaclint.symbolic.values import Truth, symbols

_ACTIONS = {
    Deed.READ: "ESHttpGet ESHttpHead ESCrossClusterGet",
    Deed.WRITE: "ESHttpPost ESHttpPut ESHttpPatch ESHttpDelete",
}

SERVICE = Service(
    prefix="es",
    policy="the access policy",
    actions=index_actions("es", Level.PART, _ACTIONS),
    words={Deed.READ: "search and read documents", Deed.WRITE: "write documents"},
    resources=PathResources,
    only_listed=True,
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a domain."""
    return analyse_policy(SERVICE, facts, [_network(facts), _login(facts)])


def _network(facts: Facts) -> Closure:
    value = facts.get("vpc")
    inside = is_set(value)
    if inside is Truth.TRUE:
        return Closure(inside, Step("the domain is in a VPC, out of the internet's reach", "vpc"))
    if inside is Truth.UNKNOWN:
        step = Step("whether the domain is in a VPC is not known", "vpc")
        return Closure(inside, step, symbols(value))
    return Closure(inside, Step("the domain has a public endpoint: it is in no VPC", "vpc"))


def _login(facts: Facts) -> Closure:
    field = "fine_grained_access_control"
    enabled, anonymous = facts.get(field), facts.get("anonymous_access")
    asks = is_on(enabled) & ~is_on(anonymous)
    if asks is Truth.TRUE:
        return Closure(asks, Step("fine-grained access control asks everybody to log in", field))
    if asks is Truth.UNKNOWN:
        step = Step("whether fine-grained access control is on is not known", field)
        return Closure(asks, step, (*symbols(enabled), *symbols(anonymous)))
    return Closure(asks, Step(_no_login(is_on(enabled)), field))


def _no_login(enabled: Truth) -> str:
    if enabled is Truth.FALSE:
        return "fine-grained access control is off: nobody has to log in"
    return "fine-grained access control lets anonymous callers in"

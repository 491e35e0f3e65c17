"""The policies of Amazon DynamoDB tables and streams.

DynamoDB rejects public policies, so a table can only be shared with named accounts. The policy
of a table also covers its indexes.

Source: *Blocking public access with resource-based policies in DynamoDB*, *DynamoDB API
operations supported by resource-based policies*, *Using resource-based policies for DynamoDB*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.conditions import UNKNOWN_PART, fixed_text
from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    UNNAMED,
    examples,
    read_arn,
)
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.service import Bounds, Service
from iaclint.analyses.aws.iam.requests.resources import is_arn
from iaclint.analyses.aws.iam.requests.string_sets import StringSet
from iaclint.symbolic.values import Unknown, Value

_ACTIONS = {
    AccessLevel.READ: """
        GetItem BatchGetItem Query Scan ConditionCheckItem GetRecords GetShardIterator""",
    AccessLevel.WRITE: "PutItem UpdateItem DeleteItem BatchWriteItem",
    AccessLevel.OTHER: "DescribeTable UpdateTable DeleteTable DescribeStream",
}

_TABLE = ""
"""The table itself; a part of it is what follows the table's name: ``/index/by-day``."""


class TableResources:
    """A table and its indexes."""

    def __init__(self, policy: Policy, budget: Budget) -> None:
        self._variables = policy.variables
        values = [v for statement in policy.statements for v in statement.resources.values]
        patterns = (self._pattern(value) for value in values)
        self._parts = StringSet(examples([_TABLE, f"/index/{UNNAMED}", *patterns]), budget)
        self.known = (1 << len(self._parts.texts)) - 1

    def of(self, scope: ResourceScope) -> int:
        """Return the table and its indexes: most actions apply to both."""
        return self.known

    def read(self, value: Value) -> Bounds:
        """Return what an element names."""
        pattern = self._pattern(value)
        if not pattern.startswith(UNKNOWN_PART):
            certain = self._parts.matching(pattern)
            return certain, self.known if UNKNOWN_PART in pattern else certain
        return 0, self.known

    def _pattern(self, value: Value) -> str:
        if isinstance(value, Unknown):
            return _TABLE if is_arn(value) else UNKNOWN_PART
        # An unknown part at the start is the ARN of the table.
        text = read_arn(fixed_text(value) or str(value), variables=self._variables)
        name = text if text.startswith(UNKNOWN_PART) else text.split(":", 5)[-1].partition("/")[2]
        name, slash, part = name.partition("/")
        is_open = not slash and (ANY in name or not name)
        return ANY if is_open else slash + part


SERVICE = Service(
    prefix="dynamodb",
    policy="the table policy",
    actions=index_actions("dynamodb", ResourceScope.WHOLE, _ACTIONS),
    descriptions={},
    resources=TableResources,
    signed_only=True,
)

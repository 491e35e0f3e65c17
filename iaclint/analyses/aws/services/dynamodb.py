"""The policies of Amazon DynamoDB tables and streams.

DynamoDB refuses a policy that is public, so no table ever has one: there is nothing to judge
but with whom it shares. The policy of a table is for its indexes as well.

Source: *Blocking public access with resource-based policies in DynamoDB*, *DynamoDB API
operations supported by resource-based policies*, *Using resource-based policies for DynamoDB*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.budget import Effort
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.conditions import HIDDEN, fixed_text
from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    STRANGER,
    examples,
    read_pattern,
)
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.service import Bits, Service
from iaclint.analyses.aws.iam.requests.resources import is_arn
from iaclint.analyses.aws.iam.requests.string_sets import TextSet
from iaclint.symbolic.values import Unknown, Value

_ACTIONS = {
    Deed.READ: "GetItem BatchGetItem Query Scan ConditionCheckItem GetRecords GetShardIterator",
    Deed.WRITE: "PutItem UpdateItem DeleteItem BatchWriteItem",
    Deed.OTHER: "DescribeTable UpdateTable DeleteTable DescribeStream",
}

_TABLE = ""
"""The table itself; else what follows its name stands: ``index/by-day``."""


class TableResources:
    """A table and its indexes."""

    def __init__(self, policy: Policy, effort: Effort) -> None:
        self._variables = policy.variables
        values = [v for statement in policy.statements for v in statement.resources.values]
        patterns = (self._pattern(value) for value in values)
        self._parts = TextSet(examples([_TABLE, f"index/{STRANGER}", *patterns]), effort)
        self.known = (1 << len(self._parts.texts)) - 1

    def of(self, level: Level) -> int:
        """Return the table and its indexes, which most actions are for."""
        return self.known

    def read(self, value: Value) -> Bits:
        """Return what an element names."""
        pattern = self._pattern(value)
        if not pattern.startswith(HIDDEN):
            certain = self._parts.matching(pattern)
            return certain, self.known if HIDDEN in pattern else certain
        return 0, self.known

    def _pattern(self, value: Value) -> str:
        if isinstance(value, Unknown):
            return _TABLE if is_arn(value) else HIDDEN
        # What is not known at the start is the ARN of the table.
        text = read_pattern(fixed_text(value) or str(value), variables=self._variables)
        name = text if text.startswith(HIDDEN) else text.split(":", 5)[-1].partition("/")[2]
        name, slash, part = name.partition("/")
        return ANY if ANY in name or not name else part if slash else _TABLE


SERVICE = Service(
    prefix="dynamodb",
    policy="the table policy",
    actions=index_actions("dynamodb", Level.WHOLE, _ACTIONS),
    words={},
    resources=TableResources,
    signed=True,
)

"""The resources in a policy that is for several of them.

The policy of a registry names its repositories, that of the Data Catalog its databases and tables.
A statement about one of them says nothing about the others.

Source: *Private registry permissions in Amazon ECR*, *Specifying AWS Glue resource ARNs*.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import or_

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.access_levels import ResourceScope
from iaclint.analyses.aws.iam.language.conditions import UNKNOWN_PART
from iaclint.analyses.aws.iam.language.patterns import ANY, is_fixed, read_arn
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.service import Bounds
from iaclint.analyses.aws.iam.language.witnesses import Glob, witnesses
from iaclint.analyses.aws.iam.requests.resources import is_arn
from iaclint.analyses.aws.iam.requests.string_sets import StringSet
from iaclint.symbolic.values import PartialString, Unknown, Value

_MARK = re.compile(f"{UNKNOWN_PART}[0-9]*{UNKNOWN_PART}")


class AccountResources:
    """All resources that the policy names, by what follows the account in their ARNs.

    Two ARNs that belong to different resources of the configuration are different. Other unknown
    texts may be equal.
    """

    def __init__(self, policy: Policy, budget: Budget) -> None:
        self._variables = policy.variables
        self._marks: dict[str, str] = {}
        values = [v for statement in policy.statements for v in statement.resources.values]
        patterns = {self._pattern(value): is_one_resource(value) for value in values}
        names = [name for name in witnesses(map(Glob, filter(None, patterns))) if name]
        self._names = StringSet(names, budget)
        self.known = (1 << len(names)) - 1
        self._unknown = sum(1 << n for n, name in enumerate(names) if UNKNOWN_PART in name)
        fixed = (p for p, is_one in patterns.items() if is_fixed(p) and not is_one)
        self._fixed = reduce(or_, map(self._names.matching, fixed), 0)

    def of(self, scope: ResourceScope) -> int:
        """Return all of them."""
        return self.known

    def read(self, value: Value) -> Bounds:
        """Return those that an element certainly, and possibly, names."""
        pattern = self._pattern(value)
        if not pattern:
            return 0, self.known
        certain = self._names.matching(pattern)
        if is_one_resource(value):
            return certain, certain | self._fixed
        if UNKNOWN_PART in pattern:
            return certain, certain | self._names.matching(_MARK.sub(ANY, pattern))
        return certain, certain | self._unknown

    def _pattern(self, value: Value) -> str:
        """Return the pattern of an element; empty if nothing of it is known."""
        if isinstance(value, Unknown):
            return self._mark(value) if is_one_resource(value) else ""
        parts = value.parts if isinstance(value, PartialString) else (value,)
        texts = [part if isinstance(part, str) else self._mark(part) for part in parts]
        return read_arn("".join(texts), variables=self._variables).split(":", 5)[-1]

    def _mark(self, part: Value) -> str:
        """Return a text for an unknown part: one for each resource, else for each attribute."""
        if not isinstance(part, Unknown):
            return ""
        key = part.symbol
        if part.identity:
            attribute = "" if is_arn(part) else f" {part.identity.attribute}"
            key = f"{part.identity.owner}{attribute}"
        return self._marks.setdefault(key, f"{UNKNOWN_PART}{len(self._marks)}{UNKNOWN_PART}")


def is_one_resource(value: Value) -> bool:
    """Return whether an element is the ARN of one resource of the configuration."""
    return isinstance(value, Unknown) and is_arn(value) and value.nature.is_of_resource

"""Which public access the resource policies of any service allow.

The model names the service of its policies; ``services`` has what differs between services.
"""

from __future__ import annotations

from iaclint.analyses.analysis import AnalysisResult, Facts
from iaclint.analyses.aws.iam.language.policy import FIELD
from iaclint.analyses.aws.iam.policy_exposure import evaluate_policies
from iaclint.analyses.aws.services import find_service


def analyse(facts: Facts) -> AnalysisResult:
    """Return which public access the policies allow; a bool for each access level."""
    return evaluate_policies(find_service(facts.service(FIELD)), facts)

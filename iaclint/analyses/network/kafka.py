"""Whether an MSK cluster with public access is blocked from the internet by its security groups.

Source: *Port information* (Amazon MSK Developer Guide).
"""

from __future__ import annotations

from iaclint.analyses.analysis import AnalysisResult, Facts
from iaclint.analyses.network.reachability import analyse_ports

PUBLIC_PORTS = (9194, 9196, 9198)
"""TLS, SASL/SCRAM and IAM from outside of AWS."""


def analyse(facts: Facts) -> AnalysisResult:
    """Return what ``reachability.analyse`` returns."""
    return analyse_ports(facts, PUBLIC_PORTS)

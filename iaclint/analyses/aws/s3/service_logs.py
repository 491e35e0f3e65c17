"""Whether a bucket receives logs of services other than S3 and Elastic Load Balancing.

Those two cannot deliver logs to a bucket that is encrypted with a KMS key; CloudFront, CloudTrail
and flow logs can. Source: *Enabling Amazon S3 server access logging*, *Access logs for your
Application Load Balancer*, *AWS CloudTrail: Encrypting log files with AWS KMS keys*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import AnalysisResult, Facts
from iaclint.analyses.aws.s3.log_delivery import find_source


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool from the field ``service_log_sources``."""
    return find_source(facts, "service_log_sources")

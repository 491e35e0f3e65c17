"""Values that each apply restores where a companion has set another."""

from __future__ import annotations

from pathlib import Path

from iaclint.symbolic.unsettled import unsettled_cause
from tests.terraform.support import check

TEXT = """\
resource "aws_sqs_queue" "q" {
  name   = "q"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:*" }] })
}
resource "aws_sqs_queue_policy" "p" {
  queue_url = aws_sqs_queue.q.id
  policy    = jsonencode({ Statement = [] })
}
"""


def test_the_order_of_updates_is_the_cause(tmp_path: Path) -> None:
    report = check(tmp_path, {"main.tf": TEXT}, "aws-sqs-public-access")
    (finding,) = report.findings
    cause = "the order of updates to aws_sqs_queue_policy.p relative to aws_sqs_queue.q"
    assert finding.blocked_by == (cause,)
    assert unsettled_cause(cause) == cause

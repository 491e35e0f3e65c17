"""Which symbols no input settles."""

from __future__ import annotations

import pytest

from iaclint.symbolic.unsettled import is_planned, settled_first, unsettled_cause
from iaclint.symbolic.values import Unknown


@pytest.mark.parametrize(
    "symbol",
    [
        "timestamp()",
        "provider::x::y()",
        "random_id.r.hex",
        'random_id.r["a b"].hex',
        'random_id.r["a\\"]. b"].hex',
        "random_id.r[0].hex",
        "random_id.r[*].hex",
        "terraform_data.t.output[0].a",
        "module.m.random_id.r.hex",
        'module.m["a b.c"].module.n[0].time_static.t.unix',
        "random_id.r.hex (known after apply)",
        'module.m["a b"].random_id.r["c d"].hex (known after apply)',
        "aws_a.b.c (known after apply, without an unknown reference)",
    ],
)
def test_what_no_input_settles(symbol: str) -> None:
    assert unsettled_cause(symbol) == symbol
    assert unsettled_cause(f"condition C ({symbol})") == symbol


@pytest.mark.parametrize(
    "symbol",
    [
        "var.a",
        "random_id.r",
        "data.random_id.r.hex",
        "aws_sqs_queue.random_queue.arn",
        "module.m.aws_sqs_queue.random_queue.arn",
        "module.m.aws_sqs_queue.terraform_data.arn (known after apply)",
        'module.m["random_id.r.hex"].aws_a.b.c',
        'aws_a.b["random_id.r.hex"].c',
        "random_id.r.hex and var.a",
        "aws_a.b.c (known after apply)",
        "local.policy (known after apply)",
    ],
)
def test_what_an_input_or_a_resource_settles(symbol: str) -> None:
    assert unsettled_cause(symbol) is None


def test_what_can_be_settled_comes_first() -> None:
    found = [Unknown(symbol) for symbol in ("timestamp()", "var.a", "var.b")]
    assert settled_first(found) == found[1]
    assert settled_first(found[:1]) == found[0]
    assert settled_first([]) is None


def test_values_of_plans() -> None:
    assert is_planned("a.b.c (known after apply)")
    assert is_planned("a.b.c (known after apply, without an unknown reference)")
    assert not is_planned("timestamp()")

"""Which symbols no input settles, and what settles them."""

from __future__ import annotations

import pytest

from iaclint.symbolic.unsettled import remedy, settled_first, unsettled_cause, unsettled_first
from iaclint.symbolic.values import Unknown

SOURCE = "name the planned module with --source, or write a known value"


@pytest.mark.parametrize(
    ("symbol", "hint"),
    [
        ("the account of provider aws", "set allowed_account_ids of the provider"),
        ("the project of provider google", "set project of the resource or of its provider"),
        ("the project of the provider", "set project of the resource or of its provider"),
        ("the projects in folders/1", "use a policy of the project itself"),
        ("the tags of the resource", "use a policy without conditions"),
        ("a principal that AWS rejects", "correct the policy"),
        ("an effect that AWS rejects", "correct the policy"),
        ("the condition on aws:SourceIp", "correct the policy"),
        ("timestamp()", "write a known value"),
        ("random_id.r.hex (known after apply)", SOURCE),
        ("a.b.c (known after apply, without an unknown reference)", SOURCE),
    ],
)
def test_what_settles_a_cause(symbol: str, hint: str) -> None:
    assert unsettled_cause(symbol) == symbol
    assert remedy(symbol) == hint


@pytest.mark.parametrize("symbol", ["var.x", "google_project.p.number", "the region of provider a"])
def test_inputs(symbol: str) -> None:
    assert unsettled_cause(symbol) is None


def test_what_no_input_settles_comes_first_if_all_decide() -> None:
    assert unsettled_first(["var.x", "timestamp()"]) == "timestamp()"
    assert unsettled_first(["var.x", "var.y"]) == "var.x"


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

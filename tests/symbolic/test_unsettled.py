"""Which symbols no input settles, and what settles them."""

from __future__ import annotations

import pytest

from iaclint.symbolic.unsettled import remedy, unsettled_cause, unsettled_first


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

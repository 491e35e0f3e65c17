"""The limit of time."""

from __future__ import annotations

from math import inf

from iaclint.git.deadline import Deadline


def test_without_a_limit_time_is_never_up() -> None:
    deadline = Deadline()
    assert (deadline.is_up, deadline.left, deadline.stage_left) == (False, inf, inf)


def test_the_first_stage_leaves_time_for_the_verdicts() -> None:
    deadline = Deadline()
    assert deadline.begin(1e6) == 6e5
    assert 0 < deadline.stage_left <= 6e5 < deadline.left <= 1e6
    deadline.begin_verdicts()
    assert deadline.stage_left > 6e5
    deadline.clear()
    assert deadline.left == inf


def test_nothing_is_left_when_time_is_up() -> None:
    deadline = Deadline()
    deadline.begin(0)
    assert (deadline.is_up, deadline.left, deadline.stage_left) == (True, 0, 0)

from __future__ import annotations

import pytest

from iaclint.symbolic.path_conditions import ALWAYS, Equals, PathCondition, all_of, any_of, negate
from iaclint.symbolic.values import Identity
from iaclint.symbolic.workspaces import WORKSPACE, words_of

OTHER = Equals((Identity("infra", "var.x"), "string"), ("string", "x"))


def named(name: str) -> Equals:
    return Equals((Identity("infra", WORKSPACE), "string"), ("string", name))


A, B = named("a"), named("b")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (A, "in workspace a"),
        (negate(A), "in workspaces other than a"),
        (any_of([A, B]), "in workspace a or b"),
        (all_of([negate(A), negate(B)]), "in workspaces other than a and b"),
        (all_of([A, negate(B)]), "in workspace a"),
        (any_of([A, negate(B)]), "in workspaces other than b"),
        (all_of([any_of([A, B]), negate(A)]), "in workspace b"),
        (all_of([A, B]), None),
        (any_of([A, negate(A)]), None),
        (ALWAYS, None),
        (OTHER, None),
        (all_of([A, OTHER]), None),
    ],
)
def test_a_condition_on_the_workspace_in_words(condition: PathCondition, words: str | None) -> None:
    assert words_of(condition) == words

"""Laws of what is deployed on its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iaclint.files.deployed.call_graph import find_callers, find_uncalled

EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[0] < e[1]))


def graph(edges: set[tuple[int, int]]) -> dict[int, set[int]]:
    return {n: {inner for outer, inner in edges if outer == n} for n in range(8)}


def uncalled(edges: set[tuple[int, int]], tried: set[tuple[int, int]]) -> set[int]:
    return find_uncalled(
        graph(edges), lambda outer, inner: (outer, inner) in tried, lambda n: False
    )


@given(EDGES, EDGES, EDGES)
def test_further_calls_of_what_is_deployed_anyway_change_nothing(
    calls: set[tuple[int, int]], others: set[tuple[int, int]], tried: set[tuple[int, int]]
) -> None:
    roots = uncalled(calls, tried)
    deciding = find_callers(graph(calls | others), roots)
    further = {(outer, inner) for outer, inner in others if inner not in deciding}
    assert uncalled(calls | further, tried) == roots

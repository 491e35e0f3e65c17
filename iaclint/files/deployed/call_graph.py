"""What is deployed on its own, of modules or templates that call each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TypeVar

_T = TypeVar("_T")


def find_uncalled(
    calls: Mapping[_T, Set[_T]],
    is_trial: Callable[[_T, _T], bool],
    has_inputs: Callable[[_T], bool],
) -> set[_T]:
    """Return what nothing else deploys.

    What is only called to try it out counts as if nothing called it. Of a ring that
    nothing else calls, the first member counts, and those with inputs: they may be deployed with
    others than the ring passes.
    """
    found: set[_T] = set()
    left = calls
    while left:
        roots = _starts(left, has_inputs)
        deployed = set(_deployed(roots, left, is_trial))
        left = {each: called - deployed for each, called in left.items() if each not in deployed}
        found |= roots
    return found


def find_callers(calls: Mapping[_T, Set[_T]], of: Iterable[_T]) -> set[_T]:
    """Return some members, and those that call one of them, also through others."""
    return _reachable(of, _reversed(calls))


def _deployed(
    roots: Iterable[_T], calls: Mapping[_T, Set[_T]], is_trial: Callable[[_T, _T], bool]
) -> Iterator[_T]:
    """Yield the roots, and what they call other than to try it out."""
    known: set[_T] = set()
    for root in roots:
        for called in _reachable([root], calls) - known:
            if not is_trial(root, called):
                known.add(called)
                yield called


def _starts(calls: Mapping[_T, Set[_T]], has_inputs: Callable[[_T], bool]) -> set[_T]:
    callers = _reversed(calls)
    roots = {each for each in calls if not callers[each]}
    reached = _reachable(roots, calls)
    for each in calls:
        if each not in reached:
            below = _reachable([each], calls)
            above = _reachable([each], callers)
            roots |= {each, *filter(has_inputs, below & above)}
            reached |= below
    return roots


def _reversed(calls: Mapping[_T, Set[_T]]) -> dict[_T, set[_T]]:
    callers: dict[_T, set[_T]] = {each: set() for each in calls}
    for each, called in calls.items():
        for inner in called & calls.keys():
            callers[inner].add(each)
    return callers


def _reachable(starts: Iterable[_T], calls: Mapping[_T, Set[_T]]) -> set[_T]:
    reached: set[_T] = set()
    pending = list(starts)
    while pending:
        each = pending.pop()
        if each in calls and each not in reached:
            reached.add(each)
            pending.extend(calls[each])
    return reached

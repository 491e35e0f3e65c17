"""Making an input smaller that breaks a law."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.hostile.fuzzing.case import Case


def minimize(case: Case, fails: Callable[[Case], bool], tries: int = 200) -> Case:
    """Return a smaller case that fails as well."""
    left = tries
    again = True
    while again and left > 0:
        again = False
        for smaller in _smaller(case):
            left -= 1
            if left <= 0:
                break
            if fails(smaller):
                case, again = smaller, True
                break
    return case


def _smaller(case: Case) -> Iterator[Case]:
    for name in case.files:
        rest = {key: data for key, data in case.files.items() if key != name}
        yield case._replace(files=rest)
    for name, data in case.files.items():
        size = len(data) // 2
        while size >= 1:
            for start in range(0, len(data), size) if len(data) // size <= 64 else ():
                cut = data[:start] + data[start + size :]
                yield case._replace(files={**case.files, name: cut})
            size //= 2

"""Whether the IP filter of a bucket blocks the internet, which also applies to public grants.

Source: *Bucket IP filtering* of the Cloud Storage documentation: once it is enabled, requests from
the internet need an address in one of the ranges for public networks.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from iaclint.analyses.analysis import Step
from iaclint.analyses.grants import Fields
from iaclint.analyses.network.firewall import admits_everyone
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT

_MODE, _RANGES = "ip_filter", "filter_ranges"
FIELDS: Final = (_MODE, _RANGES)

_TEXTS: Final = {
    Truth.TRUE: "its IP filter does not allow the internet: public grants have no effect there",
    Truth.FALSE: "its IP filter allows the internet",
    Truth.UNKNOWN: "it is unknown whether its IP filter allows the internet",
}


class Filter(Struct, frozen=True):
    """Whether it blocks the internet, why, and the symbols that block the answer."""

    blocks: Truth
    steps: tuple[Step, ...] = ()
    blockers: tuple[str, ...] = ()


def read_filter(fields: Fields) -> Filter:
    """Return whether the filter in ``ip_filter`` and ``filter_ranges`` blocks the internet."""
    mode, ranges = fields[_MODE], fields[_RANGES]
    enabled = Truth.FALSE if mode is ABSENT else is_same(mode, "Enabled")
    if enabled is Truth.FALSE:
        return Filter(Truth.FALSE)
    blocks = enabled & ~admits_everyone(ranges)
    field = _MODE if blocks is Truth.TRUE or symbols(mode) else _RANGES
    return Filter(blocks, (Step(_TEXTS[blocks], field),), tuple(symbols((mode, ranges))))

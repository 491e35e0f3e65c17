"""Suppressions as they are written, and what is around them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.files.source import Span

OWN = "iaclint"
"""The syntax of iaclint itself."""


class Reach(Enum):
    """What a syntax suppresses, relative to the comment."""

    OWN = "own"
    """The code on its line, or the block that it is in."""
    BLOCK = "block"
    """The top-level block or resource that it is in."""
    ADJACENT = "adjacent"
    """The code on its line, or directly below."""
    BELOW = "below"
    """What begins directly below."""
    LINE_BELOW = "line below"
    """Its own line and the next one."""
    FILE = "file"
    """The file, if nothing but comments is above."""


class Directive(Struct, frozen=True):
    """One suppression as it is written."""

    syntax: str
    """The tool: ``iaclint``, ``checkov``."""
    ids: tuple[str, ...]
    """Ids of rules, or of checks of the other tool; ``*`` in an id matches any text."""
    reach: Reach
    reason: str = ""
    until: str | None = None
    """The last day that it applies to, ``YYYY-MM-DD``."""
    instances: tuple[str, ...] = ()
    """The only instances that it applies to: ``["logs"]``, or parts of addresses."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Values that attributes of the resource must have: a path with dots, and a text."""
    workspace: str | None = None
    """The only workspace that it applies to; ``*`` matches any text."""
    except_ids: tuple[str, ...] = ()
    """Ids that it does not apply to."""
    mistake: str = ""
    """What is wrong with it, if anything is; then it has no effect."""
    hint: str = ""
    """How to correct the mistake."""


class Surroundings(Struct, frozen=True):
    """The code around a comment, as regions of its file."""

    own: Span | None = None
    """The innermost block that it is in; in a list of unrelated things, what is below."""
    block: Span | None = None
    """The top-level block or resource that it is in."""
    line: Span | None = None
    """What begins on its line, or ends there; None where the comment is alone on its line."""
    below: Span | None = None
    """What begins on the line below; None if that line is empty."""
    line_below: Span | None = None
    """Its line and the one below."""
    file: Span | None = None
    """The file, if nothing but comments is above."""

    def reached_by(self, reach: Reach) -> Span | None:
        """Return the region that a comment suppresses findings in; None if there is none."""
        return {
            Reach.OWN: self.line or self.own,
            Reach.BLOCK: self.block,
            Reach.ADJACENT: self.line or self.below,
            Reach.BELOW: self.below or self.line,
            Reach.LINE_BELOW: self.line_below,
            Reach.FILE: self.file,
        }[reach]


class SourceSuppression(Struct, frozen=True):
    """A suppression in a file, with what it reaches."""

    directive: Directive
    span: Span
    """Where it is written."""
    region: Span | None
    """Where it suppresses findings; None if nothing is there."""
    scope: Span
    """The top-level block or resource that it is in or above; the file in other places."""

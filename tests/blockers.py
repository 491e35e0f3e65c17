"""What a blocker of an unknown verdict may look like: a symbol, never a piece of source text."""

from __future__ import annotations

import re

_SYMBOL = re.compile(
    r"""
    [A-Za-z_][\w-]* (?: \.(?:[\w-]+|\*) | \[(?:\d+|\*|"(?:[^"\\]|\\.)*")\] )*  # an address
    | \w+\(\)                                           # a function of Terraform
    | (?:parameter|condition|mapping|export)\ [^\s]+    # of a template
    | AWS::\w+ | Fn::\w+ .* | \{\{resolve:.*\}\}
    | [^"\s]+\.(?:tf|tf\.json|tofu|tfvars)           # a file that cannot be parsed
    | the\ .+                                           # what has no name
    """,
    re.VERBOSE,
)


def is_symbol(blocker: str) -> bool:
    """Return whether a user can look a blocker up."""
    return _SYMBOL.fullmatch(blocker) is not None

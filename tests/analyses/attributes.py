"""Unknown attributes as front ends return them."""

from __future__ import annotations

from iaclint.symbolic.natures import UNSPECIFIED, Form, Nature, named
from iaclint.symbolic.values import Identity, Unknown

ARN = Nature(Form.ARN, is_assigned=True)
BUCKET_ARN = Nature(Form.ARN, "s3", is_assigned=True)
SOME_ARN = Nature(Form.ARN)
"""An output of another module or template, of which only the name is known."""
ID = Nature(Form.ID, is_assigned=True)
ACCOUNT = Nature(Form.ACCOUNT, is_assigned=True, is_unguessable=True)
ORGANIZATION = Nature(Form.ID, is_assigned=True, is_of_organization=True)


def attribute(symbol: str, nature: Nature = UNSPECIFIED) -> Unknown:
    """Return an attribute that is the only one of its name."""
    return Unknown(named(symbol, nature), Identity(f".:{symbol}", "", nature=nature))

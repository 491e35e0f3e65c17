"""Whether a name has a part that strangers cannot guess.

Sources: the documentation of the ``random`` provider; *Pseudo parameters reference* of
CloudFormation: the id of a stack ends in a UUID. An account's number is no secret, but none
of the words that searchers put together either.
"""

from __future__ import annotations

import re

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Unknown,
    Value,
    map_choice,
    symbols,
)

_VARYING = re.compile(
    r"(?:^|\.)random_(?:bytes|id|integer|password|pet|string|uuid[0-9]*)\.[^.]+\."
    r"|(?:^|\.)data\.aws_caller_identity\.[^.]+\.(?:account_id|id)$"
    r"|^AWS::(?:AccountId|StackId)$"
)


def analyse(facts: Facts) -> Outcome:
    """Tell by the field ``name``; the value is a bool, or unknown for what could be anything."""
    return Outcome(_varies(facts.get("name")))


def _varies(name: Value) -> Value:
    if isinstance(name, Choice):
        return map_choice(name, _varies)
    if name is ABSENT:
        return ABSENT
    parts = symbols(name)
    if any(_VARYING.search(symbol) for symbol in parts):
        return True
    return Unknown(parts[0]) if parts else False

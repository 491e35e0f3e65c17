"""``data.google_iam_policy``: the policy that it renders.

See "Data Source: google_iam_policy" in the Google provider's documentation.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import ABSENT, Choice, JsonText, Unknown, Value
from iaclint.terraform.blocks.iam_policy_document import as_list

if TYPE_CHECKING:
    from iaclint.resource import Body


def google_policy(body: Body) -> Value:
    """Return the JSON text of a policy; its structure is kept where it is unknown."""

    def render(bindings: Value) -> Value:
        if isinstance(bindings, Choice):
            return map_choice(bindings, render)
        if isinstance(bindings, Unknown):
            return Unknown(bindings.symbol, not_null=True)
        content: Value = {}
        if bindings:
            content = {"bindings": tuple(map(_binding, as_list(bindings)))}
        return json.dumps(content) if is_known(content) else JsonText(content)

    bindings = body.get("binding")
    return render(() if bindings is ABSENT else bindings)


def _binding(block: Value) -> Value:
    if not isinstance(block, dict):
        return block
    return {"role": block.get("role"), "members": block.get("members", ())}

"""``data.template_file``, or the resource of the same name: the text that it renders.

See "template_file Data Source" in the documentation of the ``template`` provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, Unknown
from iaclint.terraform.errors import rejection
from iaclint.terraform.eval.call_errors import as_evaluation_error
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.types.conversion import ConversionError, to_string
from iaclint.terraform.types.model import TerraformValue, is_null
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.functions.context import Context


def rendered(body: BlockInstance, context: Context) -> TerraformValue:
    """Return the text of ``rendered``; raises ``EvaluationError`` for what cannot be rendered."""
    template, _ = unmark(body.value("template"))
    given, _ = unmark(body.value("vars"))
    if given is ABSENT or is_null(given):
        given = {}
    if not isinstance(template, str) or not isinstance(given, dict):
        blocking = symbols((template, given))
        return Unknown(blocking[0] if blocking else "a template", not_null=True)
    variables = {name: value for name, value in given.items() if not is_null(value)}
    try:
        # The provider accepts strings only.
        return context.render(template, {name: to_string(v) for name, v in variables.items()})
    except ConversionError as error:
        message = f"the vars of a template must be strings: {error.message}"
        raise rejection(message, body.locate(("vars",)), is_limit=error.is_limit) from None
    except CallError as error:
        raise as_evaluation_error(error, "templatefile", body.locate(("template",))) from None

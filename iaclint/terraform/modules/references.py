"""Evaluate each kind of reference: ``var.x``, ``local.x``, ``module.x`` and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from iaclint.files.diagnostics import did_you_mean
from iaclint.symbolic.values import Identity, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.locate import references_in
from iaclint.terraform.config.constants import bool_argument
from iaclint.terraform.errors import EvaluationError, LimitReached, TypeRefused, UndeclaredError
from iaclint.terraform.eval.scope import as_reference
from iaclint.terraform.eval.type_constraints import read_constraint
from iaclint.terraform.functions.work_tree import absolute
from iaclint.terraform.modules.inputs import unset_variable
from iaclint.terraform.types import conversion
from iaclint.terraform.types.incomplete import Incomplete, IncompleteMap
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    TerraformValue,
    Type,
    is_null,
    null,
    required,
)
from iaclint.terraform.types.sensitivity import marked, sensitive, unmark

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.eval.scope import Reference
    from iaclint.terraform.modules.interface import Instance

_Declaration = TypeVar("_Declaration")


def read_reference(module: Instance, reference: Reference) -> TerraformValue:
    """Return the value of a reference in a module; raises ``EvaluationError``.

    What a file declares, or may declare, that cannot be parsed is unknown.
    """
    try:
        value = _READERS[reference.kind](module, reference)
    except UndeclaredError:
        if module.module.unparsed and reference.kind not in _BUILT_IN:
            return Unknown(str(reference))
        raise
    definition = module.module.unparsed and module.definition(reference)
    certain = not definition or module.module.is_certain(definition.span)
    return value if certain or reference.kind in _WITH_IDENTITY else Unknown(str(reference))


def _declared(declared: Mapping[str, _Declaration], reference: Reference) -> _Declaration:
    name = reference.names[0]
    if name not in declared:
        words = {"var": "input variable", "local": "local value", "module": "module"}
        raise UndeclaredError(
            f"reference to undeclared {words[reference.kind]} '{name}'",
            reference.span,
            did_you_mean(name, declared),
        )
    return declared[name]


def _local(module: Instance, reference: Reference) -> TerraformValue:
    from iaclint.terraform.eval.evaluator import evaluate

    attribute = _declared(module.module.locals, reference)
    value, sensitive = unmark(evaluate(attribute.expression, module.scope))
    if type(value) is Unknown and value.identity is None:
        # Of what it is made is not certain, but all references to it have the same value.
        itself = Identity(f"{module.key}/local.{reference.names[0]}", "")
        value = replace(value, identity=itself)
    return marked(value, sensitive)


def _variable(module: Instance, reference: Reference) -> TerraformValue:
    name = reference.names[0]
    try:
        block = _declared(module.module.variables, reference)
    except UndeclaredError as error:
        error.is_certain = not module.context.library.has_terragrunt
        raise
    if bool_argument(block, "ephemeral"):
        return _ephemeral(module, name, block)
    value = _typed(module, name, block, module.inputs.value(name, block, module))
    return sensitive(value) if bool_argument(block, "sensitive") else value


def _ephemeral(module: Instance, name: str, block: Block) -> TerraformValue:
    """Return an ephemeral variable: it may differ from plan to apply, so it is unknown."""
    kind = variable_type(module, block)
    value = Unknown(f"var.{name}", type=None if kind == DYNAMIC else required(kind))
    return sensitive(value) if bool_argument(block, "sensitive") else value


def refused_variable(module: Instance, name: str) -> TerraformValue:
    """Return a variable whose value its validation refuses: unknown, of its declared type."""
    block = module.module.variables[name]
    value = _typed(module, name, block, unset_variable(module, name))
    return sensitive(value) if bool_argument(block, "sensitive") else value


def _typed(module: Instance, name: str, block: Block, value: TerraformValue) -> TerraformValue:
    """Convert a variable's value to its declared type; null may mean its default."""
    kind = variable_type(module, block)
    default = block.body.attributes.get("default")
    if is_null(unmark(value)[0]) and not bool_argument(block, "nullable", True):
        value = module.inputs.default(block, module) if default is not None else None
        if is_null(value):
            span = module.inputs.definition(name, block, module).span
            raise EvaluationError(f"variable '{name}' must not be null", span)
    if isinstance(value, Unknown) and not bool_argument(block, "nullable", True):
        value = replace(value, not_null=True)
    has_elements = isinstance(value, (Incomplete, IncompleteMap))
    if isinstance(value, Unknown) and value.type is None and kind != DYNAMIC and not has_elements:
        return replace(value, type=required(kind))
    try:
        return null(required(kind)) if value is None else conversion.convert(value, kind)
    except conversion.ConversionLimit as error:
        definition = module.inputs.definition(name, block, module)
        raise LimitReached(f"variable '{name}': {error}", definition.span) from None
    except conversion.ConversionError as error:
        message = f"invalid value for variable '{name}': {error}"
        definition = module.inputs.definition(name, block, module)
        kind_of_error = TypeRefused if definition.is_default else EvaluationError
        raise kind_of_error(message, definition.span) from None


def check_default(module: Instance, name: str) -> None:
    """Raise ``EvaluationError`` where a variable's type rejects its default, used or not."""
    block = module.module.variables[name]
    default = block.body.attributes.get("default")
    if default is None:
        return
    value, span = module.inputs.default(block, module), default.expression.span
    if is_null(value) and not bool_argument(block, "nullable", True):
        raise EvaluationError(f"variable '{name}' must not be null", span)
    try:
        conversion.convert(value, variable_type(module, block))
    except conversion.ConversionLimit as error:
        raise LimitReached(f"variable '{name}': {error}", span) from None
    except conversion.ConversionError as error:
        raise TypeRefused(f"invalid value for variable '{name}': {error}", span) from None


def variable_type(module: Instance, block: Block) -> Type:
    """Return a variable's declared type; raises ``EvaluationError``.

    It is the same in all instances of a module, because a type contains no references.
    """
    from iaclint.terraform.eval.evaluator import evaluate

    name, types = block.labels[0], module.module.types
    if name not in types:
        attribute = block.body.attributes.get("type")
        types[name] = (
            read_constraint(attribute.expression, lambda e: evaluate(e, module.scope))
            if attribute is not None
            else DYNAMIC
        )
    return types[name]


def declaration(module: Instance, reference: Reference) -> Block:
    """Return the block of a resource, data source or module call.

    Raises ``UndeclaredError``.
    """
    if reference.kind == "module":
        return _declared(module.module.calls, reference)
    of_kind = {"resource": module.module.resources, "data": module.module.data}
    declared = of_kind.get(reference.kind, module.module.ephemeral)
    if reference.names not in declared:
        start = () if reference.kind == "resource" else (reference.kind,)
        hint = did_you_mean(str(reference), (".".join((*start, *pair)) for pair in declared))
        raise UndeclaredError(
            f"reference to undeclared resource '{reference}'", reference.span, hint
        )
    kind, name = reference.names
    return declared[kind, name]


def check_dependencies(module: Instance, block: Block) -> None:
    """Report names in ``depends_on`` that the module does not declare."""
    attribute = block.body.attributes.get("depends_on")
    if attribute is None or module.module.unparsed:
        return
    for expression in references_in(attribute.expression):
        reference = as_reference(expression)
        if reference is not None and reference.kind in _NAMED:
            try:
                declaration(module, reference)
            except EvaluationError as error:
                module.diagnostics.report(error)
    written = attribute.expression
    for item in written.items if isinstance(written, ex.Tuple) else ():
        if isinstance(item, ex.GetAttr) and not _is_whole(item):
            message = "depends_on names whole resources and modules, not their attributes"
            module.diagnostics.report(EvaluationError(message, item.span))


def _is_whole(item: ex.GetAttr) -> bool:
    """Return whether an expression names a whole resource, module or output of a module."""
    owner = item.object.object if isinstance(item.object, ex.Index) else item.object
    called = as_reference(owner)
    return as_reference(item) is not None or (called is not None and called.kind == "module")


def _resource(module: Instance, reference: Reference) -> TerraformValue:
    return module.instances(declaration(module, reference), str(reference))


def _module(module: Instance, reference: Reference) -> TerraformValue:
    name = reference.names[0]
    call = declaration(module, reference)
    expansion = module.expansion(call, f"module.{name}")
    return expansion.compose({m.key: module.outputs(name, m) for m in expansion.instances})


def _output(module: Instance, reference: Reference) -> TerraformValue:
    from iaclint.terraform.eval.evaluator import evaluate

    block = module.module.outputs[reference.names[0]]
    _check_preconditions(module, block)
    attribute = block.body.attributes.get("value")
    if attribute is None:
        raise EvaluationError(f"output '{reference.names[0]}' has no value", block.span)
    value = evaluate(attribute.expression, module.scope)
    return marked(value, bool_argument(block, "sensitive"))


def _check_preconditions(module: Instance, output: Block) -> None:
    """Raise where a ``precondition`` of an output certainly does not hold: it has no value."""
    from iaclint.terraform.eval.evaluator import evaluate

    for block in output.body.blocks_of("precondition"):
        condition = block.body.attributes.get("condition")
        if condition is None:
            continue
        holds, _ = unmark(evaluate(condition.expression, module.scope))
        if holds is False or holds == "false":
            message = f"a precondition of output '{output.labels[0]}' is not met"
            raise EvaluationError(message, condition.expression.span)


def _path(module: Instance, reference: Reference) -> TerraformValue:
    name = reference.names[0]
    if name == "module":
        return module.context.path_from_root(module.module.folder)
    if name == "root":
        return "."
    if name == "cwd":
        return absolute(module.context.root)
    hint = did_you_mean(name, ["module", "root", "cwd"])
    raise UndeclaredError(f"'path' has no attribute '{name}'", reference.span, hint)


def _terraform(module: Instance, reference: Reference) -> TerraformValue:
    if reference.names[0] == "workspace":
        return module.context.workspace
    if reference.names[0] == "applying":
        return Unknown(str(reference), type=BOOL, not_null=True)
    message = f"'terraform' has no attribute '{reference.names[0]}'"
    raise UndeclaredError(message, reference.span, did_you_mean(reference.names[0], ["workspace"]))


def _unbound(module: Instance, reference: Reference) -> TerraformValue:
    """``each``, ``count`` and ``self``, outside of the blocks that define them."""
    hints = {
        "each": "'each' needs for_each in the same block",
        "count": "'count' needs count in the same block",
    }
    kind = reference.kind
    raise UndeclaredError(f"'{kind}' is not available here", reference.span, hints.get(kind))


_NAMED = frozenset(["resource", "data", "ephemeral", "module"])
"""What ``depends_on`` can name."""
_BUILT_IN = frozenset(["path", "terraform", "each", "count", "self"])
_WITH_IDENTITY = frozenset(["resource", "data", "ephemeral"])
"""Other parts of the configuration are linked to these, whatever is in them."""

_READERS: dict[str, Callable[[Instance, Reference], TerraformValue]] = {
    "var": _variable,
    "local": _local,
    "module": _module,
    "resource": _resource,
    "data": _resource,
    "ephemeral": _resource,
    "output": _output,
    "path": _path,
    "terraform": _terraform,
    "each": _unbound,
    "count": _unbound,
    "self": _unbound,
}

"""Convert tree-sitter nodes to expressions.

This corrects two errors of the grammar: conditionals are right-associative, and the
operators after ``[*].a[*]`` belong to the inner splat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iaclint.files.source import Span
from iaclint.limits import MAX_POSTFIX_OPERATORS
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl.text import SourceText, normal, unescape

_EXPONENT = re.compile("[eE][0-9]+")
"""What the grammar reads as an attribute in ``1.e3``."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node


def convert(node: Node, text: SourceText) -> ex.Expression:
    """Return the expression of a tree-sitter node."""
    converter = _CONVERTERS.get(node.type)
    return converter(node, text) if converter else ex.Invalid(text.span(node))


def _significant(node: Node) -> list[Node]:
    """Return the children of a node, without comments, of a term with postfix operators.

    Raises ``RecursionError`` if there are many: each operator is an expression around the others.
    """
    if node.child_count > MAX_POSTFIX_OPERATORS:
        raise RecursionError
    return [child for child in node.children if child.type != "comment"]


def _chain(node: Node, text: SourceText) -> ex.Expression:
    """Return the expression of an ``expression`` node: a term and its postfix operators."""
    if node.child_count == 1:
        return convert(node.children[0], text)
    return _fold(_significant(node), text)


def _fold(children: list[Node], text: SourceText) -> ex.Expression:
    if not children:
        raise ValueError("an empty expression")
    if children[0].type == "(":
        inner = convert(children[1], text)
        start, end = children[0].start_byte, children[2].end_byte
        span = Span(text.file, start + text.shift, end + text.shift)
        result: ex.Expression = ex.Parentheses(span, inner)
        rest = children[3:]
    else:
        result = convert(children[0], text)
        rest = children[1:]
    return _attach(result, rest, text) if rest else result


def _attach(base: ex.Expression, rest: list[Node], text: SourceText) -> ex.Expression:
    """Return an expression with the postfix operators ``.name``, ``[key]`` and splats."""
    for n, child in enumerate(rest):
        span = Span(text.file, base.span.start_byte, child.end_byte + text.shift)
        if child.type == "get_attr":
            name = text.of(child.children[-1])
            is_exponent = isinstance(base, ex.Number) and _EXPONENT.fullmatch(name)
            base = ex.Number(span, span.text) if is_exponent else ex.GetAttr(span, base, name)
        elif n and _is_legacy_index(child) and _is_legacy_index(rest[n - 1]):
            return ex.Invalid(span, "two indexes cannot be chained with dots: use brackets")
        elif child.type == "index":
            base = ex.Index(span, base, _index_key(child.children[0], text))
        elif child.type == "splat":
            return _attach_splat(base, child.children[0], rest[n + 1 :], text)
        else:
            return ex.Invalid(text.span(child))
    return base


def _is_legacy_index(node: Node) -> bool:
    return node.type == "index" and node.children[0].type == "legacy_index"


def _index_key(node: Node, text: SourceText) -> ex.Expression:
    if node.type == "legacy_index":
        return ex.Number(text.span(node), text.of(node).lstrip("."))
    inner = [child for child in _significant(node) if child.type not in ("[", "]")]
    return convert(inner[0], text) if inner else ex.Invalid(text.span(node))


def _attach_splat(
    base: ex.Expression, splat: Node, rest: list[Node], text: SourceText
) -> ex.Expression:
    marker, *inner = _significant(splat)
    item = ex.SplatItem(text.span(marker))
    if splat.type == "full_splat":
        each = _attach(item, inner + rest, text)
        end = each.span.end_byte
        return ex.Splat(Span(text.file, base.span.start_byte, end), base, each)
    # `.*` applies to attributes only: a following index applies to the whole result.
    attributes = [n for n in inner if not _is_new_index(n)]
    cut = next((i for i, n in enumerate(inner) if _is_new_index(n)), len(inner))
    if cut == len(inner) and rest and _is_attribute_splat(rest[0]):
        message = "'.*' cannot be used inside of another one: use [*]"
        return ex.Invalid(text.span(rest[0]), message)
    each = _attach(item, attributes[:cut], text)
    span = Span(text.file, base.span.start_byte, each.span.end_byte)
    return _attach(ex.Splat(span, base, each), inner[cut:] + rest, text)


def _is_attribute_splat(node: Node) -> bool:
    return node.type == "splat" and node.children[0].type == "attr_splat"


def _is_new_index(node: Node) -> bool:
    return node.type == "index" and node.children[0].type == "new_index"


def _literal(node: Node, text: SourceText) -> ex.Expression:
    child = node.children[0]
    if child.type == "numeric_lit":
        return ex.Number(text.span(child), text.of(child))
    if child.type == "string_lit":
        return _string(child, text)
    words = {"true": True, "false": False, "null": None}
    return ex.Literal(text.span(child), words.get(text.of(child)))


def _string(node: Node, text: SourceText) -> ex.Expression:
    written = text.of(node)
    return ex.Literal(text.span(node), unescape(written[1:-1]))


def _template(node: Node, text: SourceText) -> ex.Expression:
    from iaclint.syntax.hcl.templates import convert_template

    return convert_template(node.children[0], text, convert)


def _collection(node: Node, text: SourceText) -> ex.Expression:
    return convert(node.children[0], text)


def _tuple(node: Node, text: SourceText) -> ex.Expression:
    items = [convert(n, text) for n in node.children if n.type == "expression"]
    return ex.Tuple(text.span(node), tuple(items))


def _object(node: Node, text: SourceText) -> ex.Expression:
    items = []
    elements = [child for child in node.children if child.type == "object_elem"]
    if text.report is not None:
        from iaclint.syntax.hcl.checks import check_separators

        check_separators(elements, node.children[-1].start_byte, text)
    for element in elements:
        key, value = (n for n in element.children if n.type == "expression")
        items.append((_object_key(key, text), convert(value, text)))
    return ex.Object(text.span(node), tuple(items))


def _object_key(node: Node, text: SourceText) -> ex.Expression:
    """Return an object key; a bare word, even ``true`` or ``null``, is a string."""
    children = _significant(node)
    if len(children) == 1 and children[0].type in ("variable_expr", "literal_value"):
        kind = children[0].children[0].type
        if kind in ("identifier", "bool_lit", "null_lit"):
            return ex.Literal(text.span(node), normal(text.of(node)))
    if children[0].type == "variable_expr":
        # ``local.key = 1`` is ambiguous: HCL requires parentheses around a reference.
        return ex.Invalid(text.span(node))
    return convert(node, text)


def _call(node: Node, text: SourceText) -> ex.Expression:
    name = text.of(node.children[0])
    given = next((n for n in node.children if n.type == "function_arguments"), None)
    parts = given.children if given else []
    arguments = tuple(convert(n, text) for n in parts if n.type == "expression")
    expand = any(n.type == "ellipsis" for n in parts)
    return ex.Call(text.span(node), name, arguments, expand)


def _conditional(node: Node, text: SourceText) -> ex.Expression:
    test, then, otherwise = (
        convert(n, text) for n in node.children if n.type not in ("?", ":", "comment")
    )
    return _right_associative(test, then, otherwise)


def _right_associative(
    test: ex.Expression, then: ex.Expression, otherwise: ex.Expression
) -> ex.Conditional:
    """Return the grammar's ``(a ? b : c) ? d : e`` as ``a ? b : (c ? d : e)``."""
    if isinstance(test, ex.Conditional):
        return _right_associative(
            test.test, test.then, _right_associative(test.otherwise, then, otherwise)
        )
    span = Span(test.span.file, test.span.start_byte, otherwise.span.end_byte)
    return ex.Conditional(span, test, then, otherwise)


def _operation(node: Node, text: SourceText) -> ex.Expression:
    return convert(node.children[0], text)


def _unary(node: Node, text: SourceText) -> ex.Expression:
    operator, *operand = _significant(node)
    return ex.Unary(text.span(node), operator.type, _fold(operand, text))


_OPERATORS = frozenset(["==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "&&", "||"])


def _binary(node: Node, text: SourceText) -> ex.Expression:
    children = _significant(node)
    at = next(i for i, child in enumerate(children) if child.type in _OPERATORS)
    left = _fold(children[:at], text)
    right = _fold(children[at + 1 :], text)
    return ex.Binary(text.span(node), children[at].type, left, right)


def _for(node: Node, text: SourceText) -> ex.Expression:
    loop = node.children[0]
    intro = next(n for n in loop.children if n.type == "for_intro")
    results = [convert(n, text) for n in loop.children if n.type == "expression"]
    condition = next((n for n in loop.children if n.type == "for_cond"), None)
    names = [text.of(n) for n in intro.children if n.type == "identifier"]
    collection = next(n for n in intro.children if n.type == "expression")
    tests = [n for n in condition.children if n.type == "expression"] if condition else []
    return ex.For(
        span=text.span(node),
        key=names[0] if len(names) == 2 else None,
        item=names[-1],
        collection=convert(collection, text),
        result_key=results[0] if len(results) == 2 else None,
        result=results[-1],
        test=convert(tests[0], text) if tests else None,
        group=any(n.type == "ellipsis" for n in loop.children),
    )


def _variable(node: Node, text: SourceText) -> ex.Expression:
    return ex.Variable(text.span(node), text.of(node))


_CONVERTERS: dict[str, Callable[[Node, SourceText], ex.Expression]] = {
    "expression": _chain,
    "literal_value": _literal,
    "string_lit": _string,
    "template_expr": _template,
    "collection_value": _collection,
    "tuple": _tuple,
    "object": _object,
    "function_call": _call,
    "conditional": _conditional,
    "operation": _operation,
    "unary_operation": _unary,
    "binary_operation": _binary,
    "for_expr": _for,
    "variable_expr": _variable,
}

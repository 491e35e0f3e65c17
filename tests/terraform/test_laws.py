"""What holds for every expression, whatever is written in it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from iaclint.files.source import SourceFile
from iaclint.files.source_tree import SourceTree
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import DEFERRED, Choice, Identity, JsonText, PartialString, Unknown
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform import functions
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.scope import Reference, Scope
from iaclint.terraform.functions import Context
from iaclint.terraform.modules.files import make_context
from iaclint.terraform.operations.export import plain
from iaclint.terraform.types.model import (
    BOOL,
    NUMBER,
    STRING,
    ListOf,
    ListValue,
    MapOf,
    MapValue,
    SetValue,
    TerraformValue,
    Type,
    is_null,
    null,
)

TYPES: dict[str, Type] = {
    "s": STRING,
    "n": NUMBER,
    "b": BOOL,
    "l": ListOf(STRING),
    "m": MapOf(NUMBER),
}
CONCRETE: dict[str, list[TerraformValue]] = {
    "s": ["", "a", "ab", "1", "true", "é", null(STRING)],
    "n": [0, 1, -1, 3, null(NUMBER)],
    "b": [True, False, null(BOOL)],
    "l": [
        ListValue((), STRING),
        ListValue(("a",), STRING),
        ListValue(("a", "b", "a"), STRING),
        null(ListOf(STRING)),
    ],
    "m": [MapValue({}, NUMBER), MapValue({"a": 1}, NUMBER), MapValue({"a": 1, "b": 2}, NUMBER)],
}


class Given:
    """A module with nothing but variables."""

    key = "."

    key = None
    is_root = False
    short_circuits = False

    def __init__(self, values: Mapping[str, TerraformValue]) -> None:
        self.values = values
        folder = tempfile.gettempdir()
        self.context = make_context(SourceTree(folder, folder), ".")

    def requires_provider(self, name: str) -> bool:
        return True

    def value(self, reference: Reference) -> TerraformValue:
        name = reference.names[0]
        if reference.kind != "var" or name not in self.values:
            raise EvaluationError(f"no {reference.kind}.{name}", reference.span)
        return self.values[name]

    def function_context(self) -> Context:
        return self.context

    def definition(self, reference: Reference) -> None:
        return None


INCONSISTENT = "the results of this conditional have inconsistent types"
UNKNOWN = {name: Unknown(f"var.{name}", Identity(name, ""), kind) for name, kind in TYPES.items()}
ATOMS = st.sampled_from(
    [f"var.{name}" for name in TYPES] * 3
    + ["null", "true", "false", "0", "1", "-1", "1.5", '""', '"a"', '"1"', '"é"', "[]", "{}"]
    + ["x", "var.nope", "each.key", '"a-${var.s}"', '"${var.b}${var.n}"', "{ a = var.s }"]
    + ['["a", var.s]', "{ a = 1, b = var.n }", "[var.n, 1]", "var.l[0]", "var.m.a"]
)
OPERATORS = st.sampled_from(["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"])
NAMES = st.sampled_from(
    [*sorted(set(functions.names()) - {"bcrypt", "timestamp", "uuid", "rsadecrypt"}), "nope"]
)


def composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return the strategy of what is made of smaller expressions."""
    some = st.lists(inner, max_size=3).map(", ".join)
    return st.one_of(
        st.builds("({} {} {})".format, inner, OPERATORS, inner),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
        st.builds("{}({})".format, NAMES, some),
        st.builds("{}({})".format, NAMES, some),
        st.builds("try({})".format, some),
        st.builds("can({})".format, inner),
        st.builds("!{}".format, inner),
        st.builds("[{}]".format, some),
        st.builds("{{ a = {}, b = {} }}".format, inner, inner),
        st.builds("{{ ({}) = {} }}".format, inner, inner),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("({}).a".format, inner),
        st.builds("({})[*]".format, inner),
        st.builds("({})[*].a".format, inner),
        st.builds("[for x in {} : {}]".format, inner, inner),
        st.builds("[for x in {} : x if {}]".format, inner, inner),
        st.builds("{{ for k, x in {} : k => {} }}".format, inner, inner),
        st.builds("{{ for x in {} : {} => x... }}".format, inner, inner),
        st.builds('"<${{{}}}>"'.format, inner),
        st.builds('"%{{ if {} }}{}%{{ endif }}"'.format, inner, st.sampled_from("ab")),
        st.builds('"%{{ for x in {} }}${{x}},%{{ endfor }}"'.format, inner),
    )


EXPRESSIONS = st.recursive(ATOMS, composed, max_leaves=5)


def outcome(text: str, values: Mapping[str, TerraformValue]) -> TerraformValue:
    """Return an expression's plain value, or the error that refuses it."""
    expression = hcl.parse_expression(text, SourceFile("e", text.encode()))
    assume(expression is not None)
    assert expression is not None
    try:
        return typed(evaluate(expression, Scope(Given(values), {})))
    except EvaluationError as error:
        return error


def typed(value: TerraformValue) -> TerraformValue:
    """Return a plain value that still distinguishes sets."""
    return value if isinstance(value, SetValue) else plain(value)


def may_be(value: TerraformValue, concrete: TerraformValue) -> bool:
    """Return whether a value is consistent with its value once more is known."""
    if isinstance(concrete, DEFERRED):
        return True  # some functions (base64gzip) are never worked out
    if isinstance(value, Choice):
        return any(may_be(option, concrete) for option in value.options)
    if isinstance(value, Unknown):
        return not (value.not_null and concrete is None)
    if isinstance(value, JsonText):
        return isinstance(concrete, str) and may_be(value.content, json.loads(concrete))
    if isinstance(value, PartialString):
        pattern = "".join(re.escape(p) if isinstance(p, str) else ".*" for p in value.parts)
        return isinstance(concrete, str) and bool(re.fullmatch(pattern, concrete, re.DOTALL))
    if isinstance(value, SetValue):
        return isinstance(concrete, tuple)
    if isinstance(value, (tuple, list)):
        return (
            isinstance(concrete, (tuple, list))
            and len(value) == len(concrete)
            and all(may_be(a, b) for a, b in zip(value, concrete, strict=True))
        )
    if isinstance(value, dict):
        return (
            isinstance(concrete, dict)
            and value.keys() == concrete.keys()
            and all(may_be(value[key], concrete[key]) for key in value)
        )
    # Where a branch fails, the other one is not converted to a type that both would have.
    return written(value) == written(concrete)


def written(value: TerraformValue) -> str:
    """Return a scalar as in a template."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(EXPRESSIONS)
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_evaluation_raises_only_evaluation_errors(text: str) -> None:
    error = outcome(text, UNKNOWN)
    if isinstance(error, EvaluationError):
        assert error.message
        assert error.span.text in text


@pytest.mark.slow
@given(EXPRESSIONS, st.fixed_dictionaries({n: st.sampled_from(CONCRETE[n]) for n in TYPES}))
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_unknown_input_gives_no_wrong_known_output(
    text: str, values: dict[str, TerraformValue]
) -> None:
    if any(part in text for part in ("try(", "can(", "[*]")):
        # What only works as long as nothing is null is taken to work, and the splat of a null is
        # empty whatever is read from its elements, while that of an unknown of the type is refused.
        values = {n: CONCRETE[n][0] if is_null(v) else v for n, v in values.items()}
    concrete = outcome(text, values)
    assume(not isinstance(concrete, EvaluationError))
    before = outcome(text, UNKNOWN)
    # Terraform looks at the types of nulls too.
    assume(getattr(before, "message", "") != INCONSISTENT)
    assert not isinstance(before, EvaluationError), before.message
    # The same way, what is tried is taken to work unless it is known that it does not.
    assume("try(" not in text or isinstance(before, Unknown) or is_known(before))
    assert may_be(before, concrete), (before, concrete)

"""Tests of all functions: names, unknowns, marks, choices, bounded work."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.structure import is_known, symbols
from iaclint.symbolic.values import ABSENT, Choice, Identity, JsonText, PartialString, Unknown
from iaclint.terraform import functions
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.functions import CallError, Context, FileUnavailable
from iaclint.terraform.functions.builtin import REGISTERED
from iaclint.terraform.types.incomplete import IncompleteMap
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    ListValue,
    MapOf,
    Null,
    Sensitive,
    SetOf,
    TerraformValue,
    type_of,
)
from iaclint.terraform.types.sensitivity import unmark_deep

Evaluate = Callable[..., Any]

ID = Unknown("aws_s3_bucket.a.id", Identity("aws_s3_bucket.a", "id"), STRING, not_null=True)
ARN = PartialString(("arn:aws:s3:::", ID))
SOME_TEXT = Unknown(ID.symbol, type=STRING, not_null=True)
TEXT = Unknown("var.text", type=STRING)


def _no_file(path: str) -> bytes:
    raise FileUnavailable(f"no {path}")


NOWHERE = Context(read=_no_file, glob=lambda path, pattern: [])


def test_each_family_has_the_functions_that_it_is_listed_with() -> None:
    for family, listed in functions.FAMILIES.items():
        module = f"{functions.__name__}.{family}"
        import_module(module)
        defined = {n for n, b in REGISTERED.items() if b._function.__module__ == module}
        assert defined == set(listed.split())
    for builtin in REGISTERED.values():
        assert builtin.signature
        assert builtin._function.__doc__


def test_families_are_loaded_when_they_are_called() -> None:
    program = (
        "import sys; from iaclint.terraform import functions; "
        "print([m for m in sys.modules if m.startswith('iaclint.terraform.functions.')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "['iaclint.terraform.functions.context']"


def test_names() -> None:
    assert functions.exists("core::upper")
    assert functions.exists("provider::time::duration_parse")
    assert not functions.exists("upperr")
    assert functions.call("core::upper", ["a"], NOWHERE) == "A"
    with pytest.raises(CallError, match='did you mean "trimprefix"'):
        functions.call("trimprefx", ["a", "b"], NOWHERE)
    assert symbols(functions.call("provider::time::duration_parse", ["a"], NOWHERE)) == (
        "provider::time::duration_parse()",
    )


@pytest.mark.parametrize(
    ("name", "arguments", "message", "at"),
    [
        ("upper", [], "takes 1 argument, not 0", None),
        ("join", [], "takes at least 1 argument, not 0", None),
        ("upper", [None], "must not be null", 0),
        ("substr", ["a", 0.5, 1], "whole number", 1),
        ("substr", ["a", "x", 1], "a number is required", 1),
        ("file", ["x"], "no x", 0),
        ("jsondecode", ["{"], "not valid JSON", 0),
        ("regex", ["(", "a"], "invalid regular expression", 0),
        ("setproduct", [(1,), {}], "set or a list", 1),
    ],
)
def test_rejected_calls(
    name: str, arguments: list[TerraformValue], message: str, at: int | None
) -> None:
    with pytest.raises(CallError, match=message) as caught:
        functions.call(name, arguments, NOWHERE)
    assert caught.value.argument == at


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("upper(var.text)", Unknown("var.text", type=STRING, not_null=True)),
        ("upper(var.arn)", PartialString(("ARN:AWS:S3:::", SOME_TEXT))),
        ('join("/", [var.arn, "x"])', PartialString(("arn:aws:s3:::", ID, "/x"))),
        ('format("%s/*", var.arn)', PartialString(("arn:aws:s3:::", ID, "/*"))),
        ('format("%5s", var.id)', Unknown(ID.symbol, type=STRING, not_null=True)),
        ('startswith(var.arn, "arn:")', True),
        ('startswith(var.arn, "x")', False),
        ('startswith(var.arn, "arn:aws:s3:::media")', Unknown(ID.symbol, type=BOOL, not_null=True)),
        ('trimprefix(var.arn, "arn:aws:s3:::")', ID),
        ('trimsuffix(format("%s/*", var.arn), "/*")', ARN),
        ('replace(var.arn, ":", "/")', PartialString(("arn/aws/s3///", SOME_TEXT))),
        ("one([var.id])", ID),
        ("element([var.id], 4)", ID),
        ("tolist([var.id])[0]", ID),
        ("values({ a = var.id })[0]", ID),
        ('lookup({ a = var.id }, "a", "b")', ID),
        ('lookup({}, var.arn, "b")', "b"),
        ('lookup({ media = 1 }, var.arn, "b")', "b"),
        ('lookup({ "arn:aws:s3:::media" = 1 }, var.arn, "b")', Unknown(ID.symbol)),
        ("coalesce(var.id, \"x\")", ID),
        ('coalesce(var.text, "x")', Unknown("var.text", type=STRING, not_null=True)),
        ("coalesce(var.arn, \"x\")", ARN),
        ("merge({ a = 1 }, { b = var.id })", {"a": 1, "b": ID}),
        ("concat([1], [var.id])", (1, ID)),
        ("flatten([[var.id], [[var.arn]]])", (ID, ARN)),
        ("compact([var.arn, \"\"])", (ARN,)),
        ("zipmap([\"k\"], [var.id])", {"k": ID}),
        ("setunion([\"a\"], [var.id])", ("a", ID)),
        ("setproduct([\"a\"], [var.id])", (("a", ID),)),
        ("slice([1, var.id], 1, 2)", (ID,)),
        ("keys({ a = var.id })", ("a",)),
        ("jsondecode(jsonencode({ a = var.id })).a", ID),
        ("length([var.any])", 1),
        ("length(toset([var.id, \"a\"]))", Unknown(ID.symbol, type=NUMBER, not_null=True)),
        ("contains([\"a\", var.id], \"a\")", True),
        ("contains([\"a\", var.id], \"b\")", Unknown(ID.symbol, type=BOOL, not_null=True)),
        ("alltrue([false, var.any])", False),
        ("flatten([var.any])", Unknown("var.any", not_null=True)),
        ("merge({ a = 1 }, var.any)",
         IncompleteMap("var.any", not_null=True, entries={"a": Unknown("var.any")},
                       others=Unknown("var.any"))),
        ("sort([var.arn, \"b\", \"a\"])", ("a", ARN, "b")),
        ("sort([format(\"b-%s\", var.id), format(\"a-%s\", var.text)])",
         (PartialString(("a-", TEXT)), PartialString(("b-", ID)))),
        ("jsondecode(format(\"[%q]\", var.arn))", (ARN,)),
        ("jsondecode(format(\"{\\\"a\\\": %v}\", [var.id])).a", (ID,)),
        ("jsondecode(join(\"\", [\"[\", jsonencode({ a = var.id }), \"]\"]))", ({"a": ID},)),
        ("uuid()", Unknown("uuid()", type=STRING, not_null=True)),
    ],
)  # fmt: skip
def test_unknowns(evaluate: Evaluate, call: str, expected: TerraformValue) -> None:
    names = {"id": ID, "arn": ARN, "text": TEXT, "any": Unknown("var.any")}
    assert evaluate(call, **names) == expected


ARNS = Nature(Form.ARN, is_assigned=True)
ROLE = Unknown("role.arn", Identity("role", "arn", nature=ARNS), STRING, not_null=True)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("""jsondecode(replace("{'a': '${var.role}'}", "'", "\\"")).a""", ROLE),
        ("""jsondecode(replace("{'a': ${jsonencode([var.role])}}", "'", "\\"")).a""", (ROLE,)),
        ("""jsondecode(replace("{'a': '${var.id}'}", "'", "\\"")).a""", SOME_TEXT),
        ('startswith(var.role, "arn:")', True),
        ('startswith(var.role, "a")', True),
        ('startswith(var.role, "x")', False),
        ('var.role == "*"', False),
        ('sort([var.role, "zoo", "*"])', ("*", ROLE, "zoo")),
    ],
)
def test_attributes_with_a_form(evaluate: Evaluate, call: str, expected: TerraformValue) -> None:
    assert evaluate(call, id=ID, role=ROLE) == expected


@pytest.mark.parametrize(
    ("call", "form"),
    [
        ("lower(var.role)", Form.PART),
        ("trimspace(var.role)", Form.PART),
        ('split(":", var.role)[4]', Form.PART),
        ('regex("[0-9]{12}", var.role)', Form.PART),
        ('replace(var.role, ":role/", ":user/")', Form.PART),
        ('replace(var.role, "/.*/", "*")', Form.OTHER),
        ('replace(var.role, "x", "*")', Form.OTHER),
        ('replace("*", var.role, "x")', Form.OTHER),
        ('trimprefix("*", var.role)', Form.OTHER),
        ("distinct([var.role, var.role])", Form.ARN),
        ('distinct([var.role, "*"])', Form.OTHER),
        ("compact([var.role])", Form.ARN),
        ("flatten([var.roles, [var.role]])", Form.ARN),
        ('flatten([var.roles, "*"])', Form.OTHER),
        ("flatten([var.roles, var.id])", Form.OTHER),
        ("concat(var.roles, [var.role])", Form.ARN),
        ("setunion(var.roles, [var.role])", Form.ARN),
        ("sort(var.roles)", Form.ARN),
        ("one(var.roles)", Form.ARN),
        ("element(var.roles, 1)", Form.ARN),
        ("var.roles[0]", Form.ARN),
        ("[for role in var.roles : role]", Form.ARN),
        ('[for role in var.roles : "*"]', Form.OTHER),
        ("coalesce(var.roles[0], var.role)", Form.ARN),
    ],
)
def test_forms_outlast_functions(evaluate: Evaluate, call: str, form: Form) -> None:
    roles = Unknown("r.arns", Identity("r", "arns", nature=ARNS))
    value = evaluate(call, id=ID, role=ROLE, roles=roles)
    assert isinstance(value, Unknown)
    assert value.nature.form is form


@pytest.mark.parametrize(
    "call",
    [
        "concat([var.role], var.any)",
        "flatten([var.role, var.any])",
        "setunion([var.role], var.any)",
        "sort([var.role, var.any])",
        "distinct([var.role, var.any])",
    ],
)
def test_what_can_be_anything_is_blamed_first(evaluate: Evaluate, call: str) -> None:
    value = evaluate(call, role=ROLE, any=Unknown("var.any"))
    assert symbols(value)[0] == "var.any"


def test_json_keeps_its_structure(evaluate: Evaluate) -> None:
    text = evaluate("jsonencode({ Resource = [var.arn, 1] })", arn=ARN)
    assert isinstance(text, JsonText)
    assert text.content == {"Resource": (ARN, 1)}
    decoded = evaluate("yamldecode(var.text)", text=PartialString(('{"a": "', ID, '"}')))
    assert decoded == {"a": ID}


def test_sensitive_marks_propagate(evaluate: Evaluate) -> None:
    hidden = Sensitive("s")
    result = evaluate("upper(var.s)", s=hidden)
    assert isinstance(result, Sensitive)
    assert result.value == "S"
    merged = evaluate("merge({ a = 1 }, { b = var.s })", s=hidden)
    assert isinstance(merged, dict)
    assert merged["b"] is hidden
    assert evaluate("nonsensitive(var.s)", s=hidden) == "s"
    assert evaluate("issensitive(var.s)", s=hidden) is True


@pytest.mark.parametrize("text", ["var.s", '"a-${var.s}"', "jsonencode([var.s])"])
def test_whether_an_unknown_is_sensitive_is_unknown(evaluate: Evaluate, text: str) -> None:
    assert isinstance(evaluate(f"issensitive({text})", s=Unknown("x", type=STRING)), Unknown)


def test_a_choice_of_lists_is_flattened_in_each_branch(evaluate: Evaluate) -> None:
    choice = Choice(Unknown("var.prod"), (("a", "b"), ()))
    result = evaluate('flatten([var.c, ["z"]])', c=choice)
    assert isinstance(result, Choice)
    assert result.options == (("a", "b", "z"), ("z",))


def test_choices_are_followed(evaluate: Evaluate) -> None:
    test = Unknown("var.prod")
    result = evaluate('"${upper(var.c)}"', c=Choice(test, ("a", "b")))
    assert isinstance(result, Choice)
    assert result.options == ("A", "B")
    same = evaluate("length(var.c)", c=Choice(test, ("a", "b")))
    assert same == 1
    partly = evaluate("upper(var.c)", c=Choice(test, ("a", None)))
    assert isinstance(partly, Choice)
    assert partly.options == ("A", Unknown("var.prod"))


LAUGHS = (
    "yamldecode(<<EOT\na: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{new}: &{new} [{','.join(['*' + old] * 10)}]\n"
        for old, new in zip("abcdef", "bcdefg", strict=True)
    )
    + "EOT\n)"
)


@pytest.mark.parametrize(
    "call",
    [
        "range(5000)",
        "setproduct([for i in range(1000) : i], [for i in range(1000) : i])",
        'format("%2000000d", 1)',
        'indent(999999999, "a\\nb")',
        "10 * pow(10, 300) * tonumber(\"1e9999\") * tonumber(\"1e9999\")",
        'parseint(join("", [for i in range(1024) : "99999999999999999999"]), 10)',
        'replace(format("%10000s", ""), " ", format("%10000s", ""))',
        LAUGHS,
    ],
)  # fmt: skip
def test_work_is_bounded(evaluate: Evaluate, call: str) -> None:
    with pytest.raises(EvaluationError):
        evaluate(call)


def test_typed_results(evaluate: Evaluate) -> None:
    assert type_of(evaluate('split(",", "a")')) == ListOf(STRING)
    assert type_of(evaluate("toset([])")) == SetOf(DYNAMIC)
    assert type_of(evaluate("tomap({ a = 1 })")) == MapOf(NUMBER)
    assert evaluate('regex("(a)|(b)", "b")')[0] == Null(STRING)
    assert evaluate("chunklist([1, 2, 3], 2)") == ListValue(((1, 2), (3,)), ListOf(NUMBER))


_scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.text("ab1é/%{}[]()", max_size=4)
)
_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text("abc", max_size=2), inner, max_size=3).map(
            lambda d: dict(sorted(d.items()))
        ),
    ),
    max_leaves=6,
)
_NAMES = sorted(set(functions.names()) - {"templatefile", "templatestring"})


@given(st.sampled_from(_NAMES), st.lists(_values, max_size=3))
def test_calls_return_or_are_rejected(name: str, arguments: list[TerraformValue]) -> None:
    try:
        result = functions.call(name, arguments, NOWHERE)
    except CallError as error:
        result = error.message
    assert result is not ABSENT


@given(st.sampled_from(_NAMES), st.lists(_values, min_size=1, max_size=3), st.integers(0, 2))
def test_results_known_despite_an_unknown_are_stable(
    name: str, arguments: list[TerraformValue], at: int
) -> None:
    """A known result must not change when an unknown argument becomes known."""
    at %= len(arguments)
    blurred = [*arguments[:at], Unknown("u", type=type_of(arguments[at])), *arguments[at + 1 :]]
    try:
        early, _ = unmark_deep(functions.call(name, blurred, NOWHERE))
        late, _ = unmark_deep(functions.call(name, arguments, NOWHERE))
    except CallError:
        return
    if is_known(early):
        assert early == late

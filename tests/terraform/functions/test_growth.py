"""Each function takes steps in proportion to its input: at n, 2n and 4n."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from iaclint.files.source import SourceFile
from iaclint.limits import MAX_RUN_STEPS, MAX_STEPS
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform import functions
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.budget import Budget
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.scope import Scope
from iaclint.terraform.modules.files import make_context
from iaclint.terraform.types.model import TerraformValue
from tests.pace import calls_in
from tests.terraform.functions.conftest import Names

SIZE = 500
BY_TEXT = """
chomp endswith lower split startswith strcontains strrev title trim trimprefix trimspace
trimsuffix upper base64decode base64encode base64gzip textdecodebase64 textencodebase64 urlencode
basename dirname pathexpand base64sha256 base64sha512 bcrypt md5 sha1 sha256 sha512 uuidv5 abspath
file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 filesha1 filesha256
filesha512 rsadecrypt formatdate timeadd timecmp cidrhost cidrnetmask cidrsubnet cidrsubnets
parseint
"""
BY_LIST = """
compact concat distinct flatten length reverse sort toset tolist coalescelist sensitive
nonsensitive issensitive ephemeralasnull jsonencode yamlencode provider::terraform::encode_expr
"""
SECOND = {
    **dict.fromkeys(
        ["endswith", "startswith", "strcontains", "trim", "trimprefix", "trimsuffix"], '"b"'
    ),
    "split": None,
    "textdecodebase64": '"utf-8"',
    "textencodebase64": '"utf-8"',
    "uuidv5": None,
    "rsadecrypt": '"PRIVATE KEY"',
    "formatdate": None,
    "timeadd": '"1h"',
    "timecmp": '"2024-01-01T00:00:00Z"',
    "cidrhost": "1",
    "cidrsubnet": "1, 1",
    "cidrsubnets": "1",
    "parseint": "10",
}
FIRST = {"split": '","', "uuidv5": '"dns"', "formatdate": '"YYYY"'}
CALLS = {
    **{
        name: f"{name}({', '.join(filter(None, (FIRST.get(name), 'var.text', SECOND.get(name))))})"
        for name in BY_TEXT.split()
    },
    **{
        name: f"{name}(var.list)"
        for name in BY_LIST.split()
    },
    **{name: f"{name}(var.list...)" for name in ("coalesce", "provider::aws::arn_build")},
    **{name: f"{name}(var.numbers)" for name in ("sum",)},
    **{name: f"{name}(var.numbers...)" for name in ("max", "min", "range")},
    **{name: f"{name}(var.bools)" for name in ("alltrue", "anytrue")},
    **{name: f"{name}(var.map)" for name in ("keys", "values", "merge", "tomap")},
    **{name: f"{name}(var.list, var.list)" for name in ("setintersection", "setsubtract",
                                                       "setunion", "zipmap")},
    **{name: f"{name}(var.decimal)" for name in ("abs", "ceil", "floor", "signum", "tostring",
                                                "tobool", "tonumber")},
    "contains": 'contains(var.list, "none")',
    "index": "index(var.list, var.list[length(var.list) - 1])",
    "matchkeys": "matchkeys(var.list, var.list, var.list)",
    "one": "one(var.list)",
    "chunklist": "chunklist(var.list, 2)",
    "element": "element(var.list, 3)",
    "slice": "slice(var.list, 1, length(var.list))",
    "lookup": 'lookup(var.map, "none", 1)',
    "transpose": "transpose(var.lists)",
    "setproduct": "setproduct(var.list, [1])",
    "join": 'join(",", var.list)',
    "indent": "indent(2, var.text)",
    "replace": 'replace(var.text, "/a/", "b")',
    "regex": 'regex("a*b*", var.text)',
    "regexall": 'regexall("a", var.text)',
    "substr": "substr(var.text, 1, -1)",
    "format": 'format("%s", var.text)',
    "formatlist": 'formatlist("a%s", var.list)',
    "log": "log(var.decimal, 10)",
    "pow": "pow(var.decimal, 2)",
    "jsondecode": "jsondecode(var.json)",
    "yamldecode": "yamldecode(var.json)",
    "csvdecode": "csvdecode(var.lines)",
    "fileset": 'fileset(".", "*")',
    "templatefile": 'templatefile("t", { a = var.text })',
    "templatestring": 'templatestring(var.text, { a = var.text })',
    "provider::aws::arn_parse": 'provider::aws::arn_parse("arn:aws:s3:::${var.text}")',
    "provider::aws::trim_iam_role_path": (
        'provider::aws::trim_iam_role_path("arn:aws:iam::1:role/${var.text}")'
    ),
    "provider::terraform::decode_tfvars": 'provider::terraform::decode_tfvars("a = [${var.csv}]")',
    "provider::terraform::encode_tfvars": "provider::terraform::encode_tfvars(var.map)",
}  # fmt: skip
NESTED = (
    *(
        f"{name}(var.rows)"
        for name in ("compact", "concat", "distinct", "flatten", "jsonencode", "length", "one",
                     "reverse", "sensitive", "tolist", "toset", "yamlencode")
    ),
    *(
        f"{name}(var.groups)"
        for name in ("jsonencode", "keys", "merge", "sensitive", "tomap", "values", "yamlencode")
    ),
    "concat(var.rows, var.rows)",
    "contains(var.rows, {})",
    "flatten(values(var.groups))",
    "jsondecode(jsonencode(var.rows))",
    "lookup(var.groups, \"none\", [])",
    "merge(var.groups, var.shared)",
    "merge(var.rows...)",
    "setproduct(var.rows, [1])",
    "setunion(var.rows, var.rows)",
    "slice(var.rows, 1, length(var.rows))",
    "transpose(var.shared)",
    "var.rows == var.rows",
    "var.rows[*].id",
    "zipmap(keys(var.groups), values(var.groups))",
    "[for row in var.rows : \"${row.id}-${row.id}-${row.id}-${row.id}-${row.id}\"]",
    "\"%{for row in var.rows}${row.id}-${row.id}-${row.id}-${row.id}%{endfor}\"",
)  # fmt: skip
"""Calls on lists of maps and maps of lists, and loops over them."""
SHAPES = (
    *(f"var.{name}" for name in ("alike", "distinct", "longer", "mixed", "uneven")),
    "concat(var.distinct, [tomap({}), toset([])])",
    "concat(var.longer, [tolist([]), toset([])])",
    "concat(var.distinct, [tomap({ a = { b = 1 } })])",
    "[for o in var.uneven : [o]]",
    "[for o in var.alike : { a = o }]",
)
"""Lists whose elements are objects and tuples of many types."""
OF_SHAPES = [f"{name}({shape})" for shape in SHAPES for name in ("distinct", "tolist", "toset")] + [
    *(f"merge({shape}...)" for shape in SHAPES),
    *(f"setunion({shape}, {shape})" for shape in SHAPES),
    *(f"tomap({{ for i, o in {shape} : i => o }})" for shape in SHAPES),
    *(f"true ? {shape} : []" for shape in SHAPES),
    *(f"{shape} == {shape}" for shape in SHAPES),
]
WITHOUT_INPUT = {"plantimestamp", "timestamp", "uuid"}


def values(size: int) -> dict[str, TerraformValue]:
    """Return the variables of the calls: lists, maps and texts of a size."""
    names = tuple(f"n{number}" for number in range(size))
    return {
        "list": names,
        "numbers": tuple(range(size)),
        "bools": (True,) * size,
        "decimal": int("1" * min(size, 300)),
        "map": dict(zip(names, names, strict=True)),
        "lists": {name: (name,) for name in names},
        "rows": tuple({"id": name, "tags": {"a": name}} for name in names),
        "groups": {name: (name, "all", ("a", name)) for name in names},
        "shared": {name: (name, "all", f"{name}-b") for name in names},
        "alike": tuple({"a": name, "b": {name: 1}} for name in names),
        "distinct": tuple({name: {"a": name}} for name in names),
        "longer": tuple(({name: 1},) * (n % 10) for n, name in enumerate(names)),
        "mixed": tuple((1, "a", {name: 1}, (name,))[n % 4] for n, name in enumerate(names)),
        "uneven": tuple({f"a{k}": (1, "a")[n >> k & 1] for k in range(12)} for n in range(size)),
        "text": "a" * size * 20,
        "json": f"[{','.join(['1'] * size)}]",
        "csv": ",".join(["1"] * size),
        "lines": "a\n" * size,
    }


def steps_of(folder: Path, text: str, size: int) -> tuple[int, int]:
    """Return the steps that a call takes, and the calls of Python in it, whatever its result."""
    expression = hcl.parse_expression(text, SourceFile("call.tf", text.encode()))
    assert expression is not None, text
    budget = Counter()
    module = Names(folder, values(size))
    module._context = make_context(module.tree, ".", budget)

    def call() -> None:
        with suppress(EvaluationError):
            evaluate(expression, Scope(module, {}, budget))

    calls = calls_in(call)
    return budget.steps, calls


class Counter(Budget):
    """A budget that counts."""

    __slots__ = ("steps",)

    def __init__(self) -> None:
        super().__init__(MAX_STEPS)
        self.steps = 0

    def draw(self, steps: int) -> bool:
        self.steps += steps
        return True


def test_every_function_is_measured() -> None:
    assert sorted({*CALLS, *WITHOUT_INPUT}) == functions.names()
    assert MAX_STEPS < MAX_RUN_STEPS


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CALLS))
def test_steps_grow_as_the_input(tmp_path: Path, name: str) -> None:
    (tmp_path / "t").write_text("${a}", encoding="utf-8")
    steps_of(tmp_path, CALLS[name], 1)  # imports its module
    found = [steps_of(tmp_path, CALLS[name], n * SIZE) for n in (1, 2, 4)]
    for once, twice, four in zip(*found, strict=True):
        assert twice <= 2.2 * once + 20, found
        assert four <= 2.2 * twice + 20, found
    steps, calls = found[-1]
    assert calls < 500 * (steps + 20), found


@pytest.mark.slow
@pytest.mark.parametrize("text", [*NESTED, *OF_SHAPES])
def test_steps_grow_as_the_nested_input(tmp_path: Path, text: str) -> None:
    steps_of(tmp_path, text, 1)  # imports its module
    found = [steps_of(tmp_path, text, n * SIZE // 5) for n in (1, 2, 4)]
    for once, twice, four in zip(*found, strict=True):
        assert twice <= 2.2 * once + 20, found
        assert four <= 2.2 * twice + 20, found
    steps, calls = found[-1]
    assert calls < 500 * (steps + 20), found


def test_iterations_take_steps_for_what_is_evaluated_in_them(tmp_path: Path) -> None:
    short = "[for i in range(1000) : abs(i)]"
    long = f"[for i in range(1000) : {'+'.join(['abs(i)'] * 50)}]"
    steps_of(tmp_path, short, 1)  # imports its module
    assert steps_of(tmp_path, long, 1)[0] > 20 * steps_of(tmp_path, short, 1)[0]


@pytest.mark.parametrize("name", ["concat", "setintersection", "setsubtract", "setunion"])
def test_arguments_from_a_list_are_paid_for(tmp_path: Path, name: str) -> None:
    text = f"{name}([for i in range(1000): var.list]...)"
    steps_of(tmp_path, text, 1)  # imports its module
    steps, calls = steps_of(tmp_path, text, 20 * SIZE)
    assert calls < 50 * steps

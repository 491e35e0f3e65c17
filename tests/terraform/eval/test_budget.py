"""Configurations that exceed limits: no crash, bounded time, and a diagnostic."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.source import SourceFile, Span
from iaclint.files.work import RUN
from iaclint.limits import MAX_RUN_STEPS, MAX_VALUE_PARTS
from iaclint.symbolic.values import Choice, JsonText, PartialString, Unknown
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.budget import Budget
from iaclint.terraform.types.lazy import LazyObject
from tests.pace import within
from tests.terraform.support import configuration, messages

SPAN = Span(SourceFile("f", b"x"), 0, 1)
VARIABLES = "".join(f'variable "v{n}" {{}}\n' for n in range(20))
DEEP = "is nested too deeply to evaluate"
LARGE = "this value is too large to evaluate"
WORK = "this takes more steps than are allowed"


def bucket(value: str) -> str:
    return f'resource "aws_s3_bucket" "x" {{\n  bucket = {value}\n}}\n'


def doubling(first: str, again: str) -> str:
    steps = "".join(f"  a{n + 1} = {again.replace('@', f'local.a{n}')}\n" for n in range(40))
    return f"locals {{\n  a0 = {first}\n{steps}}}\n"


def documents(first: str, again: str) -> str:
    """Return policy documents, and a bucket with the text of the last one; ``@`` is another's."""
    bodies = [f"statement {{\n  actions = [{first}]\n}}", *[again] * 40]
    references = [f"data.aws_iam_policy_document.a{n - 1}.json" for n in range(41)]
    blocks = (
        f'data "aws_iam_policy_document" "a{n}" {{\n  {body.replace("@", reference)}\n}}\n'
        for n, (body, reference) in enumerate(zip(bodies, references, strict=True))
    )
    return bucket("data.aws_iam_policy_document.a40.json") + "".join(blocks)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (bucket("(" * 5000 + "1" + ")" * 5000), DEEP),
        (bucket("[" * 5000 + "1" + "]" * 5000), DEEP),
        (bucket("{ a = " * 3000 + "1" + "}" * 3000), DEEP),
        (bucket("!" * 5000 + "true"), DEEP),
        (bucket(" + ".join(["1"] * 5000)), DEEP),
        (bucket("true ? 1 : " * 3000 + "2"), DEEP),
        (bucket("upper(" * 3000 + '"a"' + ")" * 3000), DEEP),
        (bucket("[]" + "[*]" * 2000), DEEP),
        (bucket('"x"\n' + "  a {\n" * 2000 + "}\n" * 2000), "blocks are nested too deeply"),
        (bucket("length(range(1000000000))"), "a range of more than 1024"),
        (bucket(f"setproduct({', '.join(['range(100)'] * 6)})"), "too many to evaluate"),
        (bucket("[for a in range(1024) : [for b in range(1024) : a]]"), WORK),
        (bucket('"%{ for a in range(1024) }%{ for b in range(1024)}%{ endfor }%{ endfor }"'), WORK),
        (bucket("local.a40") + doubling('"xx"', '"${@}${@}"'), LARGE),
        (bucket("local.a40") + doubling('"xx"', 'join("", [@, @])'), LARGE),
        (bucket("local.a40") + doubling("[1, 2]", "[@, @]"), LARGE),
        (bucket("jsonencode(local.a40)") + doubling("[1, 2]", "[@, @]"), LARGE),
        (bucket("length(flatten(local.a40))") + doubling("[1, 2]", "[@, @]"), LARGE),
        (bucket("local.a40") + doubling("{ k = 1 }", "{ l = @, r = @ }"), LARGE),
        (bucket("length(local.a40)") + doubling("[1, 2]", "concat(@, @)"), LARGE),
        (documents('"a:B"', "source_policy_documents = [@, @]"), WORK),
        (documents('"a:B"', "override_policy_documents = [@, @]"), WORK),
        (documents('"a:B"', "source_json = @\n  override_json = @"), WORK),
        (documents("var.v0", "source_policy_documents = [@, @]") + VARIABLES, LARGE),
        (bucket("local.a40") + doubling("[1, 2]", "jsonencode([@, @])"), LARGE),
        (bucket("local.a40") + doubling('"${var.v0}x"', 'join("", [@, @])') + VARIABLES, LARGE),
        (bucket("a.b.c.d." * 1000 + "e"), DEEP),
    ],
)  # fmt: skip
def test_exceeding_a_limit_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with within(2000):
        loaded = configuration(tmp_path, {"main.tf": text})
        (resource,) = loaded.resources
        for name in ("bucket", "a"):
            resource.body.get(name)
            resource.body.locate((name,))
            resource.body.trail((name,))
    assert message in " ".join(messages(loaded))


@pytest.mark.parametrize(
    "value",
    ["tolist(local.a)", "toset(local.a)", "coalesce(local.a...)", "true ? local.a : []"],
)
def test_too_many_types_of_elements_are_reported(tmp_path: Path, value: str) -> None:
    elements = "[for n in range(100) : [for k in range(n + 1) : k]]"
    text = f"locals {{\n  a = concat([toset([{{}}])], {elements})\n}}\n" + bucket(value)
    loaded = configuration(tmp_path, {"main.tf": text})
    (resource,) = loaded.resources
    assert isinstance(resource.body.get("bucket"), Unknown)
    (message,) = messages(loaded)
    assert "too many different types to evaluate" in message


@pytest.mark.parametrize(
    "value",
    [
        '"' + "".join(f'${{var.v{n} ? "a" : "b"}}' for n in range(20)) + '"',
        "[" + ", ".join(f"var.v{n} ? 1 : 2" for n in range(20)) + "]",
        'join(",", [' + ", ".join(f'var.v{n} ? "a" : "b"' for n in range(20)) + "])",
        "".join(f'var.v{n} ? "{n}" : ' for n in range(20)) + '"z"',
        "merge(" + ", ".join(f"var.v{n} ? {{ a = {n} }} : {{ b = {n} }}" for n in range(20)) + ")",
        "{ " + ", ".join(f"k{n} = var.v{n} ? 1 : 2" for n in range(20)) + " }",
        " && ".join(f"(var.v{n} ? true : false)" for n in range(20)),
        'jsonencode({ a = "x" })'
        + "\n"
        + "".join(
            f'  dynamic "rule" {{\n    for_each = var.v{n} ? [1] : []\n    content {{}}\n  }}\n'
            for n in range(20)
        ),
    ],
)
def test_twenty_unknown_tests(tmp_path: Path, value: str) -> None:
    with within(1000):
        loaded = configuration(tmp_path, {"main.tf": VARIABLES + bucket(value)})
        (resource,) = loaded.resources
        resource.body.get("bucket")
        resource.body.get("rule")


def test_a_chain_of_unknown_tests(tmp_path: Path) -> None:
    chain = "".join(f"  c{n + 1} = var.v{n} ? [local.c{n}] : [local.c{n}, 2]\n" for n in range(20))
    text = VARIABLES + f"locals {{\n  c0 = 1\n{chain}}}\n" + bucket("local.c20")
    with within(1000):
        (resource,) = configuration(tmp_path, {"main.tf": text}).resources
        resource.body.get("bucket")


def test_many_dynamic_blocks_are_not_laid_out(tmp_path: Path) -> None:
    text = bucket('"x"\n  dynamic "a" {\n    for_each = range(1001)\n    content {}\n  }')
    loaded = configuration(tmp_path, {"main.tf": text})
    assert loaded.resources[0].body.get("a") == Unknown("aws_s3_bucket.x.a")
    assert messages(loaded) == ["main.tf:3:3: more than 1000 'a' blocks are not evaluated"]


def test_a_budget_ends() -> None:
    budget = Budget(2)
    budget.spend(SPAN)
    budget.spend(SPAN)
    with pytest.raises(EvaluationError, match="more steps than are allowed"):
        budget.spend(SPAN)


@pytest.mark.parametrize(
    "value",
    [
        "x" * (MAX_VALUE_PARTS + 1) * 1000,
        tuple(range(MAX_VALUE_PARTS + 1)),
        (tuple(range(MAX_VALUE_PARTS)), {"a": (1, 2)}),
        Choice(Unknown("x"), ("a", list(range(3)), tuple(range(MAX_VALUE_PARTS)))),
        JsonText(tuple(range(MAX_VALUE_PARTS))),
    ],
)
def test_what_is_too_large(value: object) -> None:
    with pytest.raises(EvaluationError, match="too large"):
        Budget().read(value, SPAN)


@pytest.mark.parametrize(
    "value",
    [
        "x",
        None,
        Unknown("x"),
        PartialString(("a", Unknown("x"))),
        tuple(range(1000)),
        LazyObject(["a"], lambda name: pytest.fail("evaluated")),
    ],
)
def test_what_is_not_too_large(value: object) -> None:
    assert Budget().read(value, SPAN) is value


def test_a_root_takes_no_steps_of_the_run_that_it_does_not_have() -> None:
    RUN.begin()
    budget = Budget(10)
    assert not budget.draw(11)
    assert not budget.draw(1)
    assert RUN.left == MAX_RUN_STEPS


def test_a_run_ends_the_budget_of_a_root() -> None:
    RUN.begin()
    assert RUN.draw(MAX_RUN_STEPS - 5)
    budget = Budget()
    assert (budget.draw(5), budget.draw(1)) == (True, False)
    RUN.begin()

"""Rules on blocks and objects that may not exist: their verdict is unknown where that decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.fakes import write

MODEL = """
model: test.store
title: store
terraform:
  resource: store
  fields:
    outer: outer
    inner: outer.inner
    value: outer.inner.v
    outers: {for_each: outer, parts: {v: v, inner: inner}}
    inners: {for_each: outer.inner, parts: {v: v}}
    every: {for_each: "outer[*].inner", parts: {v: v}}
    joined: {concat: [{for_each: outer, parts: {v: v}}]}
cloudformation:
  resource: AWS::S3::Bucket
  fields:
    outer: Outer
    inner: Outer.Inner
    value: Outer.Inner.V
    outers: {for_each: Outers, parts: {v: V, inner: Inner}}
    inners: {for_each: Outer.Inners, parts: {v: V}}
    every: {for_each: "Outers[*].Inners", parts: {v: V}}
    joined: {concat: [{for_each: Outers, parts: {v: V}}]}
"""
RULE = """
id: {id}
title: rule
model: test.store
severity: low
category: logging
require: {require}
message: message
why: why
fix: {{terraform: fix, cloudformation: fix}}
references: [https://example.com]
examples: []
"""

DYNAMIC = 'dynamic "{}" {{\n    for_each = {}\n    content {{\n      {}\n    }}\n  }}\n'
INNER = DYNAMIC.format("inner", "var.x", "v = 1")
HEAD = 'variable "x" {}\nvariable "y" {}\nresource "store" "s" {\n  '
TERRAFORM = {
    "outer": DYNAMIC.format("outer", "var.x", "v = 1\n      inner {\n        v = 1\n      }"),
    "inner": f"outer {{\n  v = 1\n  {INNER}  }}\n",
    "two": f"outer {{\n  v = 1\n  {INNER}{INNER.replace('var.x', 'var.y')}  }}\n",
    "longer": DYNAMIC.format("outer", "var.x ? [1, 2] : [1]", "v = outer.value"),
}
"""Bodies of a resource with blocks that may not exist."""

TEMPLATE = """
Parameters:
  X: {Type: String}
Conditions:
  IsX: !Equals [!Ref X, x]
Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties:
"""
OBJECT = "!If [IsX, {V: 1, Inner: {V: 1}, Inners: [{V: 1}]}, !Ref AWS::NoValue]"
PART = "{V: 1, Inner: !If [IsX, {V: 1}, !Ref AWS::NoValue], Inners: !If [IsX, [{V: 1}], []]}"
CLOUDFORMATION = {
    "outer": f"      Outer: {OBJECT}\n      Outers: [{OBJECT}]\n",
    "inner": f"      Outer: {PART}\n      Outers: [{PART}]\n",
    "longer": "      Outers: !If [IsX, [{V: 1}, {V: 2}], [{V: 1}]]\n",
}
"""Properties with parts that a condition leaves out."""

DECIDED_BY_EXISTENCE = {
    "outer": [
        "{outer: present}",
        "{outer: absent}",
        "{inner: present}",
        "{value: present}",
        "{value: 1}",
        "{outers: {any: {v: 1}}}",
        "{outers: {none: {inner: present}}}",
        "{every: {any: {v: 1}}}",
        "{joined: {any: {v: 1}}}",
        "{joined: {none: {v: 1}}}",
    ],
    "inner": [
        "{inner: present}",
        "{inner: absent}",
        "{value: present}",
        "{value: 1}",
        "{outers: {any: {inner: present}}}",
        "{outers: {all: {inner: absent}}}",
        "{inners: {any: {v: 1}}}",
        "{every: {any: {v: 1}}}",
        "{every: {none: {v: 1}}}",
    ],
    "longer": ["{outers: {none: {v: 2}}}", "{joined: {none: {v: 2}}}", "{joined: {any: {v: 2}}}"],
}
DECIDED_BY_EXISTENCE["two"] = DECIDED_BY_EXISTENCE["inner"]
DECIDED_ANYWAY = {
    "outer": ["{value: 2}", "{every: {any: {v: 2}}}"],
    "inner": ["{outer: absent}", "{outers: {none: {v: 1}}}"],
    "longer": ["{outers: {none: {v: 1}}}", "{joined: {none: {v: 1}}}"],
}
"""Requirements that fail whether the parts exist or not."""

CASES = [
    *((".tf", HEAD + body + "}\n", name, "var.x") for name, body in TERRAFORM.items()),
    *((".yaml", TEMPLATE + p, name, "condition IsX") for name, p in CLOUDFORMATION.items()),
]


def judged(
    folder: Path, text: str, ending: str, requirements: list[str]
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the verdicts of requirements, and what blocks them."""
    ids = {f"test-store-rule{n}": require for n, require in enumerate(requirements)}
    rules = {f"{i}.yaml": RULE.format(id=i, require=require) for i, require in ids.items()}
    write(folder / "rules", {"store.model.yaml": MODEL, **rules})
    write(folder, {f"main{ending}": text})
    choice = RuleChoice(ids=tuple(ids), folders=(str(folder / "rules"),))
    report = run(Request((f"main{ending}",), str(folder), choice))
    return {ids[f.rule.id]: (f.verdict.value, f.blocked_by[:1]) for f in report.findings}


@pytest.mark.parametrize(("ending", "text", "name", "blocker"), CASES)
def test_a_part_that_may_not_exist(
    tmp_path: Path, ending: str, text: str, name: str, blocker: str
) -> None:
    undecided, decided = DECIDED_BY_EXISTENCE[name], DECIDED_ANYWAY.get(name, [])
    assert judged(tmp_path, text, ending, [*undecided, *decided]) == {
        **dict.fromkeys(undecided, ("unknown", (blocker,))),
        **dict.fromkeys(decided, ("fail", ())),
    }

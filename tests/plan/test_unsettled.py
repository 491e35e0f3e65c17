"""Which undecided checks of a plan make a run fail: those that apply alone decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iaclint.judging.exit_policy import ExitPolicy
from tests.plan.plans import block, change, constant, module, plan, refers
from tests.terraform.support import check

CHILD = module(
    block("random_id.r"),
    block("aws_sqs_queue.c", name=constant("c")),
    outputs={
        "arn": {"expression": refers("aws_sqs_queue.c.arn", "aws_sqs_queue.c")},
        "hex": {"expression": refers("random_id.r.hex", "random_id.r")},
        "called": {"expression": {}},
        "name": {"expression": refers("aws_sqs_queue.c.name", "aws_sqs_queue.c")},
    },
)
BLOCKS = (
    block("aws_iam_role.r", name=constant("r"), tags=refers("random_id.r.hex", "random_id.r")),
    block("random_id.r", byte_length=constant(1)),
    block("terraform_data.role", input=refers("aws_iam_role.r.arn", "aws_iam_role.r")),
    block("terraform_data.now", input={}),
    block("aws_iam_user.u", name=constant("u"), path={}),
    block("aws_iam_group.none", name=constant("n")),
    block("data.aws_caller_identity.me"),
    block("data.aws_caller_identity.later"),
    block("aws_sqs_queue.q", name=constant("q")),
)
MARKS = {"id": True, "arn": True}
CHANGES = (
    change("aws_iam_role.r", {"name": "r"}, {**MARKS, "tags": {"a": True}}),
    change("random_id.r", {"byte_length": 1}, {"id": True, "hex": True}),
    change("terraform_data.role", {}, {"id": True, "input": True, "output": True}),
    change("terraform_data.now", {}, {"id": True, "input": True, "output": True}),
    change("aws_iam_user.u", {"name": "u"}, {**MARKS, "path": True}),
    change("data.aws_caller_identity.later", {}, {"account_id": True}, actions=("read",)),
    change("module.m.random_id.r", {}, {"id": True, "hex": True}),
    change("module.m.aws_sqs_queue.c", {"name": "c"}, MARKS),
    change("aws_sqs_queue.q", {"name": "q"}, MARKS),
)


def unsettled(folder: Path, policy: Any, of: str = "aws_sqs_queue_policy.p", **more: Any) -> str:
    """Return what no input can settle of a planned policy; empty if the run does not fail."""
    names = {"queue_url": refers("aws_sqs_queue.q.id", "aws_sqs_queue.q")}
    planned = [*CHANGES, change(of, {}, {"id": True, "queue_url": True, "policy": True})]
    calls = {"m": {"module": CHILD, "expressions": {}}}
    root = module(*BLOCKS, block(of, **names, policy=policy, **more), module_calls=calls)
    files = {"plan.json": json.dumps(plan(planned, root))}
    report = ExitPolicy().shown(check(folder, files, "aws-sqs-public-access"))
    messages = [d.message for d in report.diagnostics if d.code == "unsettled-check"]
    assert any(found.verdict.value == "unknown" for found in report.findings)
    return messages[0].partition("no input can settle ")[2] if messages else ""


KNOWN = [
    ["var.a", "var.b"],
    ["path.module", "terraform.workspace"],
    ["count.index"],
    ["each.value", "each.key"],
    ["aws_sqs_queue.q.name", "aws_sqs_queue.q"],
    ["data.aws_caller_identity.me.account_id", "data.aws_caller_identity.me"],
    ["aws_iam_group.none[0].arn", "aws_iam_group.none[0]", "aws_iam_group.none"],
    ["module.m.name", "module.m"],
    ["var.a", "module.m.called", "module.m"],
    ["terraform_data.now.output", "terraform_data.now"],
]


@pytest.mark.parametrize("names", KNOWN)
def test_a_required_argument_of_known_references(tmp_path: Path, names: list[str]) -> None:
    cause = "aws_sqs_queue_policy.p.policy (known after apply, without an unknown reference)"
    assert unsettled(tmp_path, refers(*names)) == cause


@pytest.mark.parametrize(
    ("names", "cause"),
    [
        (["random_id.r.hex", "random_id.r"], "random_id.r.hex"),
        (["random_id.r.hex", "random_id.r", "var.open"], "random_id.r.hex"),
        (["random_id.r", "aws_sqs_queue.q.name", "aws_sqs_queue.q"], "random_id.r.id"),
        (["module.m.hex", "module.m", "var.open"], "module.m.random_id.r.hex"),
        (["terraform_data.now.id", "terraform_data.now", "var.open"], "terraform_data.now.id"),
    ],
)
def test_a_random_value(tmp_path: Path, names: list[str], cause: str) -> None:
    assert unsettled(tmp_path, refers(*names)) == f"{cause} (known after apply)"


def test_the_hint_names_the_option_for_the_source(tmp_path: Path) -> None:
    unsettled(tmp_path, refers("random_id.r.hex", "random_id.r"))
    report = ExitPolicy().shown(check(tmp_path, {}, "aws-sqs-public-access"))
    (found,) = (d for d in report.diagnostics if d.code == "unsettled-check")
    assert found.hint is not None
    assert found.hint.startswith("name the planned module with --source, or write a known value")


def test_an_argument_that_a_call_decides(tmp_path: Path) -> None:
    cause = "aws_iam_user.u.path (known after apply, without an unknown reference)"
    assert unsettled(tmp_path, refers("aws_iam_user.u.path", "aws_iam_user.u", "var.a")) == cause


@pytest.mark.parametrize(
    "names",
    [
        ["aws_iam_role.r.arn", "aws_iam_role.r"],
        ["aws_iam_role.r.arn", "aws_iam_role.r", "random_id.r.hex", "random_id.r", "var.a"],
        ["aws_iam_role.r", "count.index", "var.a"],
        ['aws_iam_role.r.tags["a"]', "aws_iam_role.r.tags", "aws_iam_role.r", "var.a"],
        ["terraform_data.role.output", "terraform_data.role", "var.a"],
        ["terraform_data.role.input", "terraform_data.role"],
        ["data.aws_caller_identity.later.account_id", "data.aws_caller_identity.later", "var.a"],
        ["module.m.arn", "module.m", "var.a"],
        ["module.m", "var.a"],
        ["module.other.arn", "module.other"],
        ["local.policy"],
        ["local.policy", "random_id.r.hex", "random_id.r"],
        ["aws_not.planned.arn", "aws_not.planned", "var.a"],
    ],
)
def test_an_attribute_that_is_known_after_apply(tmp_path: Path, names: list[str]) -> None:
    assert unsettled(tmp_path, refers(*names)) == ""


def test_an_iteration_over_unknown_values(tmp_path: Path) -> None:
    over = refers("aws_iam_role.r.arn", "aws_iam_role.r")
    assert unsettled(tmp_path, refers("each.value", "var.a"), for_each=over) == ""


@pytest.mark.parametrize("names", KNOWN[:-1])
def test_a_null_argument_that_the_provider_sets(tmp_path: Path, names: list[str]) -> None:
    # Terraform plans `var.open ? var.policy : null` as unknown where the provider has a default.
    root = module(*BLOCKS[:-1], block("aws_sqs_queue.q", policy=refers(*names)))
    root["module_calls"] = {"m": {"module": CHILD, "expressions": {}}}
    queue = change("aws_sqs_queue.q", {"name": "q"}, {**MARKS, "policy": True})
    files = {"plan.json": json.dumps(plan([*CHANGES[:-1], queue], root))}
    shown = ExitPolicy().shown(check(tmp_path, files, "aws-sqs-public-access"))
    assert not shown.has_errors


TEMPLATE = json.dumps(
    {
        "Parameters": {"Acl": {"Type": "String"}},
        "Resources": {
            "B": {
                "Type": "AWS::S3::Bucket",
                "Properties": {
                    "AccessControl": {"Ref": "Acl"},
                    "OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]},
                    "PublicAccessBlockConfiguration": {"BlockPublicAcls": False},
                },
            }
        },
    }
)
CALL = "(known after apply, without an unknown reference)"
QUEUE = refers("aws_sqs_queue.q.arn", "aws_sqs_queue.q")


@pytest.mark.parametrize("kind", ["aws_cloudformation_stack", "aws_cloudformation_stack_set"])
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, CALL),
        (refers("var.a"), CALL),
        (refers("random_id.r.hex"), "random_id.r.hex"),
        (QUEUE, ""),
    ],
)
def test_an_element_of_the_parameters_of_a_stack(
    tmp_path: Path, kind: str, written: Any, expected: str
) -> None:
    after = {"name": "s", "template_body": TEMPLATE, "parameters": {}}
    stack = change(f"{kind}.s", after, {"id": True, "parameters": {"Acl": True}})
    planned = plan([*CHANGES, stack], module(*BLOCKS, block(f"{kind}.s", parameters=written)))
    files = {"plan.json": json.dumps(planned)}
    report = ExitPolicy().shown(check(tmp_path, files, "aws-s3-public-access"))
    messages = [d.message for d in report.diagnostics if d.code == "unsettled-check"]
    assert bool(messages) is bool(expected)
    assert all(expected in message for message in messages)

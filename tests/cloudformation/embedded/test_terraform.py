"""Templates of CloudFormation in resources of Terraform."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.cloudformation.embedded.terraform import with_stacks
from iaclint.limits import MAX_TEMPLATE_BODY
from iaclint.report.wording import kinds_not_loaded
from iaclint.requested_rules import rule_directories
from iaclint.ruleset.catalog import wanted_types
from tests.plan.plans import change, plan
from tests.terraform.support import Files, check

RULE = "aws-s3-public-access"
STACK = 'resource "aws_cloudformation_stack" "s" {{\n  name = "s"\n  {}\n}}\n'
TEMPLATE = """\
Parameters: {Acl: {Type: String, Default: Private}}
Resources:
  Media:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: ACL
      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerPreferred}]}
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}
"""
PUBLIC = TEMPLATE.replace("ACL", "PublicRead")
BY_PARAMETER = TEMPLATE.replace("ACL", "!Ref Acl")


def heredoc(template: str) -> str:
    return f"template_body = <<-EOT\n{template}\nEOT\n"


def encoded(acl: str) -> str:
    settings = "{ BlockPublicAcls = false, IgnorePublicAcls = false }"
    owner = '{ Rules = [{ ObjectOwnership = "BucketOwnerPreferred" }] }'
    properties = (
        f"{{ AccessControl = {acl}, OwnershipControls = {owner},"
        f" PublicAccessBlockConfiguration = {settings} }}"
    )
    media = f'{{ Type = "AWS::S3::Bucket", Properties = {properties} }}'
    return f"template_body = jsonencode({{ Resources = {{ Media = {media} }} }})"


def verdicts(folder: Path, body: str, others: Files | None = None) -> list[tuple[str, str]]:
    report = check(folder, {"main.tf": STACK.format(body), **(others or {})}, RULE)
    return [(a, f.verdict.value) for f in report.findings for a in f.instances]


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (heredoc(PUBLIC), "fail"),
        (heredoc(TEMPLATE.replace("ACL", "Private")), "pass"),
        (heredoc(BY_PARAMETER), "pass"),
        ('parameters = { Acl = "PublicRead" }\n' + heredoc(BY_PARAMETER), "fail"),
        ("parameters = { Acl = var.a }\n" + heredoc(BY_PARAMETER), "unknown"),
        ("parameters = var.a\n" + heredoc(BY_PARAMETER), "unknown"),
        (encoded('"PublicRead"'), "fail"),
        (encoded('{ "Fn::Sub" = "Public${"Read"}" }'), "fail"),
        (encoded("var.a"), "unknown"),
        (encoded('var.a == "b" ? "PublicRead" : "PublicReadWrite"'), "fail"),
    ],
)
def test_the_template_of_a_stack_is_checked(tmp_path: Path, body: str, verdict: str) -> None:
    variable = {"variables.tf": 'variable "a" {}\n'}
    assert verdicts(tmp_path, body, variable) == [("aws_cloudformation_stack.s/Media", verdict)]


@pytest.mark.parametrize(
    ("template", "verdict"),
    [
        (PUBLIC + '      BucketName: "${aws_sns_topic.t.name}-media"\n', "fail"),
        (PUBLIC.replace("Resources:", "Description: ${aws_sns_topic.t.arn}\nResources:"), "fail"),
        (TEMPLATE.replace("ACL", "${aws_sns_topic.t.name}"), "unknown"),
        (PUBLIC + '      BucketName: !Sub "${aws_sns_topic.t.name}-$${AWS::Region}"\n', "fail"),
    ],
)
def test_a_template_with_unknown_parts_is_checked(
    tmp_path: Path, template: str, verdict: str
) -> None:
    topic = {"topic.tf": 'resource "aws_sns_topic" "t" {}\n'}
    assert verdicts(tmp_path, heredoc(template), topic) == [
        ("aws_cloudformation_stack.s/Media", verdict)
    ]


def test_the_place_is_the_attribute(tmp_path: Path) -> None:
    report = check(tmp_path, {"main.tf": STACK.format(heredoc(PUBLIC))}, RULE)
    (finding,) = report.open
    assert (finding.span.file.path, finding.span.start.line) == ("main.tf", 3)
    assert [r.span.text for r in finding.related] == ['resource "aws_cloudformation_stack" "s"']


def test_a_template_in_a_file_is_checked_with_the_values_that_are_passed(tmp_path: Path) -> None:
    body = 'parameters = { Acl = "PublicRead" }\n  template_body = file("t.yaml")'
    found = verdicts(tmp_path, body, {"t.yaml": BY_PARAMETER})
    assert sorted(found) == [("Media", "pass"), ("aws_cloudformation_stack.s/Media", "fail")]
    report = check(tmp_path, {}, RULE)
    assert [finding.span.file.path for finding in report.open] == ["t.yaml"]


SET = 'resource "aws_cloudformation_stack_set" "s" {\n  name = "s"\n  %s}\n'
INSTANCE = """\
resource "aws_cloudformation_stack_set_instance" "%s" {
  stack_set_name = %s
  %s
}
"""
OF_SET = "aws_cloudformation_stack_set.s.name"
OPEN, CLOSED = 'parameters = { Acl = "PublicRead" }\n', 'parameters = { Acl = "Private" }\n'
OVER_OPEN, OVER_CLOSED = (
    f"parameter_overrides = {OPEN[13:]}",
    f"parameter_overrides = {CLOSED[13:]}",
)
UNKNOWN = "parameter_overrides = { Acl = var.x }"
SETS = {
    "own": (OPEN, "", {"fail"}),
    "default": ("", "", {"pass"}),
    "unknown own": ("parameters = var.x\n", "", {"unknown"}),
    "unknown own, overridden": (
        "parameters = var.x\n",
        INSTANCE % ("i", OF_SET, OVER_OPEN),
        {"fail"},
    ),
    "instance without overrides": (OPEN, INSTANCE % ("i", OF_SET, ""), {"fail"}),
    "overridden": (CLOSED, INSTANCE % ("i", OF_SET, OVER_OPEN), {"fail"}),
    "overridden by name": (CLOSED, INSTANCE % ("i", '"s"', OVER_OPEN), {"fail"}),
    "overridden by id": (
        CLOSED,
        INSTANCE % ("i", OF_SET.replace("name", "id"), OVER_OPEN),
        {"fail"},
    ),
    "closed by all": (OPEN, INSTANCE % ("i", OF_SET, OVER_CLOSED), {"pass"}),
    "closed by one": (
        OPEN,
        INSTANCE % ("i", OF_SET, OVER_CLOSED) + INSTANCE % ("j", OF_SET, ""),
        {"pass", "fail"},
    ),
    "overridden by an unknown": (OPEN, INSTANCE % ("i", OF_SET, UNKNOWN), {"unknown"}),
    "of another set": (OPEN, INSTANCE % ("i", '"other"', OVER_CLOSED), {"fail"}),
    "of an unknown set": (OPEN, INSTANCE % ("i", "var.x", OVER_CLOSED), {"unknown"}),
    "several": (
        CLOSED,
        (INSTANCE % ("i", OF_SET, OVER_OPEN)).replace("set_instance", "instances"),
        {"fail"},
    ),
    "no instance": (OPEN, INSTANCE % ("i", OF_SET, "count = 0\n" + OVER_CLOSED), {"fail"}),
}


@pytest.mark.parametrize("kind", SETS)
def test_values_of_a_stack_set(tmp_path: Path, kind: str) -> None:
    own, instances, expected = SETS[kind]
    variable = 'variable "x" {}\n'
    text = variable + SET % (own + heredoc(BY_PARAMETER)) + instances
    report = check(tmp_path, {"main.tf": text}, RULE)
    assert {finding.verdict.value for finding in report.findings} == expected
    assert report.coverage.not_loaded == ()


PARAMETER = "parameter aws_cloudformation_stack_set.s/Acl"


@pytest.mark.parametrize(
    ("own", "name", "overrides", "blocker"),
    [
        (CLOSED, 'timestamp() == "" ? "x" : "s"', OVER_OPEN, "timestamp()"),
        (CLOSED, 'timestamp() == var.x ? "x" : "s"', OVER_OPEN, PARAMETER),
        (CLOSED, "var.x", OVER_OPEN, PARAMETER),
        (CLOSED, OF_SET, "parameter_overrides = timestamp()", "timestamp()"),
        ("parameters = timestamp()\n", OF_SET, "", "timestamp()"),
    ],
)
def test_what_no_input_settles_is_named(
    tmp_path: Path, own: str, name: str, overrides: str, blocker: str
) -> None:
    stack_set = SET % (own + heredoc(BY_PARAMETER))
    text = 'variable "x" {}\n' + stack_set + INSTANCE % ("i", name, overrides)
    (finding,) = check(tmp_path, {"main.tf": text}, RULE).findings
    assert finding.blocked_by == (blocker,)


GROUP = "{ regions = [], parameter_overrides = [%s] }"
AWSCC = {
    "": "pass",
    "parameters = [%s]": "fail",
    f"stack_instances_group = [{GROUP}]": "fail",
    f"parameters = [%s]\nstack_instances_group = [{GROUP % ''}]": "fail",
    "stack_instances_group = var.x": "unknown",
    "parameters = var.x": "unknown",
    f"parameters = var.x\nstack_instances_group = [{GROUP}]": "fail",
}


@pytest.mark.parametrize("arguments", AWSCC)
def test_values_of_a_stack_set_of_awscc(tmp_path: Path, arguments: str) -> None:
    pair = '{ parameter_key = "Acl", parameter_value = "PublicRead" }'
    written = arguments.replace("%s", pair) + "\n" + heredoc(BY_PARAMETER)
    text = 'variable "x" {}\n' + (SET % written).replace("aws_", "awscc_")
    (finding,) = check(tmp_path, {"main.tf": text}, RULE).findings
    assert finding.verdict.value == AWSCC[arguments]


def test_a_stack_in_a_module_that_is_not_created_has_no_resources(tmp_path: Path) -> None:
    assert verdicts(tmp_path, "count = 0\n  " + heredoc(PUBLIC)) == []


@pytest.mark.parametrize("kind", ["stack", "stack_set"])
@pytest.mark.parametrize("provider", ["aws", "awscc"])
def test_a_stack_in_a_plan_is_checked(tmp_path: Path, provider: str, kind: str) -> None:
    address = f"module.m.{provider}_cloudformation_{kind}.s"
    planned = change(address, {"template_body": PUBLIC, "name": "s"})
    report = check(tmp_path, {"plan.json": json.dumps(plan([planned]))}, RULE)
    assert [f.address for f in report.open] == [f"{address}/Media"]


def test_parameters_that_are_null_have_their_defaults(tmp_path: Path) -> None:
    after = {"template_body": BY_PARAMETER, "template_url": None, "parameters": None}
    planned = change("aws_cloudformation_stack.s", after)
    report = check(tmp_path, {"plan.json": json.dumps(plan([planned]))}, RULE)
    assert [f.verdict.value for f in report.findings] == ["pass"]


def test_a_stack_of_awscc_is_checked(tmp_path: Path) -> None:
    text = STACK.format(heredoc(PUBLIC)).replace("aws_", "awscc_")
    (finding,) = check(tmp_path, {"main.tf": text}, RULE).open
    assert finding.address == "awscc_cloudformation_stack.s/Media"


@pytest.mark.parametrize(
    ("body", "entry", "has_errors"),
    [
        ("template_body = var.t", "template_body", False),
        ("template_body = jsonencode({ Resources = var.t })", "template_body", False),
        ("template_body = jsonencode({ Resources = { A = var.t } })", "template_body", False),
        (
            "template_body = jsonencode({ Resources = { A = { Type = var.t } } })",
            "template_body",
            False,
        ),
        ('template_body = "text"', "template_body", False),
        ('template_body = "{a: ["', "template_body", True),
        ('template_body = timestamp() == "" ? "{}" : "[]"', "template_body", True),
        ('template_url = "https://b.s3.amazonaws.com/t"', "https://b.s3.amazonaws.com/t", False),
        (heredoc(PUBLIC + "#" * MAX_TEMPLATE_BODY), "template_body", True),
    ],
)
def test_a_template_that_is_not_known_is_not_loaded(
    tmp_path: Path, body: str, entry: str, has_errors: bool
) -> None:
    files = {"main.tf": 'variable "t" {}\n' + STACK.format(body)}
    report = check(tmp_path, files, RULE)
    assert report.coverage.not_loaded == (f"aws_cloudformation_stack.s ({entry})",)
    assert report.has_errors is has_errors


def test_resources_of_awscc_are_listed_if_rules_check_their_type(tmp_path: Path) -> None:
    kinds = ("awscc_s3_bucket", "awscc_rds_db_instance", "awscc_bedrock_agent")
    text = "".join(f'resource "{kind}" "r" {{}}\n' for kind in kinds)
    report = check(tmp_path, {"main.tf": text}, RULE)
    assert report.coverage.not_loaded == tuple(f"{kind}.r ({kind})" for kind in kinds[:2])


def test_resources_of_awscc_in_a_plan_are_listed(tmp_path: Path) -> None:
    planned = [change("module.m.awscc_s3_bucket.b", {}), change("awscc_bedrock_agent.a", {})]
    report = check(tmp_path, {"plan.json": json.dumps(plan(planned))}, RULE)
    assert report.coverage.not_loaded == ("module.m.awscc_s3_bucket.b (awscc_s3_bucket)",)
    assert [title for title, *_ in kinds_not_loaded(report.coverage)] == ["1 resource not checked"]


def test_templates_of_other_languages_are_listed(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "./m"\n}\n',
        "m/main.tf": 'resource "azurerm_resource_group_template_deployment" "d" {\n'
        '  template_content = "{}"\n}\n',
    }
    report = check(tmp_path, files, RULE)
    kind = "azurerm_resource_group_template_deployment"
    assert report.coverage.not_loaded == (f"module.m.{kind}.d ({kind})",)
    assert [title for title, *_ in kinds_not_loaded(report.coverage)] == ["1 template not loaded"]


CONTROLLED = """\
variable "type" {}
resource "aws_cloudcontrolapi_resource" "a" { type_name = "AWS::S3::Bucket" }
resource "aws_cloudcontrolapi_resource" "b" { type_name = "AWS::Bedrock::Agent" }
resource "aws_cloudcontrolapi_resource" "c" { type_name = var.type }
"""


def test_resources_of_cloud_control_are_listed_if_rules_check_their_type(tmp_path: Path) -> None:
    report = check(tmp_path, {"main.tf": CONTROLLED}, RULE)
    names = ("a (AWS::S3::Bucket)", "c (type_name)")
    assert report.coverage.not_loaded == tuple(f"aws_cloudcontrolapi_resource.{n}" for n in names)
    assert [title for title, *_ in kinds_not_loaded(report.coverage)] == ["2 resources not checked"]


def test_resources_of_cloud_control_in_a_plan_are_listed(tmp_path: Path) -> None:
    address = "aws_cloudcontrolapi_resource.r"
    planned = change(address, {"type_name": "AWS::RDS::DBInstance", "desired_state": "{}"})
    report = check(tmp_path, {"plan.json": json.dumps(plan([planned]))}, RULE)
    assert report.coverage.not_loaded == (f"{address} (AWS::RDS::DBInstance)",)


def test_types_of_awscc_have_the_names_of_its_provider() -> None:
    wanted = with_stacks(wanted_types(rule_directories(())))
    assert {"awscc_s3_bucket", "awscc_dynamodb_global_table", "awscc_efs_file_system"} <= wanted


@pytest.mark.parametrize(
    "body",
    [heredoc(PUBLIC.replace("IgnorePublicAcls: false", "IgnorePublicAcls: 0")), encoded('"A"')],
)
def test_what_is_no_boolean_is_reported_in_the_resource(tmp_path: Path, body: str) -> None:
    files = {
        "main.tf": STACK.format(body.replace("IgnorePublicAcls = false", "IgnorePublicAcls = 0"))
    }
    report = check(tmp_path, files, "aws-s3-ignore-public-acls")
    (found,) = (d for d in report.diagnostics if d.code == "invalid-boolean")
    assert found.span is not None
    assert found.span.start.line == 3


@pytest.mark.parametrize("public", ["x", "x/tests/y", "z"])
def test_places_are_in_the_nearest_file_of_equal_ones(tmp_path: Path, public: str) -> None:
    body = 'template_body = file("${path.module}/sub/child.yaml")\n  '
    files: Files = {}
    for root in ("x", "x/tests/y", "z"):
        files[f"{root}/main.tf"] = STACK.format(body + (OPEN if root == public else CLOSED))
        files[f"{root}/sub/child.yaml"] = BY_PARAMETER
    findings = check(tmp_path, files, RULE).findings
    failed = [f.span.file.path for f in findings if f.verdict.value == "fail"]
    assert failed == [f"{public}/sub/child.yaml"]

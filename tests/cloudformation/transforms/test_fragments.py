from __future__ import annotations

from pathlib import Path

from iaclint.cloudformation.loader import load_templates
from iaclint.files.diagnostics import Level
from iaclint.files.source import SourceFile
from iaclint.symbolic.natures import Form, Nature
from tests.cloudformation.files import load_files, problems

BASE = (
    "AWSTemplateFormatVersion: '2010-09-09'\nParameters: {Stage: {Type: String}}\nResources: {}\n"
)
QUEUE = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: !Ref Stage}\n"
ALARM = (
    "Resources:\n  TooMany:\n    Type: AWS::CloudWatch::Alarm\n"
    "    Properties: {Namespace: !Ref Stage, MetricName: !GetAtt Jobs.QueueName}\n"
)


def told(files: dict[str, str]) -> list[tuple[Level, str]]:
    """Return the level and code of each diagnostic."""
    loaded = load_templates([SourceFile(path, text.encode()) for path, text in files.items()])
    return [(diagnostic.level, diagnostic.code) for diagnostic in loaded.diagnostics]


def test_fragments_of_one_folder_are_told_in_one_line() -> None:
    files = {"s/base.yaml": BASE, "s/queue.yaml": QUEUE, "s/alarm.yaml": ALARM}
    assert told(files) == [(Level.WARNING, "template-fragment")]


def test_a_name_that_no_other_file_declares_is_undefined() -> None:
    undefined = (Level.ERROR, "undefined-reference")
    assert told({"s/base.yaml": BASE, "s/queue.yaml": QUEUE.replace("Stage", "Stega")}) == [
        undefined
    ]
    assert told({"t/base.yaml": BASE, "s/queue.yaml": QUEUE}) == [undefined]


def test_a_template_with_a_version_is_whole() -> None:
    whole = "AWSTemplateFormatVersion: '2010-09-09'\n" + QUEUE
    assert told({"s/base.yaml": BASE, "s/queue.yaml": whole}) == [
        (Level.ERROR, "undefined-reference")
    ]


VERSION = "AWSTemplateFormatVersion: '2010-09-09'\n"
FRAGMENT = [(Level.WARNING, "template-fragment")]
ERROR = [(Level.ERROR, "undefined-reference")]


def test_fragments_may_have_a_version_and_folders_of_their_own() -> None:
    files = {"s/base.yaml": BASE, "s/queue/queue.yaml": QUEUE}
    assert told({**files, "s/alarm/alarm.yaml": VERSION + ALARM}) == FRAGMENT
    assert told({**files, "s/alarm/deep/alarm.yaml": VERSION + ALARM}) == FRAGMENT
    # No template is where the two folders meet.
    apart = told({"s/base/base.yaml": BASE, "s/alarm/alarm.yaml": VERSION + ALARM})
    assert apart == ERROR * 2


def test_the_warning_names_the_folder_of_the_fragments() -> None:
    files = {"s/base.yaml": BASE, "s/a/queue.yaml": QUEUE, "s/b/alarm.yaml": ALARM}
    sources = [SourceFile(path, text.encode()) for path, text in files.items()]
    (warning,) = load_templates(sources).diagnostics
    assert warning.message == "templates in s are fragments of one template: checked file by file"


FUNCTION = "Resources:\n  Send:\n    Type: AWS::Serverless::Function\n    Properties: {}\n"
ALIAS = (
    "Resources:\n  Calls:\n    Type: AWS::CloudWatch::Alarm\n"
    "    Properties: {Namespace: !Ref Stage, MetricName: !Ref SendAliaslive}\n"
)
SAM = "Transform: AWS::Serverless-2016-10-31\n"


def test_names_that_sam_generates_in_another_fragment_are_declared_there() -> None:
    files = {"s/base.yaml": BASE, "s/send.yaml": FUNCTION}
    assert told({**files, "s/alarm.yaml": VERSION + ALIAS}) == FRAGMENT
    assert told({"s/base.yaml": BASE, "s/alarm.yaml": VERSION + ALIAS}) == ERROR * 2


def test_sam_errors_of_a_fragment_are_not_reported() -> None:
    """The runtime of a function is in the Globals of another fragment."""
    function = FUNCTION.replace("{}", "{FunctionName: !Ref Stage, Handler: a.b}")
    assert told({"s/base.yaml": BASE, "s/send.yaml": SAM + function}) == FRAGMENT
    assert told({"s/send.yaml": SAM + FUNCTION}) == [(Level.ERROR, "sam-transform")]


def test_the_arn_of_a_resource_in_another_fragment_is_an_arn() -> None:
    queue = QUEUE.replace("{QueueName", "{Tags: [!GetAtt Role.Arn, !GetAtt Role.X], QueueName")
    role = "Resources: {Role: {Type: AWS::IAM::Role}}"
    files = {"s/base.yaml": BASE, "s/queue.yaml": queue, "s/role.yaml": role}
    loaded = load_templates([SourceFile(path, text.encode()) for path, text in files.items()])
    jobs = next(r for r in loaded.resources if r.address == "Jobs")
    tags = jobs.body.get("Tags")
    assert isinstance(tags, tuple)
    assert [getattr(tag.identity, "nature", None) for tag in tags] == [Nature(Form.ARN), None]


def test_a_jinja_template_is_told_as_such() -> None:
    heads = (
        "{% for b in buckets %}",
        "  {{ name }}Bucket:",
        "  B: {{ name }}",
        "  {{ Buckets }}\n",
    )
    for line in heads:
        source = SourceFile("t.yaml", f"Resources:\n{line}\n  A: {{{{ b }}}}\n".encode())
        (diagnostic,) = load_templates([source]).diagnostics
        assert diagnostic.code == "syntax-error"
        assert diagnostic.message == "this is a Jinja template of a CloudFormation template"


def test_trailing_commas_of_a_json_template_are_read() -> None:
    text = (
        '{"Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "a,}",},},\n'
        ' "B": {"Type": "AWS::S3::Bucket", "Properties": {"Tags": [{"Key": "k"},\n]}},}}'
    )
    loaded = load_templates([SourceFile("t.json", text.encode())])
    assert loaded.diagnostics == ()
    assert [str(resource.span) for resource in loaded.resources] == ["t.json:1:16", "t.json:2:2"]
    assert loaded.resources[0].body.get("BucketName") == "a,}"


def test_other_errors_of_a_json_template_are_told() -> None:
    for text in (
        '{"Resources": {"A": {},,}}',
        '{"Resources": {,}}',
        '{"Resources": {"A": [1 2,]}}',
    ):
        loaded = load_templates([SourceFile("t.json", text.encode())])
        assert [diagnostic.code for diagnostic in loaded.diagnostics] == ["syntax-error"]


def test_a_template_without_resources_is_a_fragment_if_another_one_uses_its_names() -> None:
    base = VERSION + "Parameters: {Stage: {Type: String}}\n"
    assert told({"s/base.yaml": base, "s/queue.yaml": QUEUE}) == FRAGMENT
    assert told({"s/base.yaml": base}) == [(Level.ERROR, "template-structure")]
    whole = VERSION + "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n"
    assert told({"s/base.yaml": base, "s/queue.yaml": whole}) == [
        (Level.ERROR, "template-structure")
    ]


def codes_of_folder(folder: Path, files: dict[str, str]) -> list[str]:
    """Return the code of each diagnostic on a folder, in which all files can be read."""
    return [code for code, _ in problems(load_files(folder, files))]


NAMES = {
    "parameters.yaml": "Parameters: {Stage: {Type: String}}\n",
    "mappings.yml": "Mappings: {Sizes: {live: {Days: 4}}}\n",
    "conditions.json": '{"Conditions": {"IsLive": {"Fn::Equals": [{"Ref": "Stage"}, "live"]}}}',
}
USES = (
    "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Condition: IsLive\n    Properties:\n"
    "      QueueName: !Ref Stage\n"
    "      MessageRetentionPeriod: !FindInMap [Sizes, live, Days]\n"
)


def test_files_with_other_sections_declare_names_of_fragments(tmp_path: Path) -> None:
    assert codes_of_folder(tmp_path, {**NAMES, "queue.yaml": USES}) == ["template-fragment"]


def test_a_parameter_file_declares_no_names(tmp_path: Path) -> None:
    files = {**NAMES, "parameters.yaml": "Parameters: {Stage: live}\n", "queue.yaml": USES}
    assert codes_of_folder(tmp_path, files) == ["undefined-reference"] * 3

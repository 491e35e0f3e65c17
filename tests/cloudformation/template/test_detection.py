from __future__ import annotations

import pytest

from iaclint.cloudformation.loader import load_templates as load
from iaclint.cloudformation.template.detection import is_template
from iaclint.files.source import SourceFile


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "AWSTemplateFormatVersion: 2010-09-09\n"),
        ("a.yml", "# comment\n---\n'AWSTemplateFormatVersion' : '2010-09-09'\n"),
        ("a.yaml", "\ufeffAWSTemplateFormatVersion: x"),
        ("a.yaml", "Resources:\r\n  A:\r\n    Type: AWS::S3::Bucket\r\n"),
        ("a.yaml", "Resources:\n  A:\n    Type: 'Custom::Thing'\n"),
        ("a.yaml", "Resources:\n  A: {Type: Alexa::ASK::Skill}\n"),
        ("a.yaml", "Resources:\n  A: {Type: !foo 'AWS::S3::Bucket'}\n"),
        ("a.yaml", "Resources:\n  A: [broken\n    Type: AWS::S3::Bucket\n"),
        ("a.yaml", "{Resources: {A: {Type: AWS::S3::Bucket}}}"),
        ("a.template", '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}'),
        ("a.template", "Resources:\n  A: {Type: AWS::S3::Bucket}\n"),
        ("a.json", '{\n "AWSTemplateFormatVersion" : "2010-09-09",\n'),
        ("a.json", '{"Resources": {"A": {"Type":"AWS::S3::Bucket"'),
        ("a.yaml", "{% if x %}\nResources:\n  A:\n    Type: AWS::S3::Bucket\n{% endif %}\n"),
        ("a.yaml", "{{- if .x }}\n'Resources' :\n  A: {Type: 'AWS::S3::Bucket'}\n{{ end }}\n"),
        ("a.yaml", "\t Resources:\n  A:\n    Type: AWS::S3::Bucket\n"),
        ("a.yaml", "  x: [\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n"),
        ("a.json", '// x\n{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}'),
        ("a.json", '{}\n{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}'),
        ("a.template", '#set($x = 1)\n{ x\n"Resources": {"A": {"Type": "AWS::S3::Bucket"'),
    ],
)
def test_templates_are_recognised(path: str, text: str) -> None:
    assert is_template(SourceFile(path, text.encode()))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", ""),
        ("a.yaml", "apiVersion: v1\nkind: Pod\nspec: {Resources: {}}\n"),
        ("a.yaml", "kind: ConfigMap\ndata:\n  t: |\n    AWSTemplateFormatVersion: x\n"),
        ("a.yaml", "resources:\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n"),
        ("a.yaml", "Resources:\n  cpu: 1\n"),
        ("a.yaml", "on: push\njobs: {}\n"),
        ("a.json", '{"openapi": "3.0.0", "Type": "AWS::X"}'),
        ("a.json", '{"Resources": []}'),
        ("a.json", '{"text": "AWSTemplateFormatVersion"}'),
        ("a.json", '[{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}]'),
        ("a.template", "{{ x }}\nAWSTemplateFormatVersion: x\nResources:\n"),
        ("a.template", "Hello {{ name }}, Resources"),
        ("a.yaml", "{{- range .Values }}\nresources:\n  type: AWS::S3::Bucket\n{{ end }}\n"),
        ("a.yaml", "{% for x in y %}\nResources:\n  Type: compute.v1.instance\n{% endfor %}\n"),
        (
            "a.yaml",
            "apiVersion: v1\n{{ include }}\ndata:\n  t: |\n    Resources:\n"
            "      A: {Type: AWS::S3::Bucket}\n",
        ),
    ],
)
def test_other_files_are_not(path: str, text: str) -> None:
    assert not is_template(SourceFile(path, text.encode()))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_reported(encoding: str) -> None:
    text = "\ufeffResources:\n  A:\n    Type: AWS::S3::Bucket\n"
    source = SourceFile("a.yaml", text.encode(encoding))
    assert is_template(source)
    (problem,) = load([source]).diagnostics
    hint = "save the file as UTF-8"
    assert (problem.message, problem.hint) == ("this is UTF-16, not UTF-8", hint)
    assert not is_template(SourceFile("a.yaml", "\ufeffkind: Pod\n".encode(encoding)))


def test_a_list_of_resources_is_a_template_only_with_a_format_version() -> None:
    text = "Resources:\n- Type: AWS::S3::Bucket\n"
    assert load([SourceFile("a.yaml", text.encode())]).diagnostics == ()
    text = "AWSTemplateFormatVersion: 2010-09-09\n" + text
    assert len(load([SourceFile("a.yaml", text.encode())]).diagnostics) == 1


def test_blanks_do_not_hide_a_template() -> None:
    text = "{" + " \n" * 5_000 + '"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}'
    assert is_template(SourceFile("t.json", text.encode()))

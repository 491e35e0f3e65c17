from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.cloudformation.template.documents import DocumentReader
from iaclint.cloudformation.transforms.includes import include
from iaclint.files.diagnostics import Level
from iaclint.files.source import SourceFile
from tests.cloudformation.files import addresses, load_files, problems
from tests.cloudformation.templates import resource, show

TEMPLATE = """\
Parameters: {Env: {Type: String, Default: prod}}
Mappings:
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: LOCATION}}
  Own: {a: {b: 1}}
Resources:
  A:
    Type: X::Y
    Properties: {P: !FindInMap [Stages, !Ref Env, Status], Q: !FindInMap [Own, a, b]}
"""
STAGES = "Stages:\n  prod: {Status: Enabled}\n  dev: {Status: Suspended}\n"


def template(location: str) -> str:
    return TEMPLATE.replace("LOCATION", location)


@pytest.mark.parametrize(
    ("location", "text"),
    [
        ("stages.yaml", STAGES),
        ("./sub/stages.yaml", STAGES),
        ("stages.json", '{"Stages": {"prod": {"Status": "Enabled"}}}'),
    ],
)
def test_a_file_of_the_tree_is_included(tmp_path: Path, location: str, text: str) -> None:
    found = load_files(tmp_path, {"a.yaml": template(location), location: text})
    body = resource(found, "A").body
    assert found.diagnostics == ()
    assert (body.get("P"), body.get("Q")) == ("Enabled", 1)
    places = {r.caption: r.span.file.path for r in body.trail(("P",))}
    assert Path(places["mapping Stages"]) == Path(location)


@pytest.mark.parametrize("location", ["s3://bucket/stages.yaml", "!Sub 's3://${Env}/x'"])
def test_a_file_elsewhere_is_unknown(tmp_path: Path, location: str) -> None:
    found = load_files(tmp_path, {"a.yaml": template(location)})
    assert show(resource(found, "A").body.get("P")) == "<mapping Stages>"
    assert resource(found, "A").body.get("Q") == 1


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("none.yaml", "AWS::Include: there is no file 'none.yaml'"),
        ("../none.yaml", "AWS::Include: '../none.yaml' is outside of the scanned folder"),
        ("list.yaml", "AWS::Include: 'list.yaml' is not a mapping"),
    ],
)
def test_unreadable_includes_are_reported(tmp_path: Path, location: str, message: str) -> None:
    found = load_files(tmp_path, {"a.yaml": template(location), "list.yaml": "[a]\n"})
    assert ("template-not-found", message) in problems(found)


BUCKET = "Resources:\n  B: {Type: X::Y}\n"
INCLUDE = "{Name: AWS::Include, Parameters: {Location: s3://b/more.yaml}}"


@pytest.mark.parametrize(
    ("text", "not_loaded"),
    [
        (f"Transform: {INCLUDE}\n{BUCKET}", "s3://b/more.yaml"),
        (f"Transform: [{INCLUDE}]\n{BUCKET}", "s3://b/more.yaml"),
        (f"Fn::Transform: {INCLUDE}\n{BUCKET}", "s3://b/more.yaml"),
        (f"{BUCKET}  Fn::Transform: {INCLUDE}\n", "s3://b/more.yaml"),
        (f"Transform: {INCLUDE}\n{BUCKET}".replace("s3://b/more", "none"), "none.yaml"),
        (f"Fn::Transform: {INCLUDE}\n{BUCKET}".replace("s3://b/more", "list"), "list.yaml"),
        (f"{BUCKET}  Fn::Transform: {INCLUDE}\n".replace("s3://b/more", "none"), "none.yaml"),
        (f"Transform: {INCLUDE}\n{BUCKET}".replace("s3:", "!Sub s3:"), "AWS::Include"),
        (f"Transform: AWS::Include\n{BUCKET}", "AWS::Include"),
        ('Transform: "AWS::Incl\\u0075de"\n' + BUCKET, "AWS::Include"),
    ],
)
def test_an_included_file_that_may_have_resources_must_be_read(
    tmp_path: Path, text: str, not_loaded: str
) -> None:
    version = "AWSTemplateFormatVersion: 2010-09-09\n"
    found = load_files(tmp_path, {"a.yaml": version + text, "list.yaml": "[a]\n"})
    assert [(d.code, d.level) for d in found.diagnostics] == [("template-not-found", Level.ERROR)]
    assert found.not_loaded == (f"Transform ({not_loaded})",)
    assert "B" in addresses(found)


@pytest.mark.parametrize(
    "text",
    [
        f"Transform: [Mine]\n{BUCKET}",
        f"Fn::Transform: {{Name: Mine}}\n{BUCKET}",
        f"{BUCKET}  Fn::Transform: {{Name: Mine}}\n",
        "Resources:\n  Fn::Transform: {Name: Mine}\n",
        *(
            f"{BUCKET}{section}:\n  Fn::Transform: {{Name: Mine}}\n"
            for section in ("Conditions", "Mappings", "Outputs", "Parameters", "Rules")
        ),
    ],
)
def test_a_macro_at_the_level_of_sections_is_not_run(tmp_path: Path, text: str) -> None:
    found = load_files(tmp_path, {"a.yaml": text})
    assert [(d.code, d.level) for d in found.diagnostics] == [("macro-not-run", Level.WARNING)]
    assert found.not_loaded == ("Transform (macro Mine)",)


def test_properties_and_sections_may_be_included(tmp_path: Path) -> None:
    text = """\
Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}
Resources:
  A:
    Type: X::Y
    Properties:
      P: own
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: props.yaml}}
"""
    more = "Conditions: {C: !Equals [a, a]}\nResources: {Lost: {Type: X::Y}}\n"
    files = {"a.yaml": text, "more.yaml": more, "props.yaml": "P: theirs\nQ: !If [C, 1, 2]\n"}
    found = load_files(tmp_path, files)
    body = resource(found, "A").body
    assert (body.get("P"), body.get("Q")) == ("own", 1)
    assert str(body.locate(("Q",))) == "props.yaml:2:12"


def test_includes_in_included_files_are_ignored(tmp_path: Path) -> None:
    again = "Fn::Transform: {Name: AWS::Include, Parameters: {Location: stages.yaml}}\n"
    found = load_files(tmp_path, {"a.yaml": template("stages.yaml"), "stages.yaml": again})
    assert show(resource(found, "A").body.get("P")) == "<mapping Stages>"
    assert "A" in addresses(found)


def test_too_many_includes_are_rejected(tmp_path: Path) -> None:
    include = "{Fn::Transform: {Name: AWS::Include, Parameters: {Location: big.yaml}}}"
    items = "".join(f"        - {include}\n" for _ in range(2000))
    text = f"Resources:\n  A:\n    Type: X::Y\n    Properties:\n      P:\n{items}"
    big = "".join(f"k{n}: x\n" for n in range(5000))
    found = load_files(tmp_path, {"a.yaml": text, "big.yaml": big})
    assert ("limit-reached", "AWS::Include: included files are too large") in problems(found)


@pytest.mark.parametrize("name", ['"\\x41WS::Include"', '"AWS::\\\n    Include"'])
def test_the_name_of_the_transform_can_be_escaped(tmp_path: Path, name: str) -> None:
    written = template("stages.yaml").replace("AWS::Include", name)
    found = load_files(tmp_path, {"a.yaml": written, "stages.yaml": STAGES})
    assert resource(found, "A").body.get("P") == "Enabled"


def test_a_template_without_includes_is_not_copied() -> None:
    source = SourceFile("a.json", b'{"Resources": {}, "Description": "a\\nb \\"AWS\\" \\u00e9"}')
    reader = DocumentReader([source], {})
    document = reader.document(source)
    assert include(document, reader)[0] is document.root

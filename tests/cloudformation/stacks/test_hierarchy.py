from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.cloudformation.options import Options
from iaclint.files.diagnostics import Level
from iaclint.symbolic.values import ABSENT, Choice, Unknown
from tests.cloudformation.files import addresses, load_files, problems
from tests.cloudformation.templates import resource, show

CHILD = """\
Parameters:
  Name: {Type: String, Default: own}
  List: {Type: CommaDelimitedList, Default: ""}
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  Media: {Type: X::Y, Properties: {P: !Ref Name, L: !Ref List, S: !If [Prod, 1, 2]}}
  Only: {Type: X::Y, Condition: Prod}
Outputs:
  Id: {Value: !Ref Media}
  Name: {Value: !Sub '${Name}-x'}
  OnlyProd: {Condition: Prod, Value: !Ref Only}
"""


def parent(arguments: str, extra: str = "", url: str = "child.yaml") -> str:
    return f"""\
Parameters:
  Env: {{Type: String}}
  Given: {{Type: String, Default: given}}
Conditions: {{Live: !Equals [!Ref Env, live], Never: !Equals [a, b]}}
Resources:
  Nested:
    Type: AWS::CloudFormation::Stack
{extra}    Properties: {{TemplateURL: {url}, Parameters: {{{arguments}}}}}
  User:
    Type: X::Z
    Properties:
      P: !GetAtt Nested.Outputs.Id
      Q: !Sub '${{Nested.Outputs.Name}}!'
      R: !GetAtt [Nested, Outputs.OnlyProd]
      S: !GetAtt Nested.Outputs.Nothing
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", "own"),
        ("Name: plain", "plain"),
        ("Name: !Ref Given", "given"),
        ("Name: !Ref Env", "<parameter Env>"),
        ("Name: !Sub '${Env}-${Given}'", "<parameter Env>-given"),
        ("Name: !Ref AWS::NoValue", "own"),
        ("Name: !If [Live, a, !Ref AWS::NoValue]", ["a", "own"]),
        ("Name: !Ref Nested", "<Nested>"),
        ("Name: !GetAtt Nested.Outputs.Name", "<Nested/parameter Name>-x"),
    ],
)
def test_parameters_have_the_values_of_the_parent(
    tmp_path: Path, arguments: str, expected: object
) -> None:
    found = load_files(tmp_path, {"a.yaml": parent(arguments), "child.yaml": CHILD})
    shown = show(resource(found, "Nested/Media").body.get("P"))
    assert (list(shown.values()) if isinstance(shown, dict) else shown) == expected


def test_lists_are_passed_as_texts(tmp_path: Path) -> None:
    arguments = "List: !Join [',', [a, !Ref Given]]"
    found = load_files(tmp_path, {"a.yaml": parent(arguments), "child.yaml": CHILD})
    assert resource(found, "Nested/Media").body.get("L") == ("a", "given")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!Sub '${Group.GroupId}, b'", ["<Group.GroupId>", "b"]),
        ("!Join [',', [!Ref Group, !Ref Env]]", ["<Group>", "<parameter Env>"]),
        ("!Sub 'a , ${Env} ,b'", ["a", "<parameter Env>", "b"]),
        ("!Split [',', !Sub '${Group},b']", ["<Group>", "b"]),
    ],
)
def test_lists_of_ids_are_passed_as_texts(tmp_path: Path, text: str, expected: object) -> None:
    templates = {
        "a.yaml": parent(f"List: {text}") + "  Group: {Type: AWS::EC2::SecurityGroup}\n",
        "child.yaml": CHILD,
    }
    found = load_files(tmp_path, templates)
    assert show(resource(found, "Nested/Media").body.get("L")) == expected


def test_outputs_come_back(tmp_path: Path) -> None:
    found = load_files(tmp_path, {"a.yaml": parent("Name: n"), "child.yaml": CHILD})
    body = resource(found, "User").body
    identified = body.get("P")
    assert isinstance(identified, Unknown)
    assert identified.identity is not None
    assert identified.identity.owner == resource(found, "Nested/Media").key
    assert body.get("Q") == "n-x!"
    assert show(body.get("R")) == "<Nested/Outputs.OnlyProd>"
    assert show(body.get("S")) == "<Nested/Outputs.Nothing>"


def test_a_nested_template_is_not_a_root(tmp_path: Path) -> None:
    found = load_files(tmp_path, {"a.yaml": parent("Stage: prod"), "child.yaml": CHILD})
    assert addresses(found) == ["Nested", "User", "Nested/Media", "Nested/Only"]
    media = resource(found, "Nested/Media")
    assert (media.scope, media.key) == ("a.yaml", "a.yaml:Nested/Media")
    assert [(call.address, str(call.span)) for call in media.calls] == [("Nested", "a.yaml:6:3")]
    assert str(media.span) == "child.yaml:7:3"
    assert resource(found, "Nested/Media").body.get("S") == 1


def test_values_are_followed_to_where_they_are_given(tmp_path: Path) -> None:
    found = load_files(tmp_path, {"a.yaml": parent("Name: !Ref Given"), "child.yaml": CHILD})
    media, user = resource(found, "Nested/Media").body, resource(found, "User").body
    assert [(r.caption, str(r.span)) for r in media.trail(("P",))] == [
        ("passed here by Nested", "a.yaml:8:62"),
        ("default of parameter Given", "a.yaml:3:34"),
    ]
    assert [r.caption for r in user.trail(("Q",))] == [
        "output Nested/Name",
        "passed here by Nested",
        "default of parameter Given",
    ]


def test_parameters_of_the_user_are_for_stacks_of_their_own(tmp_path: Path) -> None:
    files = {"a.yaml": parent("Name: !Ref Given"), "child.yaml": CHILD}
    found = load_files(tmp_path, files, Options({"Given": "x", "Stage": "prod"}))
    assert resource(found, "Nested/Media").body.get("P") == "x"
    assert resource(found, "Nested/Media").body.get("S") == 2


PASSED = {
    "!Ref AWS::NoValue": "own",
    "!If [Never, {Name: a}, !Ref AWS::NoValue]": "own",
    "!If [Never, !Ref AWS::NoValue, {Name: a}]": "a",
    "!If [Never, {Name: a}, !If [Live, {Name: b}, {Name: c}]]": {
        "Live is true": "b",
        "Live is false": "c",
    },
    "!If [Live, {Name: b}, !Ref AWS::NoValue]": {"Live is true": "b", "Live is false": "own"},
    "!If [Live, {Name: !If [Live, b, c]}, {Stage: prod}]": {
        "Live is true": "b",
        "Live is false": "own",
    },
    "!If [Live, {Fn::Transform: {Name: M}}, {Name: a}]": {
        "Live is true": "<Fn::Transform M>",
        "Live is false": "a",
    },
    "{Name: a, Fn::Transform: {Name: M}}": "<Fn::Transform M>",
    "!If [Live, {Name: !GetAtt Nested.Outputs.Name}, {Name: a}]": "<Parameters>",
    "!GetAtt User.Parameters": "<User.Parameters>",
    "[Name]": "<Parameters>",
}


@pytest.mark.parametrize("parameters", PASSED)
def test_values_that_are_passed_together(tmp_path: Path, parameters: str) -> None:
    text = parent("").replace("Parameters: {}}", f"Parameters: {parameters}}}")
    found = load_files(tmp_path, {"a.yaml": text, "child.yaml": CHILD})
    assert show(resource(found, "Nested/Media").body.get("P")) == PASSED[parameters]
    assert not found.not_loaded


def test_a_macro_may_pass_values(tmp_path: Path) -> None:
    text = parent("").replace("Parameters: {}}", "Fn::Transform: {Name: M}}")
    found = load_files(tmp_path, {"a.yaml": text, "child.yaml": CHILD})
    assert show(resource(found, "Nested/Media").body.get("P")) == "<Fn::Transform M>"


@pytest.mark.parametrize(
    ("test", "first", "second", "expected"),
    [
        ("AWS::StackName", "a.txt", "child.yaml", True),
        ("AWS::StackName", "https://b/a.txt", "https://b/child.yaml", False),
        ("Env", "a.txt", "child.yaml", False),
    ],
)
def test_a_location_that_no_input_settles_is_an_error(
    tmp_path: Path, test: str, first: str, second: str, expected: bool
) -> None:
    url = f"!If [Live, '{first}', '{second}']"
    text = parent("", url=url).replace("!Ref Env", f"!Ref {test}")
    found = load_files(tmp_path, {"a.yaml": text, "child.yaml": CHILD})
    assert found.not_loaded == ("Nested",)
    told = [d.message for d in found.diagnostics if d.level is Level.ERROR]
    assert told == ["Nested: no input can settle AWS::StackName"] * expected


@pytest.mark.parametrize(("condition", "expected"), [("Never", None), ("Live", "condition Live")])
def test_a_nested_stack_exists_under_its_condition(
    tmp_path: Path, condition: str, expected: str | None
) -> None:
    text = parent("Name: !If [Live, one, two]", f"    Condition: {condition}\n")
    found = load_files(tmp_path, {"a.yaml": text, "child.yaml": CHILD})
    if expected is None:
        # What is never nested is deployed on its own.
        assert addresses(found) == ["User", "Media"]
        return
    media = resource(found, "Nested/Media")
    assert media.presence is not None
    assert media.presence.symbol == expected
    assert media.body.get("P") == "one"


@pytest.mark.parametrize(
    "url", ["./child.yaml", "../b/child.yaml", "file://child.yaml", "sub/../child.yaml"]
)
def test_paths_are_relative_to_the_template(tmp_path: Path, url: str) -> None:
    files = {"b/a.yaml": parent("", url=url), "b/child.yaml": CHILD, "b/sub/x.txt": ""}
    assert "Nested/Media" in addresses(load_files(tmp_path, files))


@pytest.mark.parametrize(
    ("url", "not_loaded"),
    [
        ("https://s3.amazonaws.com/x/child.yaml", "Nested (https://s3.amazonaws.com/x/child.yaml)"),
        ("s3://x/child.yaml", "Nested (s3://x/child.yaml)"),
        ("!Sub 'https://${Env}/child.yaml'", "Nested"),
        ("!If [Live, child.yaml, child.yaml]", "Nested (child.yaml)"),
    ],
)
def test_remote_templates_are_not_loaded(tmp_path: Path, url: str, not_loaded: str) -> None:
    found = load_files(tmp_path, {"a.yaml": parent("", url=url)})
    assert found.not_loaded == (not_loaded,)
    assert show(resource(found, "User").body.get("P")) == "<Nested.Outputs.Id>"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("none.yaml", "Nested: there is no file 'none.yaml'"),
        ("../../etc/passwd", "Nested: '../../etc/passwd' is outside of the scanned folder"),
        ("/etc/passwd", "Nested: '/etc/passwd' is outside of the scanned folder"),
        ("other.yaml", "Nested: not a template"),
    ],
)
def test_unreadable_templates_are_reported(tmp_path: Path, url: str, message: str) -> None:
    files = {"a.yaml": parent("", url=url), "other.yaml": "key: value\n"}
    found = load_files(tmp_path, files)
    assert problems(found) == [("template-not-found", message)]
    assert len(found.not_loaded) == 1
    is_error = [d.level is Level.ERROR for d in found.diagnostics]
    assert is_error == ["outside of" in message]


def test_arguments_are_checked_against_the_template(tmp_path: Path) -> None:
    child = "Parameters: {Name: {Type: String}}\nResources: {A: {Type: X::Y}}\n"
    found = load_files(tmp_path, {"a.yaml": parent("Nam: x"), "child.yaml": child})
    assert problems(found) == [
        ("undefined-reference", "template child.yaml has no parameter 'Nam'"),
        ("missing-parameter", "template child.yaml requires a value for parameter 'Name'"),
    ]


def nesting(*urls: str) -> str:
    nested = "Type: AWS::CloudFormation::Stack, Properties: {TemplateURL"
    lines = [f"  N{number}: {{{nested}: {url}}}}}" for number, url in enumerate(urls)]
    return "Resources:\n  A: {Type: X::Y}\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.yaml": nesting("a.yaml")}, ["A", "N0"]),
        (
            {"a.yaml": nesting("b.yaml"), "b.yaml": nesting("a.yaml")},
            ["A", "N0", "N0/A", "N0/N0"],
        ),
    ],
)
def test_cycles_are_reported(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    found = load_files(tmp_path, files)
    assert addresses(found) == expected
    assert [d.code for d in found.diagnostics] == ["template-cycle"]


def test_depth_and_number_of_stacks_are_bounded(tmp_path: Path) -> None:
    files = {f"{n:02}.yaml": nesting(*[f"{n + 1:02}.yaml"] * 3) for n in range(15)}
    found = load_files(tmp_path, {**files, "15.yaml": "Resources: {A: {Type: X::Y}}\n"})
    assert {d.code for d in found.diagnostics} == {"too-many-stacks"}
    assert len(found.resources) < 10_000


def test_nested_stacks_that_wait_for_each_other(tmp_path: Path) -> None:
    nested = (
        "  {0}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: child.yaml, "
        "Parameters: {{Name: !GetAtt {1}.Outputs.Name}}}}}}\n"
    )
    text = "Resources:\n" + nested.format("A", "B") + nested.format("B", "A")
    found = load_files(tmp_path, {"a.yaml": text, "child.yaml": CHILD})
    assert resource(found, "A/Media").body.get("P") is not ABSENT


def test_a_long_row_of_nested_stacks(tmp_path: Path) -> None:
    nested = (
        "  S{0}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: child.yaml, "
        "Parameters: {{Name: {1}}}}}}}\n"
    )
    lines = [nested.format(n, f"!GetAtt S{n - 1}.Outputs.Name" if n else "x") for n in range(300)]
    found = load_files(tmp_path, {"a.yaml": "Resources:\n" + "".join(lines), "child.yaml": CHILD})
    resource(found, "S299/Media").body.get("P")
    assert resource(found, "S3/Media").body.get("P") == "x-x-x-x"


EXPORTING = """\
Parameters: {Env: {Type: String}}
Conditions: {Never: !Equals [a, b]}
Resources: {Media: {Type: X::Y}}
Outputs:
  Id: {Value: !Ref Media, Export: {Name: media-id}}
  Plain: {Value: known, Export: {Name: !Sub 'plain-${AWS::Region}'}}
  Gone: {Value: 1, Condition: Never, Export: {Name: gone}}
  Mine: {Value: !ImportValue mine, Export: {Name: mine}}
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("media-id", "<Media>"),
        ("plain-eu-west-1", "known"),
        ("!Join ['-', [media, id]]", "<Media>"),
        ("gone", "<export gone>"),
        ("other", "<export other>"),
        ("mine", "<output Mine>"),
        ("!Sub '${Env}-id'", "<export ${Env}-id>"),
    ],
)
def test_exports_of_one_run_are_imported(tmp_path: Path, name: str, expected: object) -> None:
    user = (
        "Parameters: {Env: {Type: String}}\n"
        "Resources: {U: {Type: X::Y, Properties: {P: {'Fn::ImportValue': NAME}}}}\n"
    ).replace("NAME", name)
    files = {"b.yaml": EXPORTING, "a.yaml": user}
    found = load_files(tmp_path, files, Options(region="eu-west-1"))
    assert found.diagnostics == ()
    assert show(resource(found, "U").body.get("P")) == expected


def test_an_export_is_followed(tmp_path: Path) -> None:
    user = "Resources: {U: {Type: X::Y, Properties: {P: !ImportValue media-id}}}\n"
    found = load_files(tmp_path, {"b.yaml": EXPORTING, "a.yaml": user})
    body = resource(found, "U").body
    identified = body.get("P")
    assert isinstance(identified, Unknown)
    assert identified.identity is not None
    assert identified.identity.owner == "b.yaml:Media"
    assert [(r.caption, str(r.span)) for r in body.trail(("P",))] == [
        ("exported as media-id by output Id", "b.yaml:5:15")
    ]


def test_a_name_that_two_stacks_export_is_unknown(tmp_path: Path) -> None:
    user = "Resources: {U: {Type: X::Y, Properties: {P: !ImportValue media-id}}}\n"
    found = load_files(tmp_path, {"a.yaml": user, "b.yaml": EXPORTING, "c.yaml": EXPORTING})
    assert show(resource(found, "U").body.get("P")) == "<export media-id>"


def test_a_branch_label_names_the_stack_of_its_condition(tmp_path: Path) -> None:
    files = {"a.yaml": parent("Stage: !Ref Env"), "child.yaml": CHILD}
    chosen = resource(load_files(tmp_path, files), "Nested/Media").body.get("S")
    assert isinstance(chosen, Choice)
    assert chosen.labels == ("Nested/Prod is true", "Nested/Prod is false")


@pytest.mark.parametrize("name", ["Transform", r'"Tr\x61nsform"'])
def test_each_stack_of_a_template_with_a_transform_is_expanded_by_itself(
    tmp_path: Path, name: str
) -> None:
    child = (
        f"{name}: AWS::LanguageExtensions\nParameters: {{N: {{Type: CommaDelimitedList}}}}\n"
        'Resources:\n  Fn::ForEach::L: [V, !Ref N, {"B${V}": {Type: "X::Y"}}]\n'
    )
    nested = "{{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: c.yaml, {}}}}}\n"
    stacks = (f"  {n}: {nested.format(f'Parameters: {{N: {n}}}')}" for n in "QR")
    files = {"p.yaml": "Resources:\n" + "".join(stacks), "c.yaml": child}
    assert {"Q/BQ", "R/BR"} <= set(addresses(load_files(tmp_path, files)))

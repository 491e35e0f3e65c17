from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.diagnostics import Level
from iaclint.files.source import SourceFile
from iaclint.terraform.config import json_blocks, json_syntax
from tests.terraform.support import configuration, messages, outline, resources, root

MIXED = {
    "main.tf": 'variable "é" {\n  default = "ü"\n}\nresource "b" "native" {\n  v = b.json.v\n}\n',
    "more.tf.json": """\
{
  "//": "a comment",
  "resource": {
    "b": {
      "json": {
        "//": "ignored",
        "v": "${var.é}",
        "text": "日 ${var.é}!",
        "escaped": "a\\"${var.é}",
        "plain": "$${x}",
        "number": 1.5,
        "nothing": null,
        "list": ["${1 + 1}", true],
        "map": {"k-${var.é}": "v"},
        "rule": [{"days": 1}, {"days": "${2}"}],
        "dynamic": {"made": {"for_each": [1, 2], "content": {"v": "${made.value}"}}}
      },
      "counted": [{"count": 2, "v": "${count.index}"}]
    }
  },
  "locals": [{"a": 1}, {"b": "${local.a + 1}"}],
  "output": {"o": {"value": "${b.json.v}"}},
  "variable": {"typed": {"type": "list(string)", "default": [1]}},
  "module": {"m": {"source": "./m", "v": "${var.é}"}}
}
""",
    "m/main.tf": 'variable "v" {}\noutput "v" {\n  value = var.v\n}\n',
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("v", "'ü'"),
        ("text", "'日 ü!'"),
        ("escaped", "'a\"ü'"),
        ("plain", "'${x}'"),
        ("number", "1.5"),
        ("nothing", "None"),
        ("list", "[2, True]"),
        ("map", "{k-ü: 'v'}"),
        ("rule", "[{days: 1}, {days: 2}]"),
        ("made", "[{v: 1}, {v: 2}]"),
    ],
)
def test_values(tmp_path: Path, name: str, value: str) -> None:
    assert outline(root(tmp_path, MIXED).get("b.json", name)) == value


def test_the_two_syntaxes_see_each_other(tmp_path: Path) -> None:
    opened = root(tmp_path, MIXED)
    assert opened.get("b.native", "v") == "ü"
    assert opened.get("b.counted[1]", "v") == 1
    assert opened.output("o") == "ü"
    assert opened.evaluate("[local.b, module.m.v]") == (2, "ü")
    assert opened.evaluate("var.typed") == ("1",)
    assert opened.messages == []


COMMENTS = {
    "main.tf.json": """\
{
  "locals": {"//": "comment", "a": {"//": "key", "b": [{"//": 1}]}},
  "variable": {"v": {"//": "comment", "default": {"//": "key"}}, "w": {}},
  "resource": {"b": {"r": {"//": "comment", "tags": {"//": "${values(local.a.b[0])[0]}"}}}}
}
""",
    "terraform.tfvars.json": '{"//": "comment", "w": {"//": "key"}}',
}


def test_a_comment_is_an_argument_and_no_key_of_a_value(tmp_path: Path) -> None:
    opened = root(tmp_path, COMMENTS)
    assert outline(opened.evaluate("local.a")) == "{//: 'key', b: [{//: 1}]}"
    assert outline(opened.evaluate("[var.v, var.w]")) == "[{//: 'key'}, {//: 'key'}]"
    assert outline(opened.get("b.r", "tags")) == "{//: 1}"
    assert opened.messages == []


@pytest.mark.parametrize(
    ("path", "place", "text"),
    [
        ((), "more.tf.json:5:7", '"json"'),
        (("v",), "more.tf.json:7:14", '"${var.é}"'),
        (("text",), "more.tf.json:8:17", '"日 ${var.é}!"'),
        (("rule", 1, "days"), "more.tf.json:15:40", '"${2}"'),
        (("map", "k-ü"), "more.tf.json:14:31", '"v"'),
        (("nope",), "more.tf.json:5:7", '"json"'),
    ],
)
def test_places(tmp_path: Path, path: tuple[str | int, ...], place: str, text: str) -> None:
    span = resources(configuration(tmp_path, MIXED))["b.json"].body.locate(path)
    assert (str(span), span.text) == (place, text)


def test_origin_of_a_value(tmp_path: Path) -> None:
    body = resources(configuration(tmp_path, MIXED))["b.json"].body
    assert [str(related.span) for related in body.trail(("v",))] == ["main.tf:2:13"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "expected a name in double quotes"),
        ("[1]", "a configuration must be an object"),
        ('{"resource": {"b": {"x": {"v": 1,}}}}', None),
    ],
)
def test_broken_files(tmp_path: Path, text: str, expected: str | None) -> None:
    loaded = configuration(tmp_path, {"a.tf.json": text, "b.tf": 'resource "b" "y" {}\n'})
    assert [resource.address for resource in loaded.resources] == ["b.y"]
    assert loaded.failed == 1
    (message,) = messages(loaded)
    assert expected is None or message.endswith(expected)


def test_an_error_in_a_template_has_a_place(tmp_path: Path) -> None:
    loaded = configuration(tmp_path, {"a.tf.json": '{"resource": {"b": {"x": {"v": "${1 +}"}}}}'})
    loaded.resources[0].body.get("v")
    assert messages(loaded) == ["a.tf.json:1:32: invalid expression"]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"resource": {"b": {"x": null}}}',
        '{"locals": []}',
        '{"locals": null}',
    ],
)
def test_empty_shapes_declare_nothing(text: str) -> None:
    body, diagnostics = json_blocks.parse(SourceFile("a.tf.json", text.encode()))
    assert (body.blocks, diagnostics) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        '{"resource": 1}',
        '{"resource": null}',
        '{"resource": {"b": 1}}',
        '{"resource": {"b": null}}',
        '{"resource": {"b": {"x": 1}}}',
        '{"resource": [[{"b": {"x": {}}}]]}',
        '{"locals": "a"}',
        '{"locals": [null]}',
    ],
)
def test_invalid_shapes_are_errors(text: str) -> None:
    body, (diagnostic,) = json_blocks.parse(SourceFile("a.tf.json", text.encode()))
    assert body.blocks == ()
    assert diagnostic.level is Level.ERROR
    assert diagnostic.message.endswith(" block must be an object")


@pytest.mark.parametrize(
    "text",
    [
        '{"resource": []}',
        '{"resource": {}}',
        '{"resource": {"b": []}}',
        '{"resource": {"b": {}}}',
        '{"data": []}',
        '{"module": [{}]}',
        '{"terraform": {"backend": {}}}',
    ],
)
def test_a_missing_label_is_an_error(text: str) -> None:
    _, (diagnostic,) = json_blocks.parse(SourceFile("a.tf.json", text.encode()))
    assert (diagnostic.level, diagnostic.code) == (Level.ERROR, "wrong-labels")


@pytest.mark.parametrize(
    "inner",
    [
        '"dynamic": "x"',
        '"dynamic": []',
        '"dynamic": null',
        '"dynamic": {"v": "x"}',
        '"dynamic": {"v": {"for_each": [1], "content": "x"}}',
        '"dynamic": {"v": {"for_each": [1], "content": {"dynamic": 1}}}',
        '"lifecycle": "x"',
        '"lifecycle": [1]',
        '"lifecycle": {"precondition": "x"}',
        '"connection": "x"',
        '"provisioner": {"local-exec": "x"}',
    ],
)
def test_nested_blocks_of_a_wrong_shape_are_errors(inner: str) -> None:
    text = f'{{"resource": {{"b": {{"x": {{{inner}}}}}}}}}'
    _, diagnostics = json_blocks.parse(SourceFile("a.tf.json", text.encode()))
    assert {d.level for d in diagnostics} == {Level.ERROR}


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('"a": {"v": 1, "dynamic": {"b": {"for_each": [2, 3], "content": {"w": "${b.value}"}}}}',
         "[{b: [{w: 2}, {w: 3}], v: 1}]"),
        ('"a": [{"c": {"dynamic": {"b": [{"for_each": [2], "content": {"w": 4}}]}}}, {"v": 1}]',
         "[{c: [{b: [{w: 4}]}]}, {v: 1}]"),
        ('"a": {"dynamic": "yes", "content": "no"}', "{content: 'no', dynamic: 'yes'}"),
        ('"a": {"dynamic": {"b": "c"}}', "{dynamic: {b: 'c'}}"),
    ],
)  # fmt: skip
def test_dynamic_blocks_in_nested_blocks(tmp_path: Path, inner: str, expected: str) -> None:
    text = f'{{"resource": {{"b": {{"x": {{{inner}}}}}}}}}'
    found = resources(configuration(tmp_path, {"a.tf.json": text}))["b.x"]
    assert outline(found.body.get("a")) == expected


def test_blocks_of_terraform_itself(tmp_path: Path) -> None:
    text = """{"variable": {"v": {"default": "a", "validation": {"condition": "${var.v == 1}",
      "error_message": "no"}}}, "resource": {"b": {"x": {"lifecycle": {"precondition": [{
      "condition": false, "error_message": "never"}]}}}}}"""
    loaded = configuration(tmp_path, {"a.tf.json": text})
    found = " ".join(messages(loaded))
    assert "invalid value for variable 'v': no" in found
    assert "the precondition of b.x is not met: never" in found


@pytest.mark.parametrize("second", ["null", '""', "5", "false", "[null]", "[[]]"])
def test_a_duplicate_key_hides_nothing(tmp_path: Path, second: str) -> None:
    text = f'{{"resource": {{"b": {{"x": {{"v": 1}}}}}}, "resource": {second}}}'
    loaded = configuration(tmp_path, {"a.tf.json": text})
    assert [resource.address for resource in loaded.resources] == ["b.x"]
    assert any(diagnostic.level is Level.ERROR for diagnostic in loaded.late_diagnostics())


def test_duplicate_keys_repeat_blocks(tmp_path: Path) -> None:
    text = """{"resource": {"b": {"x": {"rule": {"d": 1}, "rule": [{"d": 2}]}}, "b": {"y": {}}},
        "resource": [], "locals": {}}"""
    loaded = configuration(tmp_path, {"a.tf.json": text})
    x, y = loaded.resources
    assert (x.address, y.address) == ("b.x", "b.y")
    assert x.body.get("rule") == ({"d": 1}, {"d": 2})
    assert {diagnostic.level for diagnostic in loaded.late_diagnostics()} == {Level.WARNING}


def test_a_duplicate_argument_is_an_error(tmp_path: Path) -> None:
    text = '{"resource": {"b": {"x": {"v": 1, "v": 2}}}}'
    (diagnostic,) = configuration(tmp_path, {"a.tf.json": text}).late_diagnostics()
    assert (diagnostic.level, diagnostic.hint) == (Level.ERROR, "set it only once")


@pytest.mark.parametrize("value", ["{}", "5", "null"])
def test_an_unknown_type_of_block_is_an_error(tmp_path: Path, value: str) -> None:
    text = f'{{"Resource": {value}}}'
    (diagnostic,) = configuration(tmp_path, {"a.tf.json": text}).late_diagnostics()
    assert (diagnostic.level, diagnostic.code) == (Level.ERROR, "unknown-block")


def test_a_list_of_objects_is_a_configuration(tmp_path: Path) -> None:
    text = '[{"resource": {"b": {"x": {}}}}, {"resource": {"b": {"y": {}}}}]'
    loaded = configuration(tmp_path, {"a.tf.json": text})
    assert [resource.address for resource in loaded.resources] == ["b.x", "b.y"]
    assert messages(loaded) == []


def test_a_duplicate_variable_is_an_error() -> None:
    _, (diagnostic,) = json_syntax.literal_attributes(
        SourceFile("a.tfvars.json", b'{"a": 1, "a": 2}')
    )
    assert diagnostic.level is Level.ERROR

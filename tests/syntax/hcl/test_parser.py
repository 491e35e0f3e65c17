from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.diagnostics import Diagnostic
from iaclint.files.source import BOM, SourceFile, Span
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl import parser as hcl
from iaclint.syntax.hcl.blocks import Attribute, Body
from tests.pace import within
from tests.syntax.hcl_support import body, everything, nodes, value

PLACED = """\
# é, tabs and wide characters before every place
locals {
\tname = "日本-${var.env}" # ü
\tlist = ["😀", local.name, 1.5]
}
resource "aws_s3_bucket" "media" {
  bucket = (true ? local.name : "x")
  tags = { "é" = lower("Ü"), (var.key) = -1 }
  rule {
    days = var.days[0].count
    all = var.list[*].id
    deep {
      text = <<-EOT
        é ${var.x} é
        %{ if !var.on }on%{ endif }
      EOT
    }
  }
  pairs = { for k, v in var.m : k => v... if v != null }
}
"""


def places(text: bytes) -> list[tuple[str, int, int, str]]:
    """Return kind, line, column and text of every expression."""
    found = body(text)
    return [
        (type(node).__name__, *node.span.start, node.span.text)
        for node in sorted(everything(found), key=lambda node: node.span.start_byte)
    ]


@pytest.mark.parametrize(
    ("kind", "line", "column", "text"),
    [
        ("Template", 3, 9, '"日本-${var.env}"'),
        ("Interpolation", 3, 13, "${var.env}"),
        ("GetAttr", 3, 15, "var.env"),
        ("Variable", 3, 15, "var"),
        ("Tuple", 4, 9, '["😀", local.name, 1.5]'),
        ("Literal", 4, 10, '"😀"'),
        ("GetAttr", 4, 15, "local.name"),
        ("Number", 4, 27, "1.5"),
        ("Parentheses", 7, 12, '(true ? local.name : "x")'),
        ("Conditional", 7, 13, 'true ? local.name : "x"'),
        ("Literal", 7, 13, "true"),
        ("Object", 8, 10, '{ "é" = lower("Ü"), (var.key) = -1 }'),
        ("Literal", 8, 12, '"é"'),
        ("Call", 8, 18, 'lower("Ü")'),
        ("Parentheses", 8, 30, "(var.key)"),
        ("Unary", 8, 42, "-1"),
        ("GetAttr", 10, 12, "var.days[0].count"),
        ("Index", 10, 12, "var.days[0]"),
        ("Number", 10, 21, "0"),
        ("Splat", 11, 11, "var.list[*].id"),
        ("GetAttr", 14, 13, "var.x"),
        ("TemplateIf", 15, 9, "%{ if !var.on }"),
        ("Unary", 15, 15, "!var.on"),
        ("For", 19, 11, "{ for k, v in var.m : k => v... if v != null }"),
        ("Binary", 19, 46, "v != null"),
    ],
)
@pytest.mark.parametrize("mark", [b"", BOM])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_kind_of_expression_has_its_place(
    kind: str, line: int, column: int, text: str, mark: bytes, newline: str
) -> None:
    found = places(mark + PLACED.replace("\n", newline).encode())
    assert (kind, line, column, text) in found


@pytest.mark.parametrize("mark", [b"", BOM])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_blocks_have_the_place_of_their_header(mark: bytes, newline: str) -> None:
    found = body(mark + PLACED.replace("\n", newline).encode())
    locals_, resource = found.blocks
    (rule,) = resource.body.blocks
    (deep,) = rule.body.blocks
    headers = [(*b.span.start, b.span.text) for b in (locals_, resource, rule, deep)]
    assert headers == [
        (2, 1, "locals"),
        (6, 1, 'resource "aws_s3_bucket" "media"'),
        (9, 3, "rule"),
        (12, 5, "deep"),
    ]
    assert resource.labels == ("aws_s3_bucket", "media")
    assert list(resource.body.attributes) == ["bucket", "tags", "pairs"]
    days = rule.body.attributes["days"]
    assert (*days.span.start, days.span.text) == (10, 5, "days = var.days[0].count")


@pytest.mark.parametrize(
    ("text", "type", "labels", "header"),
    [
        ("a {}\n", "a", (), "a"),
        ("a{}\n", "a", (), "a"),
        ('a "b" {}\n', "a", ("b",), 'a "b"'),
        ('a"b"{}\n', "a", ("b",), 'a"b"'),
        ('a b "c" {}\n', "a", ("b", "c"), 'a b "c"'),
        ('a "b\\"c" {}\n', "a", ('b"c',), 'a "b\\"c"'),
        ('a "b-é" {\n}\n', "a", ("b-é",), 'a "b-é"'),
        ('a-b_c "x.y"   {}\n', "a-b_c", ("x.y",), 'a-b_c "x.y"'),
        ('a /* c */ "b" {}\n', "a", ("b",), 'a /* c */ "b"'),
        ("é {}\n", "é", (), "é"),
        ("a { b = 1 }\n", "a", (), "a"),
    ],
)
def test_headers(text: str, type: str, labels: tuple[str, ...], header: str) -> None:
    (block,) = body(text).blocks
    assert (block.type, block.labels, block.span.text) == (type, labels, header)


def test_only_read_blocks_are_parsed() -> None:
    block = body("a {\n b = 1\n}\n").blocks[0]
    assert block.body is block.body
    attribute = block.body.attributes["b"]
    assert attribute.expression is attribute.expression


def test_duplicate_attributes_are_kept_separately() -> None:
    (block,) = body("a {\n b = 1\n b = 2\n}\n").blocks
    assert block.body.attributes["b"].expression == value_like("1", block.body.attributes["b"])
    assert [attribute.span.text for attribute in block.body.repeated] == ["b = 2"]


def value_like(text: str, attribute: Attribute) -> ex.Expression:
    return ex.Number(attribute.expression.span, text)


def test_blocks_of_a_type() -> None:
    found = body("a {}\nb {}\na {}\n")
    assert [block.span.start.line for block in found.blocks_of("a")] == [1, 3]
    assert list(found.blocks_of("c")) == []


def outline(node: object) -> object:
    """Write an expression as nested tuples, without places."""
    if isinstance(node, tuple):
        return tuple(outline(item) for item in node)
    if isinstance(node, ex.Expression):
        parts = [getattr(node, name) for name in node.__struct_fields__ if name != "span"]
        return (type(node).__name__, *(outline(part) for part in parts))
    return node


VAR = ("GetAttr", ("Variable", "var"), "x")
ITEM = ("SplatItem",)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("null", ("Literal", None)),
        ("true", ("Literal", True)),
        ("1.50", ("Number", "1.50")),
        ('"a\\n\\"\\u00e9$${x}%%{"', ("Literal", 'a\n"é${x}%{')),
        ('""', ("Literal", "")),
        ('"${var.x}"', ("Interpolation", VAR)),
        ("var.x", VAR),
        ("var.x.0", ("Index", VAR, ("Number", "0"))),
        ("var.x[0]", ("Index", VAR, ("Number", "0"))),
        ('var.x["a"]', ("Index", VAR, ("Literal", "a"))),
        ("var.x[*]", ("Splat", VAR, ITEM)),
        ("var.x[*].a", ("Splat", VAR, ("GetAttr", ITEM, "a"))),
        ("var.x[*].a[0]", ("Splat", VAR, ("Index", ("GetAttr", ITEM, "a"), ("Number", "0")))),
        ("var.x.*.a[0]", ("Index", ("Splat", VAR, ("GetAttr", ITEM, "a")), ("Number", "0"))),
        ("f()", ("Call", "f", (), False)),
        ("f(1, 2...)", ("Call", "f", (("Number", "1"), ("Number", "2")), True)),
        ("a::b::f(1)", ("Call", "a::b::f", (("Number", "1"),), False)),
        ("!var.x", ("Unary", "!", VAR)),
        (
            "1 + 2 * 3",
            (
                "Binary",
                "+",
                ("Number", "1"),
                ("Binary", "*", ("Number", "2"), ("Number", "3")),
            ),
        ),
        (
            "1 - 2 - 3",
            (
                "Binary",
                "-",
                ("Binary", "-", ("Number", "1"), ("Number", "2")),
                ("Number", "3"),
            ),
        ),
        (
            "true ? 1 : false ? 2 : 3",
            (
                "Conditional",
                ("Literal", True),
                ("Number", "1"),
                ("Conditional", ("Literal", False), ("Number", "2"), ("Number", "3")),
            ),
        ),
        ("[]", ("Tuple", ())),
        ("{}", ("Object", ())),
        ("{ a = 1, b : 2 }", ("Object", ((("Literal", "a"), ("Number", "1")),
                                         (("Literal", "b"), ("Number", "2"))))),
        (
            "[for v in var.x : v]",
            ("For", None, "v", VAR, None, ("Variable", "v"), None, False),
        ),
        (
            "{for k, v in var.x : k => v... if true}",
            (
                "For", "k", "v", VAR, ("Variable", "k"), ("Variable", "v"),
                ("Literal", True), True,
            ),
        ),
        ("(var.x)", ("Parentheses", VAR)),
        ("(var.x).y", ("GetAttr", ("Parentheses", VAR), "y")),
    ],
)  # fmt: skip
def test_shapes(text: str, shape: object) -> None:
    assert outline(value(text)) == shape


def test_comments_are_allowed_anywhere() -> None:
    text = "[1, # one\n /* two */ 2, // three\n 3]"
    items = value(text)
    assert isinstance(items, ex.Tuple)
    assert [item.span.text for item in items.items] == ["1", "2", "3"]


def test_spans_of_parts_lie_within_their_whole() -> None:
    for expression in everything(body(PLACED)):
        for part in nodes(expression):
            assert expression.span.start_byte <= part.span.start_byte
            # The text after a directive is part of the directive.
            if not any(isinstance(e, (ex.TemplateIf, ex.TemplateFor)) for e in nodes(expression)):
                assert part.span.end_byte <= expression.span.end_byte


@pytest.mark.parametrize("text", ["", "1 2", "a = 1", "}", "1\nb = 2", "a {\n}", "[", '"'])
def test_text_that_is_not_a_single_expression(text: str) -> None:
    assert hcl.parse_expression(text, SourceFile("x", text.encode())) is None


def test_an_expression_inside_of_a_file() -> None:
    source = SourceFile("x.json", '{"é": "var.a"}'.encode())
    found = hcl.parse_expression("var.a", source, 8)
    assert found is not None
    assert found.span == Span(source, 8, 13)
    assert found.span.start == (1, 8)


def test_deep_nesting_is_not_an_expression() -> None:
    for text in ("(" * 5000 + "1" + ")" * 5000, "!" * 5000 + "true", "1 + " * 5000 + "1"):
        found = value(text)
        assert isinstance(found, ex.Invalid)
        assert found.reason == "this expression is nested too deeply to evaluate"
    blocks = body("a {\n" * 2000 + "}\n" * 2000).blocks
    depth = 0
    while blocks:
        depth, blocks = depth + 1, blocks[0].body.blocks
    assert depth == 2000


@pytest.mark.parametrize("operator", [".a", "[0]", ".0", "[*]", ".*", "[*].a", '["a"]', "/**/.a"])
def test_a_long_chain_of_operators_is_nested_too_deeply(operator: str) -> None:
    for chain in (f"x.a{operator * 2000}", f"!x.a{operator * 2000}", f"1 + x.a{operator * 2000}"):
        found = value(chain)
        assert isinstance(found, ex.TooDeep), chain[:9]


RECORDED = Path(__file__).parents[2] / "data" / "terraform-config-cases"


def differences(path: Path) -> list[str]:
    """Return how tree-sitter's and python-hcl2's reading of one file differ."""
    import hcl2
    from lark.exceptions import UnexpectedInput

    text = path.read_text(encoding="utf-8")
    found, diagnostics = hcl.parse(SourceFile(path.name, text.encode()))
    if diagnostics:
        with pytest.raises(UnexpectedInput):
            hcl2.loads(text)
        return []
    ours, theirs = summary(found), second_opinion(hcl2.loads(text))
    return [] if ours == theirs else [f"{path}: {ours} is not {theirs}"]


def summary(found: Body) -> list[object]:
    """Return attributes by name, and blocks with labels and what is in them."""
    blocks = [(block.type, block.labels, summary(block.body)) for block in found.blocks]
    return [sorted(found.attributes), sorted(blocks, key=repr)]


def second_opinion(found: dict[str, object]) -> list[object]:
    """Return the same of what python-hcl2 read."""
    attributes: list[str] = []
    blocks: list[object] = []
    for name, entry in found.items():
        if name == "__is_block__" or name.startswith("__"):
            continue
        if isinstance(entry, list) and entry and all(is_block(item) for item in entry):
            blocks.extend(block_opinion(name, (), item) for item in entry)
        else:
            attributes.append(name)
    return [sorted(attributes), sorted(blocks, key=repr)]


def is_block(item: object) -> bool:
    """python-hcl2 marks the body of a block, below its labels."""
    while isinstance(item, dict):
        if "__is_block__" in item:
            return True
        if len(item) != 1:
            return False
        (item,) = item.values()
    return False


def block_opinion(name: str, labels: tuple[str, ...], item: dict[str, object]) -> object:
    if "__is_block__" in item:
        return (name, labels, second_opinion(item))
    ((label, inner),) = item.items()
    assert isinstance(inner, dict)
    return block_opinion(name, (*labels, label.strip('"')), inner)


@pytest.mark.slow
def test_recorded_cases_match_python_hcl2() -> None:
    files = sorted(RECORDED.glob("*/config/**/*.tf"))
    assert files
    assert [difference for path in files for difference in differences(path)] == []


@pytest.mark.slow
def test_generated_files_match_python_hcl2(tmp_path: Path) -> None:
    from benchmarks.generate import generate

    generate(tmp_path, 60_000, "terraform")
    files = sorted(tmp_path.glob("**/*.tf"))
    assert files
    assert [difference for path in files for difference in differences(path)] == []


def test_a_block_has_the_same_places_when_the_tree_of_its_file_is_gone() -> None:
    sources = [
        SourceFile(f"{number}.tf", f'# {number:03}\nlocals {{\n  a = "{number:03}"\n}}\n'.encode())
        for number in range(100)
    ]
    bodies = [hcl.parse(source)[0] for source in sources]
    spans = [body.blocks[0].body.attributes["a"].expression.span for body in bodies]
    assert {(span.start_byte, span.end_byte) for span in spans} == {(21, 26)}


def test_files_with_the_same_text_have_places_of_their_own() -> None:
    text = b'a "b" {\n  c = [d.e]\n}\nf {\n  g = "${h}"\n  i {}\n}\n'
    first, second = SourceFile("1.tf", text), SourceFile("2.tf", bytes(bytearray(text)))
    (one, _), (two, found) = hcl.parse(first), hcl.parse(second)
    assert found == ()
    for parsed, source in ((one, first), (two, second)):
        assert [(block.type, block.labels) for block in parsed.blocks] == [("a", ("b",)), ("f", ())]
        for block in parsed.blocks:
            inside = [a.expression.span for a in block.body.attributes.values()]
            assert {span.file for span in (block.span, *inside)} == {source}
    assert [b.span.start_byte for b in one.blocks] == [b.span.start_byte for b in two.blocks]


def test_errors_are_reported_in_each_file_with_the_same_text() -> None:
    text = b'a {\n}  b {\n}\nc "${d}" {\n}\n'
    for name in ("1.tf", "2.tf"):
        reported: list[Diagnostic] = []
        parsed, _ = hcl.parse(SourceFile(name, text), reported.append)
        assert all(block.body is not None for block in parsed.blocks)
        assert [d.span.file.path for d in reported if d.span] == [name, name]


BROKEN = {
    "arguments": "a = b = ",
    "blank lines": "\n ",
    "openings": "{ ",
    "heredocs": "a = <<E\nE\n",
    "labels": "<<_x\n",
    "directives": '"%{if a}%{endif}" ',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_long_text_after_a_syntax_error_is_bounded(text: str) -> None:
    block = 'resource "a" "b" {\n  c = 1\n}\n'
    data = f"{block * 2}{{ {text * (120_000 // len(text))}\n{block * 2}"
    with within(2_000):
        found, (error,) = hcl.parse(SourceFile("a.tf", data.encode()))
    assert error.code == "syntax-error"
    assert len(found.blocks) >= 2


def test_a_long_template_with_an_error_is_bounded() -> None:
    source = SourceFile("a.tf", b"")
    with within(2_000):
        assert hcl.parse_template("${" + "\n " * 60_000, source) is None


def test_a_block_of_a_large_file_reports_errors_where_they_are_read() -> None:
    text = b"# large\n" * 10_000 + b'a {\n  b = { c = "${d}" e = 1 }\n  f {\n    g = [1]\n  }\n}\n'
    reported: list[Diagnostic] = []
    parsed, _ = hcl.parse(SourceFile("main.tf", text), reported.append)
    block = parsed.blocks[0].body
    assert block.attributes["b"].span.text == 'b = { c = "${d}" e = 1 }'
    inner = block.blocks[0].body.attributes["g"]
    assert (inner.span.text, inner.expression.span.text) == ("g = [1]", "[1]")
    assert reported == []
    assert isinstance(block.attributes["b"].expression, ex.Object)
    assert [d.message for d in reported] == ["missing comma or newline before this element"]

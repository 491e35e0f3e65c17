from __future__ import annotations

import pytest

from iaclint.files.source import SourceFile
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl import parser as hcl
from tests.syntax.hcl_support import body, nodes, value


def written(expression: ex.Expression | str) -> str:
    """Write a template out: text as it is, everything else as its source in brackets."""
    if isinstance(expression, str):
        return expression
    if isinstance(expression, ex.Literal):
        return str(expression.value)
    if isinstance(expression, ex.Template):
        return "".join(map(written, expression.parts))
    if isinstance(expression, ex.Interpolation):
        return f"«{expression.value.span.text}»"
    if isinstance(expression, ex.TemplateIf):
        then, otherwise = written(expression.then), written(expression.otherwise)
        return f"«if {expression.test.span.text}:{then}|{otherwise}»"
    assert isinstance(expression, ex.TemplateFor)
    names = expression.item if expression.key is None else f"{expression.key}, {expression.item}"
    return f"«for {names} in {expression.collection.span.text}:{written(expression.body)}»"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('"a"', "a"),
        ('"a ${b} c"', "a «b» c"),
        ('" ${a} ${b} "', " «a» «b» "),
        ('"${a}"', "«a»"),
        ('"é${ a.b[0] }日"', "é«a.b[0]»日"),
        ('"$${a} %%{b} $ % $$ {"', "${a} %{b} $ % $$ {"),
        ('"a\\t${b}\\"c\\""', 'a\t«b»"c"'),
        ('"a ~ ${~ b ~} ~ c"', "a ~«b»~ c"),
        ('"%{ if a }x%{ endif }"', "«if a:x|»"),
        ('"%{ if a }x%{ else }y%{ endif }z"', "«if a:x|y»z"),
        ('"%{ for k, v in m }${k}=${v} %{ endfor }"', "«for k, v in m:«k»=«v» »"),
        ('"%{ for v in m ~} ${v} %{~ endfor }"', "«for v in m:«v»»"),
        ('"%{ if a }%{ for x in y }${x}%{ endfor }%{ else }-%{ endif }"',
         "«if a:«for x in y:«x»»|-»"),
        ('"${"${a}b"}"', '«"${a}b"»'),
    ],
)  # fmt: skip
def test_quoted(text: str, parts: str) -> None:
    assert written(value(text)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("<<E\na\nE", "a\n"),
        ("<<E\nE", ""),
        ("<<E\n  a ${b}\n\n c\n  E", "  a «b»\n\n c\n"),
        ("<<-E\n    a\n      b\n    E", "a\n  b\n"),
        ("<<-E\n    a\n\n      ${b}\n  E", "a\n\n  «b»\n"),
        ("<<-E\n  ${a}\n    b\n  E", "«a»\n  b\n"),
        ('<<E\na\\n"b" $${c} %%{d}\nE', 'a\\n"b" ${c} %{d}\n'),
        ("<<E\n%{ if a }\nx\n%{ endif }\nE", "«if a:\nx\n|»\n"),
        ("<<E\n%{ if a ~}\nx\n%{ endif ~}\nE", "«if a:x\n|»"),
        ("<<E\n%{ for x in y ~}\n- ${x}\n%{ endfor ~}\nE", "«for x in y:- «x»\n»"),
        ("<<-E\n  é\n  😀${a}\n  E", "é\n😀«a»\n"),
        ("<<E\r\na\r\nb\r\nE", "a\r\nb\r\n"),
        ("<<E\nE2\n E3\nE", "E2\n E3\n"),
    ],
)
def test_heredocs(text: str, parts: str) -> None:
    assert written(value(text)) == parts


def test_places_in_a_heredoc() -> None:
    text = "x {\n  a = <<-EOT\n    é ${b} ${c.d}\n    \t${e}\n  EOT\n}\n"
    for mark, line in ((b"", 1), (b"# \xc3\xa9\r\n", 2)):
        (block,) = body(mark + text.encode()).blocks
        expression = block.body.attributes["a"].expression
        found = {part.span.text: part.span.start for part in nodes(expression)}
        assert found["b"] == (line + 2, 9)
        assert found["c.d"] == (line + 2, 14)
        assert found["e"] == (line + 3, 8)
        assert expression.span.start == (line + 1, 7)
        assert expression.span.end == (line + 4, 6)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ""),
        ("a", "a"),
        ("a\n", "a\n"),
        ("é ${b}\n", "é «b»\n"),
        ("${b}", "«b»"),
        ('\\n " $${c}', '\\n " ${c}'),
        ("EOT\nT\nTT", "EOT\nT\nTT"),
        ("%{ for x in y }${x}%{ endfor }", "«for x in y:«x»»"),
        ("  indented\n", "  indented\n"),
    ],
)
def test_template_files(text: str, parts: str) -> None:
    found = hcl.parse_template(text, SourceFile("t", text.encode()))
    assert found is not None
    assert written(found) == parts


def test_places_in_a_template_file() -> None:
    text = "é\n${b} ${ c }"
    found = hcl.parse_template(text, SourceFile("t", text.encode()))
    places = {part.span.text: part.span.start for part in nodes(found)}
    assert (places["b"], places["c"]) == ((2, 3), (2, 9))


@pytest.mark.parametrize("text", ["${", "${a", "%{ if a }", "%{ for x }%{ endfor }", "${a b}"])
def test_broken_templates(text: str) -> None:
    assert hcl.parse_template(text, SourceFile("t", text.encode())) is None


def test_a_deeply_nested_template_is_rejected() -> None:
    text = '${"' * 500 + '"}' * 500
    found = hcl.parse_template(text, SourceFile("t", text.encode()))
    assert found is None or found.span.text == text


@pytest.mark.parametrize(
    "text",
    [
        '"%{ if a }b"c"d%{ endif }"',
        '"%{ for x in a }$f("x")%{ endfor }"',
        '"%{ if a }\\\\"b"%{ endif }"',
    ],
)
def test_a_quote_inside_a_directive_is_escaped(text: str) -> None:
    expression = value(text)
    assert isinstance(expression, ex.Invalid)
    assert expression.span.text == '"'
    assert expression.reason == "unexpected '\"' in a quoted template: escape it with a backslash"


def test_an_escaped_quote_inside_a_directive_is_text() -> None:
    assert written(value('"%{ if a }\\"${f("b")}\\\\%{ endif }"')) == '«if a:"«f("b")»\\|»'

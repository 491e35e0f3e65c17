from __future__ import annotations

import json
import re
from collections.abc import Iterator

from msgspec.structs import replace

from iaclint import __version__
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile, Span
from iaclint.judging.findings import Step, Verdict
from iaclint.judging.report import Coverage, FixedFinding, Report
from iaclint.resource import Related

FAIL_ONLY = frozenset([Verdict.FAIL])


def test_writes_what_github_shows(render, snapshot) -> None:
    assert render(format="sarif", show=FAIL_ONLY).replace(__version__, "VERSION") == snapshot


def test_unknown_verdicts_are_open_results(render) -> None:
    run = _run(render(format="sarif", show=frozenset(Verdict)))
    kinds = [(result.get("kind"), result["level"]) for result in run["results"]]
    assert kinds == [(None, "error"), (None, "error"), ("open", "none"), ("pass", "none")]


def test_every_result_has_what_code_scanning_requires(render) -> None:
    run = _run(render(format="sarif", show=frozenset(Verdict)))
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert place["region"]["startLine"] == place["region"]["endLine"]
    for rule in rules:
        assert {"id", "shortDescription", "fullDescription", "help"} <= rule.keys()
        assert rule["properties"]["precision"]
    scores = {rule["id"]: rule["properties"].get("security-severity") for rule in rules}
    assert scores["aws-s3-public-access"] == "9.5"


def test_columns_count_utf16_units(render, fail) -> None:
    source = SourceFile("a.tf", 'name = "🪣日", acl = "x"\r\n'.encode())
    start = source.data.index(b'"x"')
    finding = replace(fail, span=Span(source, start, start + 3), related=())
    region = _region(render(Report((finding,), (), Coverage()), format="sarif"))
    # "🪣" is one character and two units.
    assert (region["startColumn"], region["endColumn"]) == (21, 24)


def test_regions_never_span_lines(render, fail) -> None:
    source = SourceFile("a.tf", b"policy = {\r\n  a = 1\r\n}\r\n")
    finding = replace(fail, span=Span(source, 9, 22), related=())
    region = _region(render(Report((finding,), (), Coverage()), format="sarif"))
    assert region == {"startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 11}


def test_paths_are_percent_encoded(render, fail) -> None:
    source = SourceFile("my infra/ä#1%.tf", b"acl")
    finding = replace(fail, span=Span(source, 0, 3), related=())
    run = _run(render(Report((finding,), (), Coverage()), format="sarif"))
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "my%20infra/%C3%A4%231%25.tf"


def test_links_to_related_places_survive_brackets(render, fail) -> None:
    related = Related('passed here by module.m["a"]', fail.span)
    run = _run(render(Report((replace(fail, related=(related,)),), (), Coverage()), format="sarif"))
    assert '[passed here by module.m\\["a"\\]](1)' in run["results"][0]["message"]["text"]
    assert run["results"][0]["relatedLocations"][0]["id"] == 1


HOSTILE = "[x](javascript:alert\\[1]) ![y](https://example.org/z)\\"


def test_no_text_of_an_input_is_a_link(render, fail) -> None:
    related = Related(HOSTILE, fail.span)
    values = {"message": HOSTILE, "related": (related,), "steps": (Step(HOSTILE, fail.span),)}
    told = [
        Diagnostic(level, HOSTILE, HOSTILE, span, HOSTILE)
        for level in Level
        for span in (fail.span, None)
    ]
    fixed = FixedFinding(fail.rule.id, "a", "a.tf", HOSTILE, "0")
    report = Report(
        (replace(fail, **values),), tuple(told), Coverage(), (fixed,), compared_with="m"
    )
    texts = list(_messages(_run(render(report, format="sarif", unchanged=True))))
    assert len(texts) == 8
    links = [target for text in texts for target in re.findall(LINK, text)]
    assert links == ["1"]


LINK = r"(?<!\\)(?:\\\\)*\[(?:\\.|[^\\\[\]])*\]\(([^)]*)\)"
"""A link in a message (SARIF 3.11.6): a backslash makes a bracket, or another one, plain."""


def _messages(value: object) -> Iterator[str]:
    """Yield the texts of all messages in a part of a file."""
    if isinstance(value, list):
        for item in value:
            yield from _messages(item)
    elif isinstance(value, dict):
        if "message" in value:
            yield value["message"]["text"]
        for item in value.values():
            yield from _messages(item)


def _run(written: str) -> dict:
    return json.loads(written)["runs"][0]


def _region(written: str) -> dict:
    return _run(written)["results"][0]["locations"][0]["physicalLocation"]["region"]

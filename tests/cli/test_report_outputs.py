from __future__ import annotations

import pytest

from iaclint.cli.report_outputs import Output, pair
from iaclint.errors import UsageError


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([], [Output("text")]),
        (["format=json"], [Output("json")]),
        (["output=a.txt"], [Output("text", "a.txt")]),
        (["format=sarif", "output=a"], [Output("sarif", "a")]),
        (["format=text", "format=sarif", "output=a"], [Output("text"), Output("sarif", "a")]),
        (["format=sarif", "output=a", "format=text"], [Output("sarif", "a"), Output("text")]),
        (
            ["format=sarif", "output=a", "format=json", "output=b", "output=c"],
            [Output("sarif", "a"), Output("json", "b"), Output("text", "c")],
        ),
    ],
)
def test_each_format_has_the_following_output(order: list[str], expected: list[Output]) -> None:
    assert _pair(order) == tuple(expected)


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (["format=text", "format=json"], "go to standard output"),
        (["format=text", "output=a", "format=json", "output=a"], "go to the file 'a'"),
        (["format=yaml"], "unknown format 'yaml'"),
    ],
)
def test_two_formats_with_one_output_are_rejected(order: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        _pair(order)


def _pair(order: list[str]) -> tuple[Output, ...]:
    options = [option.split("=") for option in order]
    return pair(
        [f"{name}s" for name, _ in options],
        [value for name, value in options if name == "format"],
        [value for name, value in options if name == "output"],
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.SARIF.json", "sarif"), ("a.sarif", "sarif"), ("a.json", "json"), ("a.log", "text")],
)
def test_an_output_without_a_format_has_that_of_its_suffix(path: str, expected: str) -> None:
    assert pair(["outputs"], [], [path]) == (Output(expected, path),)

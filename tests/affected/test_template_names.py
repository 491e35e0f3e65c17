"""Paths in the text of a template."""

from __future__ import annotations

import pytest

from iaclint.affected.template_names import computed_paths, written_paths


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("TemplateURL: !Sub n/${E}.yaml", "s/n/dev.yaml", True),
        ("TemplateURL: !Sub '../n/${E}/${F}.yaml'", "n/a/b.yaml", True),
        ('"TemplateURL": {"Fn::Sub": "${E}/n.yaml"}', "s/dev/n.yaml", True),
        ("TemplateURL: !Sub n/${E}.yaml", "other/n/dev.yaml", False),
        ("TemplateURL: !Sub n/${E}.yaml", "s/n/dev.json", False),
        ("TemplateURL: !Sub '${Url}'", "s/dev.yaml", False),
        ("Name: !Sub '${AWS::StackName}-media'", "s/dev.yaml", False),
        ("TemplateURL: !Join ['/', [n, a.yaml]]", "s/n/a.yaml", True),
        ('"TemplateURL": {"Fn::Join": ["/", ["n", "a.yaml"]]}', "s/n/a.yaml", True),
        ("TemplateURL: !Join ['', ['https://x/', a.yaml]]", "s/a.yaml", False),
    ],
)
def test_computed_paths(text: str, path: str, expected: bool) -> None:
    patterns = computed_paths(text.encode(), "s/t.yaml")
    assert any(pattern.matches(path) for pattern in patterns) is expected


@pytest.mark.parametrize(
    "text", ["URL: n/a.yaml", "'n/a.yaml'", '"./n/a.yaml"', "[x,file://n/a.yaml]", "- n/a.yaml"]
)
def test_written_paths(text: str) -> None:
    assert "s/n/a.yaml" in written_paths(text.encode(), "s/t.yaml")

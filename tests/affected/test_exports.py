"""Names of exports and imports in the bytes of templates."""

from __future__ import annotations

import pytest

from iaclint.affected.exports import can_match, exported_names, imported_names

EXPORTS = {
    "Export: {Name: acl}": "acl",
    "Export:\n      Name: acl\n": "acl",
    "Export:\n      Name: 'acl' # x\n": "acl",
    '"Export": {"Name": "acl"}': "acl",
    "Export: {Name: !Sub acl}": "acl",
    "Export:\n  Name:\n    Fn::Sub: net-${E}\n": "net-*",
    '"Export" : { "Name" : { "Fn::Sub" : "net-${AWS::StackName}-acl" } }': "net-*-acl",
    "Export: {Name: !Join ['-', [a, b]]}": "*",
    "Export:\n  Name: !Ref N\n": "*",
    'Export:\n  Name: "a\\x62"\n': "*",
    "Export:\n  # a comment\n  Name: acl\n": "*",
}
IMPORTS = {
    "!ImportValue acl\n": "acl",
    "!ImportValue 'acl'\n": "acl",
    "{'Fn::ImportValue': acl}": "acl",
    "Fn::ImportValue: !Sub '${N}-acl'\n": "*-acl",
    "!ImportValue\n  Fn::Sub: '${N}-acl'\n": "*-acl",
    '{"Fn::ImportValue": {"Fn::Sub": "acl"}}': "acl",
    '{"Fn::ImportValue": {"Ref": "N"}}': "*",
    "[!ImportValue a, !ImportValue a]": "a",
}


@pytest.mark.parametrize("text", EXPORTS)
def test_names_of_exports(text: str) -> None:
    (name,) = exported_names(text.encode())
    assert b"*".join(name).decode() == EXPORTS[text]


@pytest.mark.parametrize("text", IMPORTS)
def test_names_of_imports(text: str) -> None:
    (name,) = imported_names(text.encode())
    assert b"*".join(name).decode() == IMPORTS[text]


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("acl", "acl", True),
        ("acl", "acls", False),
        ("net-*-acl", "net-dev-acl", True),
        ("net-*-acl", "web-dev-acl", False),
        ("*-acl", "net-*", True),
        ("*-acl", "*-vpc", False),
        ("*", "acl", True),
        ("*", "a*b", True),
    ],
)
def test_names_that_can_be_the_same(name: str, other: str, expected: bool) -> None:
    names = [tuple(text.encode().split(b"*")) for text in (name, other)]
    assert can_match(names[:1], names[1:]) is expected
    assert can_match(names[1:], names[:1]) is expected

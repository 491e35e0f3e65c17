"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('length("👨‍👩‍👧‍👦🇩🇪")', "2"),
    ('flatten([[1,[2,[3]]],toset(["b","a"])])', '[1,2,3,"a","b"]'),
    ("flatten({a=1})", REFUSED),
    ("flatten([null])", "[null]"),
    ("distinct([[1],[1],[2]])", "[[1],[2]]"),
    ('distinct(["a","b","a",null])', '["a","b",null]'),
    ("distinct([{a=1},{a=1,b=2}])", '[{"a":1},{"a":1,"b":2}]'),
    ('compact(["a","",null])', '["a"]'),
    ('compact([1,""])', '["1"]'),
    ('concat([1],["a"],[])', '[1,"a"]'),
    ('concat(tolist([1]),tolist(["a"]))', '["1","a"]'),
    ("concat([[1]],[{a=1}])", '[[1],{"a":1}]'),
    ("concat()", REFUSED),
    ("concat(null)", REFUSED),
    ('contains(["a",1],1)', "true"),
    ('contains([true],"true")', "false"),
    ("contains({a=1},1)", REFUSED),
    ('contains("abc","a")', REFUSED),
    ('element(["a","b"],5)', '"b"'),
    ("element([],0)", REFUSED),
    ('element(toset(["a"]),0)', REFUSED),
    ('index(["a","b"],"c")', REFUSED),
    ('index([1,"1"],"1")', "1"),
    ('slice(["a","b","c"],1,3)', '["b","c"]'),
    ('slice(["a"],1,1)', "[]"),
    ('slice(["a"],0,2)', REFUSED),
    ('slice(toset(["a"]),0,1)', REFUSED),
    ("chunklist([1,2,3],2)", "[[1,2],[3]]"),
    ("chunklist([],2)", "[]"),
    ('reverse(["a",1])', '[1,"a"]'),
    ('reverse(toset(["a","b"]))', '["b","a"]'),
    ('reverse("abc")', REFUSED),
    ('sort(["b","A","a","10","9"])', '["10","9","A","a","b"]'),
    ("sort([3,1])", '["1","3"]'),
    ('sum([1,"2",0.5])', "3.5"),
    ("sum([])", REFUSED),
    ('sum(["a"])', REFUSED),
    ("sum(toset([1,2]))", "3"),
    ("sum({a=1})", REFUSED),
    ("range(5,1)", "[5,4,3,2]"),
    ("range(1,4,0)", REFUSED),
    ("range(0,1,0.25)", "[0,0.25,0.5,0.75]"),
    ("range(3,0,-1)", "[3,2,1]"),
    ("range(1,4,-1)", REFUSED),
    ("range(2000)", REFUSED),
    ('coalesce("", null, 0)', '"0"'),
    ("coalesce([], [1])", "[]"),
    ("coalesce({}, {a=1})", "{}"),
    ("coalesce(false, true)", "false"),
    ("coalesce(null,null)", REFUSED),
    ("coalescelist([],[1])", "[1]"),
    ('coalescelist(tolist([]),tolist(["a"]))', '["a"]'),
    ("one([])", "null"),
    ("one([1,2])", REFUSED),
    ('one(toset(["a"]))', '"a"'),
    ('one("a")', REFUSED),
    ("alltrue([])", "true"),
    ("alltrue([null])", "false"),
    ('alltrue(["true","1"])', "true"),
    ("anytrue([null,true])", "true"),
    ("anytrue([])", "false"),
    ("alltrue(true)", REFUSED),
    ('matchkeys(["a","b","c"],["x","y","x"],["x"])', '["a","c"]'),
    ('matchkeys([1],["x","y"],["x"])', REFUSED),
    ('matchkeys([1,2],[1,2],["2"])', "[2]"),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected

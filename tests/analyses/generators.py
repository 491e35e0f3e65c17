"""Strategies for policies and changes of them, for property tests."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


principals = st.sampled_from(
    [
        "*",
        {"AWS": "*"},
        {"AWS": ["arn:aws:iam::444455556666:root", "*"]},
        {"AWS": "arn:aws:iam::444455556666:role/reader"},
        {"Service": "cloudfront.amazonaws.com"},
    ]
)
likes = st.sampled_from(["vpce-*", "vpce-1a2b3c4d", "*", "o-a1b2c3d4e5", "x?"])
keys = st.sampled_from(
    ["aws:SourceVpce", "aws:PrincipalOrgID", "aws:Referer", "aws:PrincipalAccount", "aws:SourceArn"]
)
prefixes = st.sampled_from(["", "", "ForAllValues:", "ForAnyValue:"])
suffixes = st.sampled_from(["", "", "IfExists"])
cidrs = st.sampled_from(
    ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "203.0.113.0/24", "10.0.0.0/8", "::/0"]
)


@st.composite
def condition_tests(draw: st.DrawFn) -> tuple[str, str, list[Any]]:
    kind = draw(st.sampled_from(["like", "ip", "null", "bool"]))
    if kind == "ip":
        operator, key = draw(st.sampled_from(["IpAddress", "NotIpAddress"])), "aws:SourceIp"
        values: list[Any] = draw(st.lists(cidrs, min_size=1, max_size=3))
        return operator + draw(suffixes), key, values
    if kind == "null":
        return "Null", draw(keys), [draw(st.sampled_from(["true", "false"]))]
    if kind == "bool":
        return "Bool" + draw(suffixes), "aws:SecureTransport", [draw(st.booleans())]
    operator = draw(st.sampled_from(["StringLike", "StringNotLike"]))
    values = draw(st.lists(likes, min_size=1, max_size=3))
    return draw(prefixes) + operator + draw(suffixes), draw(keys), values


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for operator, key, values in draw(st.lists(condition_tests(), max_size=2)):
        found.setdefault(operator, {})[key] = values
    return found


@st.composite
def statements(
    draw: st.DrawFn,
    actions: st.SearchStrategy[str],
    resources: st.SearchStrategy[str],
    effect: str | None = None,
) -> dict[str, Any]:
    """Draw a statement, an Allow more often than a Deny where the effect is left open."""
    not_ = draw(st.sampled_from(["", "", "", "Not"]))
    return {
        "Effect": effect or draw(st.sampled_from(["Allow", "Allow", "Deny"])),
        draw(st.sampled_from(["Principal", "Principal", "NotPrincipal"])): draw(principals),
        draw(st.sampled_from(["Action", "Action", "NotAction"])): draw(
            st.lists(actions, min_size=1, max_size=2)
        ),
        f"{not_}Resource": draw(st.lists(resources, min_size=1, max_size=2)),
        "Condition": draw(conditions()),
    }


def policy(items: list[Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": items}


def parts(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List where something can be unknown, save the values of fixed-value operators."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, item in value.items():
            found += parts(item, (*path, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            found += parts(item, (*path, n))
    return found


def replace_at(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    changed = copy.deepcopy(value)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return changed

"""The values of a condition key that the tests of a policy distinguish.

Public callers cannot choose the values of some keys; these are values that other accounts have.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from iaclint.analyses.aws.iam.language.conditions import (
    ANONYMOUS,
    HIGHEST,
    LOWEST,
    Candidate,
    ConditionTest,
    read_date,
    read_network,
    read_number,
    text_of,
)
from iaclint.analyses.aws.iam.language.operators import Relation
from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    ONE,
    UNNAMED,
    VARIABLE,
    example,
    examples,
    is_fixed,
    is_fixed_text,
    matches,
    matches_arn,
    overlap,
    read_pattern,
)
from iaclint.analyses.aws.iam.language.witnesses import Glob, witnesses
from iaclint.analyses.aws.iam.requests.callers import SNS_ENDPOINT, TRUSTED
from iaclint.limits import MAX_COMBINED_VALUES, MAX_PAIRED_VALUES
from iaclint.symbolic.values import ABSENT, PartialString, Unknown

_ALWAYS_PRESENT = frozenset(
    ("aws:securetransport", "aws:currenttime", "aws:epochtime", "aws:requestedregion")
)
_BOOLEAN = frozenset(("aws:securetransport", "aws:multifactorauthpresent", "aws:viaawsservice"))
_TRUE_FALSE = ("true", "false")
_ARN = (Relation.ARN_LIKE, Relation.ARN_EQUAL)
_WILD = (Relation.LIKE, *_ARN)
_TEXTUAL = (Relation.EQUAL, Relation.EQUAL_IGNORING_CASE, *_WILD)
_ENDED = (Relation.NUMBER, Relation.DATE, Relation.ADDRESS, Relation.NULL)
"""Relations for which a text that no policy names makes no difference."""

_ACCOUNT = ONE * 12
_LONG = ONE * 8 + ANY
_ORGANIZATION = f"o-{ONE * 10}{ANY}"
_FORMS = {
    "aws:sourcevpc": f"vpc-{_LONG}",
    "aws:sourcevpce": f"vpce-{_LONG}",
    "aws:ec2instancesourcevpc": f"vpc-{_LONG}",
    "aws:userid": _ACCOUNT + ANY,
}


def list_candidates(
    key: str,
    tests: Iterable[ConditionTest],
    variables: bool,
    more: Iterable[Candidate] = (),
    *,
    all_callers: bool = False,
) -> list[Candidate]:
    """Return the values of a key that the tests on it distinguish, and ``more``.

    With ``all_callers``, also the values that only named principals can have.
    """
    tests = list(tests)
    if key in TRUSTED and not all_callers:
        own = example(_form(key))
        return _dedupe([ABSENT, own, ANONYMOUS, "false", *_reachable(key, tests, variables)])
    texts = _texts(key, tests, variables)
    found: list[Candidate] = [*texts, *_unknowns(tests)]
    if key not in TRUSTED:
        found += _sets(tests, texts)
    found += more
    return _dedupe(found if key in _ALWAYS_PRESENT else [ABSENT, *found])


def list_fixed_candidates(
    tests: Iterable[ConditionTest], variables: bool, own: str
) -> list[Candidate]:
    """Return the values of a key with one value for all callers: those that are tested for.

    Whatever name a policy has for the resource, it means this one, whose value matches the pattern
    ``own``.
    """
    tests = list(tests)
    texts = [examples(glob.pattern for glob in _globs([test], variables)) for test in tests]
    mentioned: list[Candidate] = [text for found in texts for text in found]
    mentioned += [*_numbers(tests), *_addresses(tests), *_unknowns(tests)]
    return _dedupe([_correct(item, own) for item in mentioned or [UNNAMED]])


def _correct(candidate: Candidate, own: str) -> Candidate:
    """Return a value from a policy, corrected by what is known of the real one."""
    if is_fixed_text(own):
        return own
    if not isinstance(candidate, str):
        return candidate
    known, called = own.split(":", 5), candidate.split(":", 5)
    if len(known) != len(called):
        return candidate if matches(own, candidate) else example(own)
    parts = zip(known, called, strict=True)
    return ":".join(text if matches(pattern, text) else example(pattern) for pattern, text in parts)


def _dedupe(candidates: Iterable[Candidate]) -> list[Candidate]:
    # An unknown equals only itself, so unknowns are distinguished by identity.
    kept = {item if isinstance(item, str) else id(item): item for item in candidates}
    return list(kept.values())


def _relations(tests: Iterable[ConditionTest]) -> set[Relation]:
    return {test.operator.relation for test in tests if test.operator}


def _unknowns(tests: Iterable[ConditionTest]) -> Iterator[Unknown | PartialString]:
    for test in tests:
        if test.operator and test.operator.relation is not Relation.NULL:
            yield from (v for v in test.values if isinstance(v, (Unknown, PartialString)))


def _texts(key: str, tests: Sequence[ConditionTest], variables: bool) -> list[str]:
    """Return the texts for a key of which callers choose the value."""
    globs = _globs(tests, variables)
    relations = _relations(tests)
    if key in _BOOLEAN:
        return [*_TRUE_FALSE]
    found = [text for text in witnesses(globs) if text or Glob("") in globs] if globs else []
    if Relation.BOOL in relations:
        others = [glob for glob in globs if glob.pattern.lower() not in _TRUE_FALSE]
        return [*_TRUE_FALSE, *(found if others else ())]
    ended = [*_numbers(tests), *_addresses(tests)]
    settled = ended and relations <= {*_ENDED} and not any(True for _ in _unknowns(tests))
    return [*ended, *found] if settled else [UNNAMED, *ended, *found]


def _globs(tests: Iterable[ConditionTest], variables: bool) -> list[Glob]:
    """Return the patterns that tests compare texts with."""
    found = (
        _glob(test, text, variables)
        for test in tests
        if test.operator and test.operator.relation in (*_TEXTUAL, Relation.BOOL)
        for value in test.values
        if (text := text_of(value)) is not None
    )
    return list(dict.fromkeys(found))


def _glob(test: ConditionTest, text: str, variables: bool) -> Glob:
    relation = test.operator.relation if test.operator else None
    return Glob(
        read_pattern(text, wildcards=relation in _WILD, variables=variables),
        by_part=relation in _ARN,
        ignores_case=relation in (Relation.EQUAL_IGNORING_CASE, Relation.BOOL),
    )


def _numbers(tests: Iterable[ConditionTest]) -> Iterator[str]:
    """Yield the numbers and dates that tests name, and ones below, between and above them."""
    numeric = [t for t in tests if _relations([t]) & {Relation.NUMBER, Relation.DATE}]
    if not numeric:
        return
    yield from (LOWEST, HIGHEST)
    named = sorted({number for test in numeric for number in _named_numbers(test)})
    yield from map(str, named)
    yield from (str(a + (b - a) / 2) for a, b in pairwise(named))


def _named_numbers(test: ConditionTest) -> Iterator[float]:
    read = read_number if _relations([test]) == {Relation.NUMBER} else read_date
    found = (read(text_of(value) or "") for value in test.values)
    return (number for number in found if number is not None and math.isfinite(number))


def _addresses(tests: Iterable[ConditionTest]) -> Iterator[str]:
    """Yield the addresses where ranges start, and those after their ends."""
    texts = [
        text
        for test in tests
        if _relations([test]) == {Relation.ADDRESS}
        for value in test.values
        if (text := text_of(value)) is not None
    ]
    networks = [network for text in texts if (network := read_network(text)) is not None]
    yield from ("0.0.0.0", "::") if networks else ()
    for network in networks:
        yield str(network.network_address)
        if int(network.broadcast_address) + 1 < 2**network.max_prefixlen:
            yield str(network.broadcast_address + 1)


def _sets(tests: Sequence[ConditionTest], texts: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield several texts at once, for a key that is only tested with ``ForAllValues`` and such."""
    compared = [
        t.operator for t in tests if t.operator and t.operator.relation is not Relation.NULL
    ]
    if not compared or not all(operator.quantifier for operator in compared):
        return
    largest = len(texts) if len(texts) <= MAX_COMBINED_VALUES else 2
    for size in range(2, largest + 1):
        yield from combinations(texts[:MAX_PAIRED_VALUES], size)


# Keys of which callers cannot choose the value


def _form(key: str) -> str:
    """Return a pattern of all values of such a key, those of other accounts too."""
    if key.endswith(("account", "sourceowner")):
        return _ACCOUNT
    if key.endswith(("orgid", "orgpaths")):
        return _ORGANIZATION
    return f"arn:{_ACCOUNT}{ANY}" if key.endswith("arn") else _FORMS.get(key, ANY)


def _reachable(key: str, tests: Iterable[ConditionTest], variables: bool) -> list[Candidate]:
    """Return values of other accounts that the open patterns among the values distinguish.

    A value has the form of the key, unless a pattern requires another one.
    """
    form = _form(key)
    known = [test for test in tests if _relations([test]) & {*_TEXTUAL}]
    globs = _globs(known, variables)
    closed = [g for g in globs if is_fixed(g.pattern) or _names_owner(key, g)]
    open_ = [glob for glob in globs if glob not in closed]
    if not open_:
        return []
    odd = [glob.pattern for glob in open_ if not overlap(glob.pattern, form)]
    barred = [glob for glob in closed if not is_fixed(glob.pattern)]
    return [
        text
        for text in witnesses([Glob(form), *open_, *barred])
        if (UNNAMED in text or VARIABLE in text)
        and (matches(form, text) or any(matches(pattern, text) for pattern in odd))
        and not any(_fits(glob, text) for glob in barred)
    ]


def _fits(glob: Glob, text: str) -> bool:
    return (matches_arn if glob.by_part else matches)(glob.pattern, text)


def _names_owner(key: str, glob: Glob) -> bool:
    """Return whether a pattern with wildcards matches only what one account owns."""
    pattern = glob.pattern
    if key.endswith("orgpaths"):
        return "/" in pattern and is_fixed(pattern.split("/")[0])
    if key == "aws:userid":
        return ":" in pattern and is_fixed(pattern.split(":")[0])
    if key == SNS_ENDPOINT and not pattern.startswith("arn:"):
        return _names_host(pattern)
    if not key.endswith("arn") and key != SNS_ENDPOINT:
        return False
    parts = pattern.split(":", 5)
    if key == "aws:sourcearn" and parts[2:3] == ["s3"] and "/" not in parts[-1]:
        # Bucket names are unique across all accounts.
        return len(parts) > 5 and is_fixed(parts[5])
    if len(parts) < 6 or not parts[4] or not is_fixed(parts[4]):
        return False
    # The path of a role may have colons, so a star of StringLike before the account can match
    # another account.
    spills = not glob.by_part and key == "aws:principalarn"
    return not spills or is_fixed(":".join(parts[:4]))


def _names_host(pattern: str) -> bool:
    """Return whether all email addresses or URLs that match a pattern are of one host."""
    protocol, _, rest = pattern.rpartition("://")
    host, path, _ = rest.partition("/") if protocol else (rest.rpartition("@")[2], "/", "")
    return bool(path) and (bool(protocol) or "@" in rest) and is_fixed(host)

"""Text around the ARN of a resource makes it that of another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.aws.iam.language.patterns import matches, read_pattern
from iaclint.analyses.aws.iam.requests.other_resources import Owner, is_other
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Identity, PartialString, Unknown, Value, concatenate

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
ACCOUNT = "us-east-1:111122223333"
ARNS = {
    "aps": f"arn:aws:aps:{ACCOUNT}:workspace/own",
    "backup": f"arn:aws:backup:{ACCOUNT}:backup-vault:own",
    "cloudsearch": f"arn:aws:cloudsearch:{ACCOUNT}:domain/own",
    "cloudtrail": f"arn:aws:cloudtrail:{ACCOUNT}:eventdatastore/own",
    "dynamodb": f"arn:aws:dynamodb:{ACCOUNT}:table/own",
    "ecr": f"arn:aws:ecr:{ACCOUNT}:repository/own",
    "elasticfilesystem": f"arn:aws:elasticfilesystem:{ACCOUNT}:file-system/own",
    "es": f"arn:aws:es:{ACCOUNT}:domain/own",
    "events": f"arn:aws:events:{ACCOUNT}:event-bus/own",
    "glacier": f"arn:aws:glacier:{ACCOUNT}:vaults/own",
    "kinesis": f"arn:aws:kinesis:{ACCOUNT}:stream/own",
    "kms": f"arn:aws:kms:{ACCOUNT}:key/own",
    "s3": "arn:aws:s3:::own",
    "secretsmanager": f"arn:aws:secretsmanager:{ACCOUNT}:secret:own-a1b2c3",
    "sns": f"arn:aws:sns:{ACCOUNT}:own",
    "sqs": f"arn:aws:sqs:{ACCOUNT}:own",
}
"""The ARN of a resource with the name or id `own`."""
PATHS = {"dynamodb": FALSE, "es": FALSE, "kinesis": UNKNOWN, "s3": FALSE}
"""Services with something below the ARN of a resource, and whether `/*` names the resource."""
TEXTS = st.text("a-/:.*?", max_size=4)
X, Y = Unknown("var.x"), Unknown("var.y", Identity("the root", "var.y"))


def attribute(name: str, owner: str = "a_queue.own", form: Form = Form.ARN) -> Unknown:
    nature = Nature(form, is_assigned=True, is_of_resource=True)
    return Unknown(f"{owner}.{name}", Identity(owner, name, owner.partition(".")[0], nature))


OWN, OTHER = attribute("arn"), attribute("arn", "a_queue.other")
NAME, URL = attribute("name", form=Form.NAME), attribute("id", form=Form.ID)
OTHER_NAME = attribute("name", "a_queue.other", Form.NAME)


def owner(service: str = "sqs", name: Value = "own") -> Owner:
    return Owner("a_queue", "a_queue.own", name, service)


def text(*parts: str | Unknown) -> Value:
    return concatenate(list(parts))


@given(st.sampled_from(sorted(ARNS.keys() - PATHS.keys())), TEXTS, TEXTS)
def test_a_reference_is_compared_as_the_arn_that_it_stands_for(
    service: str, before: str, after: str
) -> None:
    arn = ARNS[service]
    expected = Truth.of(not matches(read_pattern(before + arn + after), arn))
    assert is_other(text(before, OWN, after), owner(service, ABSENT)) is expected
    assert is_other(text(before, OWN, after), owner(service)) is expected
    assert is_other(before + arn + after, owner(service)) is expected


@given(st.sampled_from(sorted(PATHS)), TEXTS, TEXTS)
def test_what_is_below_an_arn(service: str, before: str, after: str) -> None:
    arn = ARNS[service]
    found = is_other(text(before, OWN, after), owner(service))
    assert found is is_other(before + arn + after, owner(service))
    if not set(before + after) & set("*?"):
        is_below = not before and after.startswith("/") and service != "kinesis"
        assert found is Truth.of(bool(before or after) and not is_below)


@pytest.mark.parametrize("service", ARNS)
@pytest.mark.parametrize("name", ["own", ABSENT, X])
def test_idioms(service: str, name: Value) -> None:
    def judge(*parts: str | Unknown) -> Truth:
        return is_other(text(*parts), owner(service, name))

    assert judge(OWN) is judge(OWN, "*") is FALSE
    assert judge(OWN, "/*") is PATHS.get(service, TRUE)
    assert judge(OWN, "-other") is judge(OWN, "-*") is judge(OWN, "-?") is TRUE
    assert judge("x", OWN) is judge(ARNS["sqs"], OWN) is TRUE


@pytest.mark.parametrize("name", ["own", ABSENT, X])
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((NAME,), FALSE),
        ((URL,), FALSE),
        ((URL, "-other"), TRUE),
        (("arn:aws:sqs:", X, ":", X, ":", NAME), FALSE),
        (("arn:aws:sqs:", X, ":", X, ":", NAME, "*"), FALSE),
        (("arn:aws:sqs:", X, ":", X, ":", NAME, "-other"), TRUE),
        (("arn:aws:sqs:", X, ":", X, ":x", NAME), TRUE),
        (("arn:aws:sns:", X, ":", X, ":", NAME), TRUE),
        ((OWN, X), UNKNOWN),
        ((X, OWN), UNKNOWN),
        ((OWN, "-", X), TRUE),
        (("arn:aws:sqs:", X, ":", X, ":", NAME, X), UNKNOWN),
        ((OTHER,), TRUE),
        ((OTHER, "/*"), TRUE),
        (("arn:aws:sqs:", X, ":", X, ":", OTHER_NAME), TRUE),
    ],
)
def test_attributes_in_a_text(
    name: Value, parts: tuple[str | Unknown, ...], expected: Truth
) -> None:
    assert is_other(text(*parts), owner(name=name)) is expected


@pytest.mark.parametrize(
    ("name", "parts", "expected"),
    [
        ("orders", (OTHER, "-dead"), TRUE),
        ("orders-dead", (OTHER, "-dead"), UNKNOWN),
        (PartialString((OTHER_NAME, "-dead")), ("arn:aws:sqs:*:*:", OTHER_NAME, "-dead"), FALSE),
        (PartialString((OTHER_NAME, "-dead")), ("arn:aws:sqs:*:*:", OTHER_NAME), TRUE),
        (X, ("arn:aws:sqs:*:*:", X), UNKNOWN),
        (X, ("arn:aws:sqs:*:*:", Unknown("var.y")), UNKNOWN),
        (Y, ("arn:aws:sqs:*:*:", Y), FALSE),
        (Y, ("arn:aws:sqs:*:*:", Y, "-other"), TRUE),
        (Y, ("arn:aws:sqs:*:*:", Y, X), UNKNOWN),
        (Y, ("arn:aws:sqs:*:*:orders",), UNKNOWN),
        (Y, ("arn:aws:sqs:", Y, ":*:orders"), UNKNOWN),
        (PartialString((X, "-a")), ("arn:aws:sqs:*:*:", X, "-b"), TRUE),
        ("own", ("arn:aws:sqs:*:*:", X), UNKNOWN),
        ("own", ("arn:aws:sqs:*:*:", X, "-other"), TRUE),
        ("own", (X, "-other"), TRUE),
        ("own", (X, ":own"), UNKNOWN),
        (ABSENT, (X, "-other"), UNKNOWN),
        ("own", ("arn:aws:sqs:", attribute("region", form=Form.OTHER), ":*:own"), FALSE),
        ("own", (Unknown("module.x.arn", derived=Nature(Form.ARN)),), UNKNOWN),
        ("own", (Unknown("module.x.arn", derived=Nature(Form.ARN)), "-other"), TRUE),
    ],
)
def test_names_that_are_partly_unknown(
    name: Value, parts: tuple[str | Unknown, ...], expected: Truth
) -> None:
    assert is_other(text(*parts), owner(name=name)) is expected


def test_what_is_no_text_is_undecided() -> None:
    assert is_other(("*",), owner()) is UNKNOWN


def test_symbols_are_no_patterns() -> None:
    for symbol in ("\ue100", "a:b", "var.*"):
        unknown = Unknown(symbol)
        assert is_other(text("arn:aws:sqs:*:*:", unknown), owner()) is UNKNOWN

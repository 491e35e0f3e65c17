from __future__ import annotations

from collections.abc import Mapping

import pytest

from iaclint.models.words import translate
from iaclint.symbolic.values import ABSENT, Identity, PartialString, Unknown, Value

KEYS: Mapping[str, Value] = {"": None, "alias/aws/rds": None, "aws_kms_key": "customer"}
ACCOUNT = Unknown("account")


def found(kind: str) -> Unknown:
    return Unknown("data.k.arn", Identity("o", "arn", kind))


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("", ABSENT),
        ("alias/own", "alias/own"),
        ("arn:aws:kms:eu-west-1:111122223333:alias/aws/rds", ABSENT),
        (PartialString(("arn:aws:kms:eu-west-1:", ACCOUNT, ":alias/aws/rds")), ABSENT),
        (PartialString(("arn:aws:kms:eu-west-1:", ACCOUNT, ":key/1234")), "customer"),
        (PartialString(("arn:aws:kms:eu-west-1:", ACCOUNT, ":key/", Unknown("k"))), "customer"),
        (found("aws_kms_key"), "customer"),
        (found("alias/aws/rds"), ABSENT),
        (found("alias/aws/sqs"), "alias/aws/sqs"),
        (found("data.aws_kms_key"), found("data.aws_kms_key")),
    ],
)
def test_keys(value: Value, word: Value) -> None:
    assert translate(value, KEYS) == word


def test_the_arn_of_a_key_is_no_word_of_other_fields() -> None:
    arn = PartialString(("arn:aws:kms:eu-west-1:", ACCOUNT, ":key/1234"))
    assert translate(arn, {"Enabled": True}) == arn


@pytest.mark.parametrize("value", [True, "true", "True", "1"])
def test_texts_of_booleans_are_words(value: Value) -> None:
    assert translate(value, {"true": "on", "false": "off"}) == "on"
    assert translate(value, {"Enabled": True}) == value


@pytest.mark.parametrize(("words", "is_set"), [({"/": None}, False), ({"/": "root"}, True)])
def test_a_parameter_can_be_a_word_for_not_set(words: Mapping[str, Value], is_set: bool) -> None:
    given = Unknown("Path", Identity("o", "Path", ""), not_null=True)
    assert translate(given, words) == Unknown("Path", given.identity, not_null=is_set)

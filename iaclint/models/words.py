"""The words of a language, translated to those of the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from iaclint.symbolic.booleans import BOOLEANS
from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.values import (
    ABSENT,
    AWS_MANAGED_KEY,
    Choice,
    PartialString,
    Unknown,
    Value,
)
from iaclint.symbolic.worlds import spread

_GIVEN: Final = ("", "parameter:echo")
"""The kinds of what is not an attribute of a resource."""

_KEYS: Final = ("aws_kms_key", "AWS::KMS::Key")


def translate(value: Value, words: Mapping[str, Value] | None) -> Value:
    """Return a value with the language's words translated to the model's, at every depth.

    An attribute of a resource of a type that is one of the words is such a word too, and so is an
    ARN that ends in one: ``arn:aws:kms:eu-west-1:111122223333:alias/aws/rds``. An AWS managed key
    that a data source finds is read as its alias.
    """
    if words is None:
        return value
    if isinstance(value, Choice):
        return map_choice(value, lambda option: translate(option, words))
    kind = value.identity.kind if isinstance(value, Unknown) and value.identity else ""
    if (kind and kind in words) or kind.startswith(AWS_MANAGED_KEY):
        word = words.get(kind, kind)
        return ABSENT if word is None else word
    if isinstance(value, (str, bool, PartialString)):
        word = next((words[text] for text in _spellings(value) if text in words), value)
        return ABSENT if word is None else word
    if isinstance(value, tuple):
        return tuple(translate(item, words) for item in value)
    if isinstance(value, Unknown) and value.options is not None:
        limited = spread(value)
        if isinstance(limited, Choice):
            return translate(limited, words)
        return replace(value, options=tuple(translate(o, words) for o in value.options))
    if isinstance(value, Unknown) and kind in _GIVEN and None in words.values():
        # A parameter that is given can be a word for "not set", unless it names a resource.
        return replace(value, not_null=value.not_null and value.nature.is_of_resource)
    return value


def _spellings(value: str | bool | PartialString) -> Iterator[str]:
    """Yield a value as a word, and what follows the last colon of an ARN.

    The ARN of a KMS key with unknown parts is also a word for such a key: it is no alias.
    """
    if not isinstance(value, PartialString):
        yield value if isinstance(value, str) else str(value).lower()
    if isinstance(value, str) and value.lower() in BOOLEANS:
        yield str(BOOLEANS[value.lower()]).lower()
    start, end = (value.prefix, value.suffix) if isinstance(value, PartialString) else (value,) * 2
    if isinstance(start, str) and start.startswith("arn:") and ":" in str(end):
        yield str(end).rpartition(":")[2]
    if isinstance(value, PartialString) and _is_arn_of_key(value):
        yield from _KEYS


def _is_arn_of_key(value: PartialString) -> bool:
    known = [part for part in value.parts if isinstance(part, str)]
    return value.prefix.startswith("arn:") and any(":key/" in part for part in known)


def translate_given(value: Value, words: Mapping[str, Value] | None, default: Value) -> Value:
    """Translate a value, with the default in the place of words that mean "not set"."""
    if isinstance(value, Choice):
        return map_choice(value, lambda option: translate_given(option, words, default))
    translated = translate(value, words)
    if value is ABSENT or default is ABSENT:
        return translated
    return _or_default(translated, default)


def _or_default(value: Value, default: Value) -> Value:
    """Return a value with the default where it is not set; an unknown is then never null."""
    if isinstance(value, Choice):
        return map_choice(value, lambda option: _or_default(option, default))
    if isinstance(value, Unknown):
        return replace(value, not_null=True)
    return default if value is ABSENT else value

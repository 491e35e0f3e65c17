"""What an attribute is, whatever language refers to it: an ARN, an id, the number of an account.

Front ends set it, and analyses read it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from typing import Protocol

    class Limit(Protocol):
        """What else says which texts a value can be, such as the constraints of a parameter."""

        @property
        def is_never_empty(self) -> bool:
            """Whether the value is certainly not empty, as far as this is easily told."""

        def may_be(self, text: str) -> bool:
            """Return whether the value can be a text."""


class Form(Enum):
    """How an attribute is written."""

    OTHER = "other"
    """Not known: it can be any text."""
    ARN = "ARN"
    ARN_PATTERN = "ARN pattern"
    """It starts as an ARN does; what follows can be any text."""
    ID = "id"
    NAME = "name"
    ACCOUNT = "account"
    """The number of the account that the configuration is deployed to."""
    EMAIL = "email"
    """The email address of a service account or user of Google Cloud."""
    MEMBER = "member"
    """A principal in an IAM policy of Google Cloud: ``serviceAccount:app@acme.example``."""
    ADDRESS = "IP address"
    """The address of one machine or gateway, without the length of a prefix: not ``0.0.0.0``."""
    LENGTH = "length"
    """The length of a text that is not empty: a number above 0."""
    PART = "part"
    """A part or another spelling of any of these."""


class Nature(Struct, frozen=True):
    """What is certain of an attribute before its value is known."""

    form: Form = Form.OTHER
    service: str = ""
    """The service in an ARN, as in ``arn:aws:s3:…``; empty where it is not known."""
    is_assigned: bool = False
    """Whether AWS assigns it, so that it names one thing and holds no wildcard."""
    is_of_organization: bool = False
    """Whether it may be of another account, such as those of an organization."""
    is_of_resource: bool = False
    """Whether a resource of the configuration has it, so that it refers to nothing else."""
    is_unguessable: bool = False
    """Whether nobody outside of the deployment can guess it."""
    call_arguments: frozenset[str] = frozenset()
    """Of an output of a module that is not loaded: the names of the arguments of its call."""
    is_never_empty: bool = False
    """Whether it always has a value, and not an empty one."""
    delivers_for: str = ""
    """The service of AWS that delivers logs as this account or user; empty for all others."""
    limits: tuple[Limit, ...] = ()
    """What else says which texts it can be, however these are read."""


UNSPECIFIED: Final = Nature()
"""The nature of an attribute of which nothing is certain."""

_PATTERNS: Final = {
    Form.ARN: re.compile("arn:.+", re.DOTALL),
    Form.ACCOUNT: re.compile("[0-9]{12}"),
    Form.EMAIL: re.compile(".+@.+", re.DOTALL),
    Form.MEMBER: re.compile("[A-Za-z]+:.+", re.DOTALL),
    Form.ADDRESS: re.compile(r"(?!0\.0\.0\.0$|::$)[0-9A-Fa-f.:]+"),
    Form.PART: re.compile("[^*?]+"),
}
"""What values of a form look like."""


def may_be(nature: Nature, text: str) -> bool:
    """Return whether an attribute can have a value, as far as its form tells.

    Attributes that are not set may be empty.
    """
    if not text:
        return not nature.is_never_empty
    pattern = _PATTERNS.get(nature.form) if nature.is_assigned else None
    return pattern is None or pattern.fullmatch(text) is not None


def may_be_written(nature: Nature, text: str) -> bool:
    """Return whether an attribute can be exactly a text, as far as its form and its limits tell.

    Not for the words that models and languages read in several spellings: ``true`` is ``TRUE``.
    """
    return may_be(nature, text) and all(limit.may_be(text) for limit in nature.limits)


def limited(nature: Nature, limit: Limit) -> Nature:
    """Return what is certain of an attribute that has one more limit."""
    is_never_empty = nature.is_never_empty or limit.is_never_empty
    return replace(nature, limits=(*nature.limits, limit), is_never_empty=is_never_empty)


_WHOLE: Final = _PATTERNS.keys() - {Form.PART}
_PUNCTUATION: Final = re.compile("""[\\s"'<>{}\\[\\]%$\\\\]""")
"""What no ARN, account or email address contains."""
_SEPARATORS: Final = re.compile(r"[,;|]")
"""What no email address or principal of Google Cloud contains either."""
_DELIVERER: Final = re.compile("[a-z0-9:-]+")
"""What ARNs and ids of accounts and users that deliver logs are written with."""


def may_contain(nature: Nature, text: str) -> bool:
    """Return whether a text may occur in the value of an attribute."""
    if not nature.is_assigned or nature.form not in _WHOLE or not text:
        return True
    if nature.form is Form.ACCOUNT:
        return text.isdecimal()
    if nature.delivers_for:
        return _DELIVERER.fullmatch(text) is not None
    if nature.form in (Form.EMAIL, Form.MEMBER) and _SEPARATORS.search(text):
        return False
    return _PUNCTUATION.search(text) is None


OF_ANY_PARTS: Final = (Form.OTHER, Form.ARN_PATTERN, Form.LENGTH)
"""The forms whose parts can be any text."""
ARN_PATTERN: Final = Nature(Form.ARN_PATTERN, is_of_organization=True)
"""The nature of ``arn:aws:iam::${var.account}:root``: of any account, but not everyone."""


def part_of_all(natures: Collection[Nature]) -> Nature:
    """Return what is certain of a part, or another spelling, of attributes of some natures."""
    if not natures or any(nature.form in OF_ANY_PARTS for nature in natures):
        return UNSPECIFIED
    return Nature(
        Form.PART,
        is_assigned=all(nature.is_assigned for nature in natures),
        is_of_organization=any(nature.is_of_organization for nature in natures),
    )


def start_of(nature: Nature) -> str:
    """Return the text that the values of an attribute certainly start with."""
    return "arn:" if nature.is_assigned and nature.form is Form.ARN else ""


def form_of(name: str) -> Form:
    """Return the form of an attribute by its name: ``role_arn``, ``RoleId``."""
    lower = name.lower()
    endings = {"arn": Form.ARN, "id": Form.ID, "name": Form.NAME}
    return next((form for end, form in endings.items() if lower.endswith(end)), Form.OTHER)


class Symbol(str):
    """The symbol of an attribute with a nature.

    The value that a function returns for an unknown argument has no identity, but it keeps the
    symbol: ``lower(random_id.x.hex)`` depends on ``random_id.x.hex``.
    """

    __slots__ = ("nature",)
    nature: Nature

    def __new__(cls, text: str, nature: Nature) -> Symbol:
        """Return a text with a nature."""
        symbol = super().__new__(cls, text)
        symbol.nature = nature
        return symbol


def named(text: str, nature: Nature) -> str:
    """Return the symbol of an attribute; most natures matter only for the attribute itself."""
    return Symbol(text, nature) if nature.is_unguessable else text


def is_unguessable(symbol: str) -> bool:
    """Return whether what a symbol stands for is not to be guessed by outsiders."""
    return isinstance(symbol, Symbol) and symbol.nature.is_unguessable

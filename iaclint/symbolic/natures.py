"""What an attribute is, whatever language refers to it: an ARN, an id, the number of an account.

Front ends know the attributes of their resources and say it; analyses only read it.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from msgspec import Struct


class Form(Enum):
    """How an attribute is written."""

    OTHER = "other"
    """Not known: it can be any text."""
    ARN = "ARN"
    ID = "id"
    NAME = "name"
    ACCOUNT = "account"
    """The number of the account that the configuration is deployed to."""


class Nature(Struct, frozen=True):
    """What is certain of an attribute before its value is known."""

    form: Form = Form.OTHER
    service: str = ""
    """The service in an ARN, as in ``arn:aws:s3:…``; empty where it is not known."""
    is_assigned: bool = False
    """Whether AWS assigns it, so that it names one thing and holds no wildcard."""
    is_of_organization: bool = False
    """Whether it belongs to an organization, which has many accounts."""
    is_of_resource: bool = False
    """Whether a resource of the configuration has it, so that it refers to nothing else."""
    is_unguessable: bool = False
    """Whether nobody outside of the deployment can guess it."""


UNSPECIFIED: Final = Nature()
"""The nature of an attribute of which nothing is certain."""


def form_of(name: str) -> Form:
    """Return the form that the name of an attribute tells: ``role_arn``, ``RoleId``."""
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

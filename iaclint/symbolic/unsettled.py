"""Unknown values that no input settles: no variable, parameter, option, data source or resource."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iaclint.symbolic.values import Unknown

ACCOUNT: Final = "the account of provider"
"""What the symbol of an account begins with that only the credentials tell."""

ENDPOINT: Final = "the endpoint of provider"
"""What the symbol of a custom endpoint begins with: which account answers there is not known."""

PROJECT: Final = "the project of"
"""What the symbol of a Google Cloud project begins with that only the environment tells."""

PROJECTS: Final = "the projects"
"""What the symbol of all projects of a folder or an organization begins with."""

ORDER: Final = "the order of updates"
"""What the symbol begins with of the order of updates that overwrite each other."""

NOT_TAKEN: Final = "which does not take this reference"
"""What the symbol ends with of an argument that does not take the reference to its owner."""

TAGS: Final = "the tags of the resource"
"""The symbol of tags that a resource inherits, on which a policy depends."""

PROVIDER_VERSION: Final = "the version of the provider"
"""What the symbol of a default begins with that depends on the version that is installed."""

TOO_LARGE: Final = "the policy is too large to evaluate"
TOO_COMPLEX: Final = "the policy is too complex to evaluate"

REJECTED: Final = "that AWS rejects"
"""What the symbol of a part of a policy ends with that AWS rejects: its effect is unknown."""

CONDITION: Final = "the condition on"
"""What the symbol of a condition of a policy begins with that has known values only."""

KNOWN_AFTER_APPLY: Final = "(known after apply)"
"""What the symbol of a planned value ends with."""

WITHOUT_REFERENCE: Final = "(known after apply, without an unknown reference)"
"""What the symbol of a planned value ends with that only a call such as ``timestamp()`` decides."""

_NAME: Final = r"\.[^.\[\]\s]+"
_KEY: Final = r'\[(?:"(?:[^"\\]|\\.)*"|[^"\]\s]*)\]'
"""The steps of an address: a name after a dot, and the key of an instance."""
_OWN_TYPES: Final = r"null_resource|random_\w+|terraform_data|time_\w+"
"""The types of resources that Terraform itself makes."""

_TOO_MUCH: Final = rf"{TOO_LARGE}|{TOO_COMPLEX}|more than [0-9,]+ .*"
"""The symbols of what is beyond a limit."""
_CAUSE: Final = (
    rf"{_TOO_MUCH}|.* {re.escape(WITHOUT_REFERENCE)}"
    r"|[\w:-]+\(\)|terraform\.applying|path\.cwd|a value that is .*"
    rf"|(?:module{_NAME}(?:{_KEY})?\.)*(?:{_OWN_TYPES}){_NAME}(?:{_NAME}|{_KEY})+"
    rf"(?: {re.escape(KNOWN_AFTER_APPLY)})?"
    rf"|{PROVIDER_VERSION}: .*|{ACCOUNT} .*|{ENDPOINT} .*|(?:{PROJECT}|{PROJECTS}) .*|{TAGS}"
    rf"|{ORDER} .*|.*, {NOT_TAKEN}"
    rf"|an? \w+ {REJECTED}|{CONDITION} .*|Fn::Transform .*|Fn::GetAZs.*"
    r"|AWS::(?:NotificationARNs|StackId|StackName|URLSuffix)"
)
"""The symbols.

Limits, functions that differ in each run, calls that are not made, values that Terraform itself
makes when it applies, the version of a provider that is not locked, accounts, endpoints and
projects that only the environment tells, the projects and tags that an organization policy
applies to, the order of updates, what is wrong in a policy, macros, and what CloudFormation knows
of a stack once it creates it.
"""
_REMEDIES: Final = {
    ACCOUNT: "set allowed_account_ids of the provider",
    ENDPOINT: "leave the endpoints of the provider out",
    PROJECTS: "use a policy of the project itself",
    PROJECT: "set project of the resource or of its provider",
    TAGS: "use a policy without conditions",
    ORDER: "set it in one of them",
    NOT_TAKEN: "refer to the resource by its name, or by what the argument takes",
    REJECTED: "correct the policy",
    CONDITION: "correct the policy",
    KNOWN_AFTER_APPLY: "name the planned module with --source, or write a known value",
    WITHOUT_REFERENCE: "name the planned module with --source, or write a known value",
}
"""What settles a cause, by a part of its symbol."""
_UNSETTLED: Final = rf"({_CAUSE})|condition .*? \(({_CAUSE})\)"


def unsettled_cause(symbol: str) -> str | None:
    """Return what no input settles behind a symbol; None if an input can settle it.

    The symbol of a condition in CloudFormation has it in parentheses.
    """
    found = re.fullmatch(_UNSETTLED, symbol)
    return None if found is None else found[1] or found[2]


def remedy(cause: str) -> str:
    """Return what to do about a cause that no input settles."""
    found = (text for part, text in _REMEDIES.items() if part in cause)
    return next(found, "write a known value")


def is_limit(cause: str) -> bool:
    """Return whether a cause is a limit; what is beyond it is not checked."""
    return re.fullmatch(_TOO_MUCH, cause) is not None


_BY_DEFAULT: Final = (
    r"in workspace (?:.+ or )?default(?: or .+)?"
    r"|in workspaces other than (?!(?:.+ and )?default(?: and .+)?$).+"
)
"""Cases that hold in the workspace that Terraform uses if none is selected."""


def hold_by_default(cases: Sequence[str]) -> bool:
    """Return whether cases only say in which workspace something fails, and it is the default."""
    return bool(cases) and all(re.fullmatch(_BY_DEFAULT, case) for case in cases)


def names_workspace(case: str) -> bool:
    """Return whether a case says in which workspace something fails."""
    return case.startswith("in workspace")


def unsettled_first(symbols: Sequence[str]) -> str:
    """Return the first of several symbols, all of which decide, that no input settles."""
    return next((each for each in symbols if unsettled_cause(each) is not None), symbols[0])


def settled_first(found: Iterable[Unknown]) -> Unknown | None:
    """Return the first of several unknowns that an input can settle, else the first of all."""
    every = list(found)
    settled = (unknown for unknown in every if unsettled_cause(unknown.symbol) is None)
    return next(settled, every[0] if every else None)

"""The settings of a configuration file. The reader and the JSON Schema follow these types.

The keys of the file are the names of the fields, with hyphens.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct, field

from iaclint.judging.exit_policy import Action
from iaclint.regions import ALL_REGIONS, REGIONS
from iaclint.ruleset.rule import Severity
from iaclint.ruleset.selection import DEFAULT, RuleLevel

Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Account: TypeAlias = Annotated[
    str, Meta(pattern="^[0-9]{12}$", description="An AWS account: 12 digits, in quotes.")
]
Region: TypeAlias = Annotated[
    str, Meta(description="An AWS region.", extra_json_schema={"enum": list(ALL_REGIONS)})
]
Partition: TypeAlias = Annotated[
    str, Meta(description="An AWS partition.", extra_json_schema={"enum": list(REGIONS)})
]
Parameter: TypeAlias = str | int | float | bool | None


class Deployment(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """How a root is deployed in one environment."""

    var_files: Annotated[
        tuple[Text, ...],
        Meta(description="Terraform variable files, relative to the root module."),
    ] = ()
    workspace: Annotated[
        Text | None,
        Meta(description="Value of terraform.workspace; by default the environment's name."),
    ] = None
    region: Annotated[Region | None, Meta(description="AWS region of the stacks.")] = None
    account: Annotated[Account | None, Meta(description="AWS account of the stacks.")] = None
    partition: Annotated[Partition | None, Meta(description="AWS partition of the stacks.")] = None
    parameters: Annotated[
        Mapping[str, Parameter],
        Meta(description="Values of CloudFormation parameters; null for a value that is unknown."),
    ] = field(default_factory=lambda: MappingProxyType({}))
    parameter_files: Annotated[
        tuple[Text, ...],
        Meta(description="CloudFormation parameter files, relative to the template."),
    ] = ()
    allowed_accounts: Annotated[
        tuple[Account, ...],
        Meta(description="AWS accounts that may have access."),
    ] = ()


class Environment(Deployment, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """One environment of a root."""


class Root(
    Deployment,
    frozen=True,
    rename="kebab",
    forbid_unknown_fields=True,
    kw_only=True,
):
    """The root modules and templates that match a pattern, and how they are deployed."""

    path: Annotated[
        Text | Annotated[tuple[Text, ...], Meta(min_length=1)],
        Meta(description="Patterns of root modules and templates: infra/*, stacks/*.yaml."),
    ]
    environments: Annotated[
        Mapping[Text, Environment],
        Meta(description="Environments by name; the root is checked once for each of them."),
    ] = field(default_factory=lambda: MappingProxyType({}))


class Suppressions(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What suppressions in the source may do."""

    allowed: Annotated[bool, Meta(description="Whether suppressions have an effect.")] = True
    other_tools: Annotated[
        bool, Meta(description="Whether those of other tools do: checkov:skip and others.")
    ] = True
    require_reason: Annotated[
        bool, Meta(description="Whether one without a reason has no effect.")
    ] = False
    max_days: Annotated[
        Annotated[int, Meta(ge=1)] | None,
        Meta(description="How many days one may apply at most; each then needs a last day."),
    ] = None
    forbidden_rules: Annotated[
        tuple[Text, ...],
        Meta(description="Rules whose findings cannot be suppressed; * matches any text."),
    ] = ()

    problems: Annotated[
        Action,
        Meta(description="What to do about unused, expired, unexplained and refused ones."),
    ] = Action.REPORT


class Settings(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Configuration of iaclint: .iaclint.yaml."""

    profile: Annotated[
        Text, Meta(description="Which rules to run: default, all, or a framework such as hipaa.")
    ] = DEFAULT
    rules: Annotated[
        Mapping[Text, RuleLevel],
        Meta(
            description="Rules to enable or disable, or their severity, by id; * matches any text."
            " The last entry that matches a rule holds."
        ),
    ] = field(default_factory=lambda: MappingProxyType({}))
    fail_on: Annotated[Severity, Meta(description="Lowest severity to fail on.")] = Severity.LOW
    unknown: Annotated[Action, Meta(description="What to do about checks that are undecided.")] = (
        Action.REPORT
    )
    coverage: Annotated[
        Action,
        Meta(description="What to do if nothing was checked, or something could not be loaded."),
    ] = Action.REPORT
    exclude: Annotated[
        tuple[Text, ...],
        Meta(description="Files and folders to leave out, as in .gitignore."),
    ] = ()
    rule_folders: Annotated[
        tuple[Text, ...], Meta(description="Folders of additional rules and models.")
    ] = ()
    stubs: Annotated[
        tuple[Text, ...],
        Meta(description="Folders of stubs for modules that are not loaded."),
    ] = ()
    allowed_accounts: Annotated[
        tuple[Account, ...],
        Meta(description="AWS accounts that may have access to all resources."),
    ] = ()
    suppressions: Annotated[
        Suppressions, Meta(description="What suppressions in the source may do.")
    ] = Suppressions()
    roots: Annotated[
        tuple[Root, ...],
        Meta(description="How root modules and templates are deployed; later entries win."),
    ] = ()

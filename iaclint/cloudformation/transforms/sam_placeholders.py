"""Placeholders for local code, which ``sam package`` uploads and replaces by its URI.

The transform accepts only URIs. No rule reads code, so any URI will do.
"""

from __future__ import annotations

from typing import Any, Final

CODE: Final = "s3://bucket/key"
IMAGE: Final = "123456789012.dkr.ecr.us-east-1.amazonaws.com/image:latest"

_LOCATIONS: Final = {
    "AWS::Serverless::Function": "CodeUri",
    "AWS::Serverless::WebFunction": "CodeUri",
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Serverless::Api": "DefinitionUri",
    "AWS::Serverless::HttpApi": "DefinitionUri",
    "AWS::Serverless::StateMachine": "DefinitionUri",
}
_REQUIRED: Final = ("CodeUri", "ContentUri")
_ELSEWHERE: Final = ("InlineCode", "DefinitionBody", "Definition")


def insert_placeholders(template: dict[str, Any]) -> dict[str, Any]:
    """Replace local code by URIs; return values for parameters that require one."""
    parameters: dict[str, Any] = {}
    functions = _map(_map(template.get("Globals")).get("Function"))
    _set_alias(functions, parameters)
    for resource in _map(template.get("Resources")).values():
        kind = _map(resource).get("Type")
        if not isinstance(kind, str) or kind not in _LOCATIONS:
            continue
        if not isinstance(resource.get("Properties"), dict):
            continue
        properties = resource["Properties"]
        inherited = functions if kind == "AWS::Serverless::Function" else {}
        _fill(properties, inherited, _LOCATIONS[kind])
        _set_alias(properties, parameters)
    return parameters


def _fill(properties: dict[str, Any], inherited: dict[str, Any], name: str) -> None:
    package = properties.get("PackageType", inherited.get("PackageType"))
    if package == "Image":
        properties["ImageUri"] = IMAGE
        return
    given = properties.get(name, inherited.get(name))
    is_stack_instance = given is None and any(key in properties for key in _ELSEWHERE)
    if is_stack_instance or (given is None and name not in _REQUIRED) or _is_uploaded(given):
        return
    properties[name] = CODE


def _is_uploaded(given: object) -> bool:
    if isinstance(given, dict):
        return "Bucket" in given
    return isinstance(given, str) and given.startswith("s3://")


def _set_alias(properties: dict[str, Any], parameters: dict[str, Any]) -> None:
    """Set the parameter that names an alias: the transform requires its value."""
    name = _map(properties.get("AutoPublishAlias")).get("Ref")
    if isinstance(name, str):
        parameters[name] = "alias"


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}

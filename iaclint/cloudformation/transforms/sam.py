"""The transform AWS::Serverless-2016-10-31, with the SAM translator of AWS.

Imported only if a template uses it: the translator takes most of a second to load.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from msgspec import Struct

from iaclint.cloudformation.template.locations import APPLICATION, STACK
from iaclint.cloudformation.template.template import SECTIONS, Template, template_error
from iaclint.cloudformation.transforms.canonical_form import to_plain
from iaclint.cloudformation.transforms.sam_loops import LoopNames
from iaclint.cloudformation.transforms.sam_placeholders import insert_placeholders
from iaclint.cloudformation.transforms.sam_source_map import SERVERLESS, SourceMapper
from iaclint.cloudformation.transforms.sam_steps import SamSteps, TooManySteps
from iaclint.syntax.tree import Entry, Mapping

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.options import Options
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span


_CODE: Final = "sam-transform"
_DEFAULT_REGION: Final = "us-east-1"
"""The translator requires a region. Its output keeps references to the region."""


def expand_sam(
    template: Template, root: Mapping, options: Options
) -> tuple[Template, list[Diagnostic]]:
    """Return the template that SAM generates, with the spans of its source.

    A resource that SAM rejects is reported and kept. If the transform fails as a whole, the
    template is returned unchanged.
    """
    place = root.entries["Transform"].key.span
    diagnostics: list[Diagnostic] = []
    invalid: dict[str, None] = {}
    loops = LoopNames(template.resources, template.source.data)
    steps = SamSteps()
    while True:
        try:
            with steps.counted(len(template.resources)):
                translated = _translate(template, root, invalid, options, loops)
        except TooManySteps:
            message = "the SAM transform of this template takes too many steps"
            return template, [*diagnostics, template_error(place, message, code=_CODE)]
        except _InvalidTemplate as error:
            diagnostics += _diagnostics(error, template, place)
            new = [name for name in error.names if name not in invalid]
            if not new:
                return template, diagnostics
            invalid |= dict.fromkeys(new)
            continue
        expanded = SourceMapper(template, root, place).template(translated, invalid)
        return expanded, diagnostics


class _InvalidTemplate(Exception):
    """SAM rejects a template; ``names`` are the invalid resources."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__(*messages)
        self.messages = messages
        """The resource of each error message, empty if it is not known."""

    @property
    def names(self) -> list[str]:
        return [name for name in self.messages.values() if name]


def _diagnostics(error: _InvalidTemplate, template: Template, place: Span) -> list[Diagnostic]:
    found = []
    for message, name in error.messages.items():
        entry = template.resources.get(name)
        span = place if entry is None else entry.key.span
        found.append(template_error(span, f"SAM transform failed: {message}", code=_CODE))
    return found


class _Session(Struct, frozen=True):
    """A substitute for the boto3 session, from which the translator reads the region."""

    region_name: str


def _translate(
    template: Template,
    root: Mapping,
    invalid: MappingABC[str, None],
    options: Options,
    loops: LoopNames,
) -> dict[str, Any]:
    """Return the translated template as plain data; raises ``_InvalidTemplate``."""
    from samtranslator.model.exceptions import ExceptionWithMessage, InvalidDocumentException
    from samtranslator.parser.parser import Parser

    # Its log repeats its exceptions.
    logger = logging.getLogger("samtranslator")
    logger.propagate, logger.handlers = False, [logging.NullHandler()]
    plain = loops.hide(_translator_input(template, root, invalid))
    given = {name: value for name, value in options.parameters.items() if value is not None}
    parameters: dict[str, Any] = {**given, **insert_placeholders(plain)}
    for name in ("AWS::Region", "AWS::Partition"):
        parameters[name] = {"Ref": name}
    session = _Session(options.region or _DEFAULT_REGION)
    translator = _translator().Translator({}, Parser(), boto_session=session)
    try:
        translated: dict[str, Any] = translator.translate(plain, parameters)
    except InvalidDocumentException as error:
        raise _InvalidTemplate(
            loops.restore({_message_of(c): getattr(c, "_logical_id", "") for c in error.causes})
        ) from None
    except ExceptionWithMessage as error:
        messages = {_message_of(error): getattr(error, "_logical_id", "")}
        raise _InvalidTemplate(loops.restore(messages)) from None
    except TooManySteps:
        raise
    except Exception as error:  # an invalid template may make it raise anything
        message = f"{type(error).__name__}: {error}"
        raise _InvalidTemplate({message: ""}) from None
    return cast("dict[str, Any]", loops.restore(translated))


@lru_cache(maxsize=1)
def _translator() -> Any:
    """Return the module of the translator, with its policy templates cached.

    Otherwise it reads and validates them for every template, which takes most of its time.
    """
    from samtranslator.translator import translator

    name = "make_policy_template_for_function_plugin"
    original = getattr(translator, name, None)
    if original is not None:  # it is not a documented part of the translator
        setattr(translator, name, lru_cache(maxsize=1)(original))
    return translator


def _message_of(error: Any) -> str:
    """Return a message of the translator without its prefix that names the resource."""
    message = str(error.message)
    start, found, rest = message.partition("] is invalid. ")
    return rest if found and start.startswith("Resource with id [") else message


def _translator_input(
    template: Template, root: Mapping, invalid: MappingABC[str, None]
) -> dict[str, Any]:
    """Return a template as plain data, without the values that the translator would fetch."""
    kept = ((name, entry) for name, entry in root.entries.items() if name != "Metadata")
    plain = {name: to_plain(entry.value) for name, entry in kept}
    for name, entries in zip(SECTIONS, _sections(template), strict=True):
        # A section that is no mapping is reported, and has no entries.
        if entries or name in plain:
            plain[name] = {key: to_plain(entry.value) for key, entry in entries.items()}
    resources: dict[str, Any] = plain.setdefault("Resources", {})
    for name, resource in resources.items():
        kind = resource.get("Type") if isinstance(resource, dict) else None
        if name in invalid or not isinstance(resource, dict):
            resources[name] = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
        elif kind == APPLICATION and isinstance(_properties(resource).get("Location"), dict):
            # The template of a Serverless Application Repository application is not local.
            parameters = _properties(resource).get("Parameters", {})
            resources[name] = {"Type": STACK, "Properties": {"Parameters": parameters}}
        elif isinstance(kind, str) and kind.startswith(SERVERLESS):
            resource.setdefault("Properties", {})
            _complete_definition(_properties(resource))
    return plain


def _complete_definition(properties: dict[str, Any]) -> None:
    """Add what SAM asks of an API definition where a file that was not included may have it."""
    definition = properties.get("DefinitionBody")
    if isinstance(definition, dict) and "Fn::Transform" in definition:
        properties["DefinitionBody"] = {"openapi": "3.0.1", "paths": {}, **definition}


def _properties(resource: dict[str, Any]) -> dict[str, Any]:
    properties = resource.get("Properties")
    return properties if isinstance(properties, dict) else {}


def _sections(template: Template) -> tuple[MappingABC[str, Entry], ...]:
    return (
        template.parameters,
        template.mappings,
        template.conditions,
        template.resources,
        template.outputs,
        template.rules,
    )

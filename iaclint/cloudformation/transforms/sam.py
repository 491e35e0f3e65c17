"""The transform AWS::Serverless-2016-10-31, by the translator that AWS itself uses.

Imported only where a template asks for it: the translator takes most of a second to load.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from iaclint.cloudformation.template.locations import APPLICATION, STACK
from iaclint.cloudformation.template.template import SECTIONS, Template, problem
from iaclint.cloudformation.transforms.canonical_form import to_plain
from iaclint.cloudformation.transforms.sam_placeholders import fill_in
from iaclint.cloudformation.transforms.sam_places import SERVERLESS, Expansion
from iaclint.limits import MAX_SAM_WORK
from iaclint.syntax.tree import Entry, Mapping

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.options import Options
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span

_CODE: Final = "sam-transform"
_SOMEWHERE: Final = "us-east-1"
"""The translator insists on a region; where it matters the name stays a reference."""


def expand_sam(
    template: Template, root: Mapping, options: Options
) -> tuple[Template, list[Diagnostic]]:
    """Return what SAM makes of a template, with the places that it comes from.

    A resource that SAM refuses is told, and left as it is. Where the transform fails
    altogether, so is the whole template.
    """
    place = root.entries["Transform"].key.span
    if len(template.source.data) * len(template.resources) > MAX_SAM_WORK:
        return template, [problem(place, "this template is too large for SAM", code=_CODE)]
    diagnostics: list[Diagnostic] = []
    refused: dict[str, None] = {}
    while True:
        try:
            translated = _translate(template, root, refused, options)
        except _Refusal as refusal:
            diagnostics += _tell(refusal, template, place)
            new = [name for name in refusal.names if name not in refused]
            if not new:
                return template, diagnostics
            refused |= dict.fromkeys(new)
            continue
        expanded = Expansion(template, root, place).template(translated, refused)
        return expanded, diagnostics


class _Refusal(Exception):
    """SAM refuses a template; ``names`` are the resources that are at fault."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__(*messages)
        self.messages = messages
        """What is wrong, and the resource that it is wrong with, empty where there is none."""

    @property
    def names(self) -> list[str]:
        return [name for name in self.messages.values() if name]


def _tell(refusal: _Refusal, template: Template, place: Span) -> list[Diagnostic]:
    found = []
    for message, name in refusal.messages.items():
        entry = template.resources.get(name)
        span = place if entry is None else entry.key.span
        found.append(problem(span, f"SAM refuses this: {message}", code=_CODE))
    return found


class _Session(Struct, frozen=True):
    """Stands for the connection to AWS that the translator asks for its region."""

    region_name: str


def _translate(
    template: Template, root: Mapping, refused: MappingABC[str, None], options: Options
) -> dict[str, Any]:
    """Return the translated template as plain data; raises ``_Refusal``."""
    from samtranslator.model.exceptions import ExceptionWithMessage, InvalidDocumentException
    from samtranslator.parser.parser import Parser

    # What it has to say it says by exceptions as well.
    logger = logging.getLogger("samtranslator")
    logger.propagate, logger.handlers = False, [logging.NullHandler()]
    plain = _plain(template, root, refused)
    given = {name: value for name, value in options.parameters.items() if value is not None}
    parameters: dict[str, Any] = {**given, **fill_in(plain)}
    for name in ("AWS::Region", "AWS::Partition"):
        parameters[name] = {"Ref": name}
    session = _Session(options.region or _SOMEWHERE)
    translator = _translator().Translator({}, Parser(), boto_session=session)
    try:
        translated: dict[str, Any] = translator.translate(plain, parameters)
    except InvalidDocumentException as error:
        raise _Refusal({_words(c): getattr(c, "_logical_id", "") for c in error.causes}) from None
    except ExceptionWithMessage as error:
        raise _Refusal({_words(error): getattr(error, "_logical_id", "")}) from None
    except Exception as error:  # whatever a template that nobody has checked makes it raise
        message = f"its translator fails with {type(error).__name__}: {error}"
        raise _Refusal({message: ""}) from None
    return translated


@lru_cache(maxsize=1)
def _translator() -> Any:
    """Return the module that translates.

    For every template it would read its own policy templates and hold them against their
    schema, which takes longer than all the rest: here they are read once.
    """
    from samtranslator.translator import translator

    name = "make_policy_template_for_function_plugin"
    original = getattr(translator, name, None)
    if original is not None:  # it is no documented part of the translator
        setattr(translator, name, lru_cache(maxsize=1)(original))
    return translator


def _words(error: Any) -> str:
    """Return a message of the translator without the name of the resource at its start."""
    message = str(error.message)
    start, found, rest = message.partition("] is invalid. ")
    return rest if found and start.startswith("Resource with id [") else message


def _plain(template: Template, root: Mapping, refused: MappingABC[str, None]) -> dict[str, Any]:
    """Return a template as plain data, without what the translator would look up at AWS."""
    kept = ((name, entry) for name, entry in root.entries.items() if name != "Metadata")
    plain = {name: to_plain(entry.value) for name, entry in kept}
    for name, entries in zip(SECTIONS, _sections(template), strict=True):
        if entries:
            plain[name] = {key: to_plain(entry.value) for key, entry in entries.items()}
    resources: dict[str, Any] = plain.get("Resources") or {}
    for name, resource in resources.items():
        kind = resource.get("Type") if isinstance(resource, dict) else None
        if name in refused or not isinstance(resource, dict):
            resources[name] = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
        elif kind == APPLICATION and isinstance(_properties(resource).get("Location"), dict):
            # An application of the public repository: its template is not at hand.
            parameters = _properties(resource).get("Parameters", {})
            resources[name] = {"Type": STACK, "Properties": {"Parameters": parameters}}
        elif isinstance(kind, str) and kind.startswith(SERVERLESS):
            resource.setdefault("Properties", {})
    return plain


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

"""The suppressions in the files of a run.

Most files have none: a search for a few words comes first, and all else is imported afterwards.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.faults import attempt
from iaclint.limits import MAX_SUPPRESSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iaclint.files.faults import Tell
    from iaclint.files.source import SourceFile
    from iaclint.suppressions.directive import SourceSuppression

_TOOLS = (b"checkov", b"bridgecrew", b"cfn_nag", b"guard", b"cfn-lint", b"runterrascan")
"""The keys of tools in metadata."""

_HCL = (".tf", ".tofu", ".tfvars", ".hcl")
_TERRAFORM_JSON = (".tf.json", ".tofu.json")


def read_all(sources: Iterable[SourceFile], tell: Tell) -> Iterator[SourceSuppression]:
    """Yield the suppressions in files; those in downloaded modules have no effect.

    Who writes a module cannot know the risk of those who deploy it: they suppress its findings at
    the call. ``tell`` takes the error about a file that cannot be read: it has no suppressions.
    """
    for source in sources:
        if not source.is_downloaded:
            read = partial(_read_some, source)
            yield from attempt(read, tell, f"suppressions in {source.display}") or ()


def _read_some(source: SourceFile) -> list[SourceSuppression]:
    return list(_within_limit(_read(source)))


def _within_limit(found: Iterable[SourceSuppression]) -> Iterator[SourceSuppression]:
    """Yield suppressions as long as they name fewer rules than the limit, and the next one."""
    left = MAX_SUPPRESSIONS
    for each in found:
        left -= max(1, len(each.directive.ids) + len(each.directive.except_ids))
        if left < 0:
            yield _beyond_limit(each)
            return
        yield each


def _beyond_limit(found: SourceSuppression) -> SourceSuppression:
    """Return the first one beyond the limit, as a mistake."""
    from iaclint.suppressions.own_syntax import mistaken

    message = f"more than {MAX_SUPPRESSIONS:,} suppressions in a file"
    return replace(found, directive=mistaken(message, "this one and the others have no effect"))


def _read(source: SourceFile) -> Iterator[SourceSuppression]:
    if source.path.endswith((*_HCL, *_TERRAFORM_JSON)):
        if _may_have_comments(source.data):
            yield from _read_terraform(source)
    elif _may_have_metadata(source.data) or _may_have_comments(source.data):
        yield from _read_template(source)


def _may_have_comments(data: bytes) -> bool:
    return b":ignore:" in data or b"skip=" in data or b"iaclint:" in data or b"kics-scan" in data


def _may_have_metadata(data: bytes) -> bool:
    return b"Metadata" in data and (b"iaclint" in data or any(tool in data for tool in _TOOLS))


def _read_terraform(source: SourceFile) -> Iterator[SourceSuppression]:
    """Yield the suppressions in a file; none if it is refused, so that it has no resources."""
    from iaclint.syntax.hcl.parser import refusal

    if refusal(source) is not None:
        return
    if source.path.endswith(_HCL):
        from iaclint.suppressions import hcl_comments

        yield from hcl_comments.find(source)
    else:
        yield from _read_terraform_json(source)


def _read_terraform_json(source: SourceFile) -> Iterator[SourceSuppression]:
    from iaclint.suppressions import json_comments
    from iaclint.syntax import json

    root, _ = json.parse(source)
    if root is not None:
        yield from json_comments.find(source, root)


def _read_template(source: SourceFile) -> Iterator[SourceSuppression]:
    from iaclint.suppressions import metadata, yaml_comments
    from iaclint.syntax.document import parse_document

    is_json = source.data.lstrip()[:1] == b"{"
    root, _ = parse_document(source, is_json)
    if root is None:
        return
    yield from metadata.read_template(source, root)
    if not is_json and _may_have_comments(source.data):
        yield from yaml_comments.find(source, root)

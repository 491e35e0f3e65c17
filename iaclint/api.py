"""The Python interface: check configurations without the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, overload

from iaclint.cloudformation.aws_environment import read_environment
from iaclint.cloudformation.parameter_files import read_parameters
from iaclint.files.globs import exclude_folder
from iaclint.files.trees import open_folder
from iaclint.options import Assignment, Options, Variables
from iaclint.request import Request, RuleChoice
from iaclint.ruleset.selection import DEFAULT
from iaclint.runs import run
from iaclint.suppressions.policy import SuppressionPolicy

if TYPE_CHECKING:
    from iaclint.judging.report import Report
    from iaclint.pipeline import Watch

AnyPath: TypeAlias = "str | os.PathLike[str]"
AnyPaths: TypeAlias = "AnyPath | Iterable[AnyPath]"

_NONE: Mapping[str, object] = MappingProxyType({})
_NO_FILES: Mapping[str, AnyPaths] = MappingProxyType({})


@overload
def check(paths: Request, *, progress: Watch = ...) -> Report: ...


@overload
def check(
    paths: AnyPaths = ...,
    *,
    rules: Iterable[str] = ...,
    skip: Iterable[str] = ...,
    profile: str = ...,
    rules_dir: AnyPaths = ...,
    stubs: AnyPaths = ...,
    var: Mapping[str, object] = ...,
    var_file: AnyPaths = ...,
    env: Mapping[str, AnyPaths] = ...,
    workspace: str | None = ...,
    parameters: Mapping[str, str] | AnyPaths = ...,
    region: str | None = ...,
    account: str | None = ...,
    partition: str | None = ...,
    source: AnyPath | None = ...,
    diff: str | None = ...,
    baseline: AnyPath | None = ...,
    validate_templates: bool = ...,
    suppressions: bool = ...,
    other_suppressions: bool = ...,
    content: bytes | None = ...,
    progress: Watch = ...,
) -> Report: ...


def check(
    paths: AnyPaths | Request = ".",
    *,
    rules: Iterable[str] = (),
    skip: Iterable[str] = (),
    profile: str = DEFAULT,
    rules_dir: AnyPaths = (),
    stubs: AnyPaths = (),
    var: Mapping[str, object] = _NONE,
    var_file: AnyPaths = (),
    env: Mapping[str, AnyPaths] = _NO_FILES,
    workspace: str | None = None,
    parameters: Mapping[str, str] | AnyPaths = (),
    region: str | None = None,
    account: str | None = None,
    partition: str | None = None,
    source: AnyPath | None = None,
    diff: str | None = None,
    baseline: AnyPath | None = None,
    validate_templates: bool = False,
    suppressions: bool = True,
    other_suppressions: bool = True,
    content: bytes | None = None,
    progress: Watch = lambda stage: None,
) -> Report:
    """Check Terraform, plans and CloudFormation in files and folders.

    Each argument has the meaning and the default of the option of ``iaclint check`` with its name.
    ``var`` takes values by name, and precedence over ``var_file``; ``env`` takes the variable files
    of each environment by its name; ``parameters`` takes values by name or parameter files.
    ``content`` is that of the only path, if it is not the one on the disk, as in an editor.
    ``paths`` can also be a ``Request``, which has all options itself. ``progress`` is called with
    the name of each stage when it begins.

    Nothing is printed or written. Errors in the configuration are diagnostics of the report. Raises
    ``UsageError`` for an argument that is invalid: a path, rule, profile, variable file or rule
    file that does not exist, cannot be read or has errors.
    """
    if isinstance(paths, Request):
        return _run(paths, progress)
    cwd = os.getcwd()
    values = parameters if isinstance(parameters, Mapping) else {}
    files = () if isinstance(parameters, Mapping) else _all(parameters)
    request = Request(
        paths=_all(paths),
        cwd=cwd,
        rules=RuleChoice(_all(rules), _all(skip), profile, _all(rules_dir)),
        options=Options(
            Variables(tuple(_assignments(var, var_file, env)), workspace),
            {**values, **read_parameters(files)},
            read_environment(region, account, partition),
            None if source is None else open_folder(os.fspath(source), cwd),
            stubs=_all(stubs),
        ),
        exclusions=tuple(exclude_folder(os.path.realpath(folder)) for folder in _all(stubs)),
        parameter_files=files,
        revision=diff,
        baseline=None if baseline is None else os.fspath(baseline),
        validate_templates=validate_templates,
        suppressions=SuppressionPolicy(allowed=suppressions, other_tools=other_suppressions),
        content=content,
    )
    return _run(request, progress)


def _run(request: Request, progress: Watch) -> Report:
    if request.revision is None:
        return run(request, progress)
    from iaclint.affected.run import check_since

    return check_since(request, progress)


def _all(paths: AnyPaths) -> tuple[str, ...]:
    if isinstance(paths, (str, os.PathLike)):
        return (os.fspath(paths),)
    return tuple(os.fspath(path) for path in paths)


def _assignments(
    var: Mapping[str, object], var_file: AnyPaths, env: Mapping[str, AnyPaths]
) -> Iterator[Assignment]:
    """Yield variable files and values, those with precedence last."""
    for file in _all(var_file):
        yield Assignment(file)
    for name, files in env.items():
        for file in _all(files):
            yield Assignment(file, environment=name)
    for name, value in var.items():
        yield Assignment(value if isinstance(value, str) else json.dumps(value), name)

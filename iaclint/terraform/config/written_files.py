"""The files that a run of Terraform writes: functions see them in the next plan, if not in this.

Source: *Dependency Lock File*, *terraform init*, *Backend Type: local* and *Provisioners*
(Terraform documentation); the documentation of the providers ``local``, ``archive`` and
``external``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.config.constants import text_argument
from iaclint.terraform.config.lock_file import LOCK_FILE

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module

_STATE: Final = "terraform.tfstate"
_FIXED: Final = (
    LOCK_FILE,
    ".terraform/environment",
    ".terraform/modules/",
    ".terraform/plugin_path",
    ".terraform/plugins/",
    ".terraform/providers/",
    f".terraform/{_STATE}",
    "errored.tfstate",
    f"{_STATE}.d/",
)
_OUTPUTS: Final = {
    "local_file": "filename",
    "local_sensitive_file": "filename",
    "archive_file": "output_path",
    "data.archive_file": "output_path",
    "template_dir": "destination_dir",
}
"""The types that write a file, each with the argument for its path."""
_PROGRAM: Final = "data.external"
_PROVISIONER: Final = "local-exec"


class WrittenFiles(Struct, frozen=True):
    """What a run writes, and what writes it."""

    paths: Mapping[str, str] = MappingProxyType({})
    """The writers by path, relative to the root module; that of a folder ends with a slash."""
    endings: Mapping[str, str] = MappingProxyType({})
    """Writers of paths that are not known, by how they end."""

    def writer_of(self, path: str) -> str | None:
        """Return what certainly writes a path, or a folder that it is in."""
        parents = accumulate(path.split("/"), "{}/{}".format)
        found = (self.paths.get(name) or self.paths.get(f"{name}/") for name in parents)
        return next(filter(None, found), None)

    def may_write(self, ending: str) -> str | None:
        """Return what may write a path that ends with a text."""
        fits = (w for e, w in self.endings.items() if e.endswith(ending) or ending.endswith(e))
        return next(fits, None)


class _Written(NamedTuple):
    path: str | None
    ending: str
    writer: str


def written_files(root: Module, modules: Iterable[Module]) -> WrittenFiles:
    """Return what Terraform writes for a root module, and what blocks of its modules write."""
    own = [*_FIXED, *_of_state(_STATE)]
    for settings in root.settings:
        for backend in settings.body.blocks_of("backend"):
            own += _of_backend(backend)
    paths = dict.fromkeys(own, "Terraform itself")
    endings: dict[str, str] = {}
    for module in modules:
        for path, ending, writer in _of_module(module, root.folder):
            if path is None:
                endings.setdefault(ending, writer)
            else:
                paths.setdefault(path, writer)
    return WrittenFiles(MappingProxyType(paths), MappingProxyType(endings))


def _of_module(module: Module, root: str) -> Iterator[_Written]:
    folder = posixpath.relpath(module.folder, root)
    for blocks, prefix in ((module.resources, ""), (module.data, "data.")):
        for (type_, name), block in blocks.items():
            yield from _of_block(block, f"{prefix}{type_}", name, folder)


def _of_state(path: str) -> tuple[str, ...]:
    """Return the paths of a state, its backup and its lock."""
    folder, name = posixpath.split(path)
    return path, f"{path}.backup", posixpath.join(folder, f".{name}.lock.info")


def _of_backend(backend: Block) -> Iterator[str]:
    if backend.labels != ("local",):
        return
    path, folder = (text_argument(backend, name) for name in ("path", "workspace_dir"))
    if path:
        yield from _of_state(posixpath.normpath(path))
    if folder:
        yield posixpath.normpath(folder) + "/"


def _of_block(block: Block, type_: str, name: str, folder: str) -> Iterator[_Written]:
    address = f"{type_}.{name}"
    if type_ == _PROGRAM or _has_program(block):
        yield _Written(None, "", address)
    argument = block.body.attributes.get(_OUTPUTS.get(type_, ""))
    if argument is not None:
        yield _at(argument.expression, address, folder)


def _has_program(block: Block) -> bool:
    """Return whether a block has a ``local-exec``, reading its body only if its file has one."""
    if _PROVISIONER not in block.span.file.text:
        return False
    return any(each.labels == (_PROVISIONER,) for each in block.body.blocks_of("provisioner"))


def _at(expression: ex.Expression, writer: str, folder: str) -> _Written:
    """Return what is written at the path that an expression names in a module's folder."""
    parts = expression.parts if isinstance(expression, ex.Template) else (expression,)
    texts = [_text(part, folder) for part in parts]
    if None in texts:
        return _Written(None, texts[-1] or "", writer)
    return _Written(posixpath.normpath("".join(filter(None, texts))), "", writer)


def _text(part: str | ex.Expression, folder: str) -> str | None:
    if isinstance(part, str):
        return part
    if isinstance(part, ex.Literal) and isinstance(part.value, str):
        return part.value
    value = part.value if isinstance(part, ex.Interpolation) else part
    return {"path.module": folder, "path.root": ".", "path.cwd": "."}.get(value.span.text)

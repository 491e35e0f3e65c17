"""The files that a run of Terraform writes: functions see them in the next plan, if not in this.

Source: *Dependency Lock File*, *terraform init*, *Backend Type: local* and *Provisioners*
(Terraform documentation); the documentation of the providers ``local``, ``archive`` and
``external``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

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


class Written(Struct, frozen=True):
    """What a run writes."""

    writer: str
    path: str | None = None
    """Relative to the root module; that of a folder ends with a slash. None if it is not known."""
    ending: str = ""
    """How a path ends that is not known."""

    def has(self, path: str) -> bool:
        """Return whether a path is certainly what is written, or below it."""
        return self.path is not None and f"{path}/".startswith(f"{self.path.rstrip('/')}/")

    def may_match(self, ending: str) -> bool:
        """Return whether a path that is not known may end with a text."""
        ends = self.ending.endswith(ending) or ending.endswith(self.ending)
        return self.path is None and ends


def written_files(root: Module, modules: Iterable[Module]) -> tuple[Written, ...]:
    """Return what Terraform writes for a root module, and what blocks of its modules write."""
    paths = [*_FIXED, *_of_state(_STATE)]
    for settings in root.settings:
        for backend in settings.body.blocks_of("backend"):
            paths += _of_backend(backend)
    found = [Written("Terraform itself", path) for path in paths]
    for module in modules:
        folder = posixpath.relpath(module.folder, root.folder)
        for blocks, prefix in ((module.resources, ""), (module.data, "data.")):
            for (type_, name), block in blocks.items():
                found += _of_block(block, f"{prefix}{type_}", name, folder)
    return tuple(dict.fromkeys(found))


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


def _of_block(block: Block, type_: str, name: str, folder: str) -> Iterator[Written]:
    address = f"{type_}.{name}"
    if type_ == _PROGRAM or _has_program(block):
        yield Written(address)
    argument = block.body.attributes.get(_OUTPUTS.get(type_, ""))
    if argument is not None:
        yield _at(argument.expression, address, folder)


def _has_program(block: Block) -> bool:
    """Return whether a block has a ``local-exec``, reading its body only if its file has one."""
    if _PROVISIONER not in block.span.file.text:
        return False
    return any(each.labels == (_PROVISIONER,) for each in block.body.blocks_of("provisioner"))


def _at(expression: ex.Expression, writer: str, folder: str) -> Written:
    """Return what is written at the path that an expression names in a module's folder."""
    parts = expression.parts if isinstance(expression, ex.Template) else (expression,)
    texts = [_text(part, folder) for part in parts]
    if None in texts:
        return Written(writer, ending=texts[-1] or "")
    return Written(writer, posixpath.normpath("".join(filter(None, texts))))


def _text(part: str | ex.Expression, folder: str) -> str | None:
    if isinstance(part, str):
        return part
    if isinstance(part, ex.Literal) and isinstance(part.value, str):
        return part.value
    value = part.value if isinstance(part, ex.Interpolation) else part
    return {"path.module": folder, "path.root": ".", "path.cwd": "."}.get(value.span.text)

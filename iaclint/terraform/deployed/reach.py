"""Which modules of a root contain resources of wanted types."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iaclint.files.work import RUN, STEPS_MESSAGE
from iaclint.limits import MAX_CALLS_NOT_LOADED, MAX_RESOURCES
from iaclint.terraform import azapi
from iaclint.terraform.deployed.passed_on import PassedResources

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from iaclint.resource import PassedOn
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.modules.root_context import RootContext


class Reach:
    """The modules that contain or call a resource of a wanted type."""

    def __init__(self, context: RootContext, wanted: Container[str]) -> None:
        self._context = context
        self.wanted = wanted
        self._known: dict[str, bool] = {}
        self._calls_left = MAX_CALLS_NOT_LOADED
        self._resources_left = MAX_RESOURCES
        self._is_full = False

    def has_any(self, module: Module, path: tuple[str, ...]) -> bool:
        """Return whether a module or one that it calls has a wanted resource."""
        if module.folder not in self._known:
            self._known[module.folder] = False  # settles cycles
            own = any(kind in self.wanted or kind in azapi.TYPES for kind, _ in module.resources)
            self._known[module.folder] = own or any(
                self.has_any(called, inner) for called, inner in self._called(module, path)
            )
        return self._known[module.folder]

    def takes(self, block: Block) -> bool:
        """Return whether a root may have one more resource; report if not."""
        if self._is_full:
            return False
        self._resources_left -= 1
        if self._resources_left >= 0 and RUN.draw_resource():
            return True
        self._is_full = True
        message = f"more than {MAX_RESOURCES} resources: the others are not evaluated"
        left_out = message if self._resources_left < 0 else STEPS_MESSAGE
        unread = tuple(sorted(self._known))
        self._context.diagnostics.limit("too-many-resources", left_out, block.span, unread)
        return False

    def unparsed(self) -> tuple[str, ...]:
        """Return the files of all these modules that cannot be parsed."""
        modules = (self._context.library.module(folder) for folder in sorted(self._known))
        tree = self._context.library.tree
        return tuple(tree.display(path) for module in modules for path in module.unparsed)

    def passed_on(self, path: tuple[str, ...], block: Block) -> tuple[PassedOn, ...]:
        """Return what is passed on of a resource in the module at a path."""
        return self._passed_resources.of(path, block.labels[0], block.labels[1])

    @cached_property
    def _passed_resources(self) -> PassedResources:
        return PassedResources(self._context)

    def _called(
        self, module: Module, path: tuple[str, ...]
    ) -> Iterator[tuple[Module, tuple[str, ...]]]:
        for name in module.calls:
            folder = self._context.folder_of(module, path, name)
            if folder is not None:
                yield self._context.library.module(folder), (*path, name)

    def note_not_loaded(self, module: Module, path: tuple[str, ...]) -> None:
        """Note which modules are not loaded below one without wanted resources."""
        for name in module.calls:
            self._calls_left -= 1
            if self._calls_left < 0:
                message = f"more than {MAX_CALLS_NOT_LOADED} module calls: the others are not read"
                self._context.diagnostics.limit(
                    "too-many-modules", message, module.calls[name].span
                )
                return
            address = ".".join(f"module.{part}" for part in (*path, name))
            folder = self._context.folder_of(module, path, name)
            if folder is None:
                self._context.note_not_loaded(module, path, name, address)
            elif len(path) < 8:
                self.note_not_loaded(self._context.library.module(folder), (*path, name))

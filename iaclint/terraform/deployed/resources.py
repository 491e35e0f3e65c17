"""The resources that a root module and the modules it calls make."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.resource import Resource
from iaclint.symbolic.worlds import both
from iaclint.terraform import azapi
from iaclint.terraform.blocks.conditions import restores
from iaclint.terraform.deployed.reach import Reach
from iaclint.terraform.modules.argument_checks import check_validations
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.provider_versions import allowed_versions
from iaclint.terraform.modules.providers import place
from iaclint.terraform.request_body import with_sensitive_body
from iaclint.terraform.stub_calls import at_call

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from iaclint.symbolic.values import Unknown
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.eval.expansion.instances import ExpandedInstance
    from iaclint.terraform.modules.root_context import RootContext


def collect(
    context: RootContext, root_module: Callable[[], ModuleInstance], wanted: Container[str]
) -> Iterator[Resource]:
    """Yield the resources of wanted types of a root module, which is opened if it has any."""
    reach = Reach(context, wanted)
    if reach.has_any(context.library.module(context.root), ()):
        found = list(_collect(root_module(), reach, None))
        files = reach.unparsed()
        yield from (replace(r, unparsed=(*r.unparsed, *files)) for r in found) if files else found
    else:
        reach.note_not_loaded(context.library.module(context.root), ())


def _collect(
    instance: ModuleInstance, reach: Reach, presence: Unknown | None
) -> Iterator[Resource]:
    module = instance.module
    check_validations(instance)
    for (kind, name), block in module.resources.items():
        if kind in reach.wanted or kind in azapi.TYPES:
            for expanded in instance.expansion(block, f"{kind}.{name}").instances:
                if not reach.takes(block):
                    return
                instance.check(block, f"{kind}.{name}", expanded)
                found = _resource(instance, block, expanded, presence)
                if found.type in reach.wanted:
                    yield replace(found, passed_on=partial(reach.passed_on, instance.path, block))
    for name, call in module.calls.items():
        folder = instance.context.folder_of(module, instance.path, name)
        called = None if folder is None else instance.context.library.module(folder)
        if called is not None and not reach.has_any(called, (*instance.path, name)):
            reach.note_not_loaded(called, (*instance.path, name))
            continue
        for expanded in instance.expansion(call, f"module.{name}").instances:
            child = instance.child(name, expanded)
            if child is not None:
                yield from _collect(child, reach, both(presence, expanded.presence))


def _resource(
    instance: ModuleInstance, block: Block, expanded: ExpandedInstance, presence: Unknown | None
) -> Resource:
    address = f"{block.labels[0]}.{block.labels[1]}"
    body = instance.body(block, address, expanded)
    found = Resource(
        language="terraform",
        type=azapi.full_type(block.labels[0], body),
        address=instance.prefixed(address + expanded.suffix),
        scope=instance.context.scope,
        span=block.span,
        body=with_sensitive_body(block.labels[0], body),
        calls=instance.calls,
        presence=both(both(presence, expanded.presence), azapi.presence_of(block.labels[0], body)),
        placement=partial(place, instance, block, body),
        versions=partial(allowed_versions, instance, block),
        not_created=partial(instance.not_created_for, block),
        restores=partial(restores, block),
        root=posixpath.normpath(instance.context.root),
        trusted_accounts=instance.context.trusted_accounts,
    )
    return at_call(found, instance.stub) if instance.stub is not None else found

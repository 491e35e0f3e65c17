"""Models: the fields of one kind of resource, and how each language sets them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from iaclint.symbolic.values import ABSENT, Value

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.files.source import Span


class Companion(Struct, frozen=True):
    """Another resource that configures the same instance: the ACL of a bucket.

    ``owner`` lists the attributes of the companion that can refer to its owner: the first that
    is set does. If it is empty, the companion configures every instance in its scope, as
    account settings do. ``identity`` lists the attributes of the companion that identify its
    owner too.

    With ``referenced_by``, such an attribute of the resource, or of another companion, refers
    to the companion by one of the attributes in ``identity``. With ``parent``, the owner is
    another companion.
    """

    name: str
    resources: tuple[str, ...]
    """Resource types."""
    owner: tuple[str, ...]
    identity: tuple[str, ...] = ()
    removed_in: str | None = None
    """The provider version that removed it, if any did."""
    referenced_by: tuple[FieldSource, ...] = ()
    parent: str | None = None
    model: str | None = None
    """The model of the companion, if it has one."""
    regional: bool = False
    """For account settings: whether each region has its own."""
    suffixes: tuple[str, ...] = ()
    """What can follow the name or ARN of the owner where the companion refers to it."""
    takes: tuple[str, ...] = ()
    """The attributes of its owner that it can refer to it by; empty for all in ``identity``."""
    external: bool = True
    """Whether it makes an instance of its owner, if that is not in the configuration.

    With ``referenced_by``: whether it may set fields if it is not in the configuration itself.
    """
    is_mention: bool = False
    """Whether it only mentions its owner: if it is not known which, it is of no instance."""
    of: tuple[str, ...] = ()
    """The resource types that its owner can have; empty for all of the mapping."""
    sets: str | None = None
    """The attribute that it has in common with its owner, and overrides there: ``body``."""
    ignore_when: MappingABC[str, tuple[str, ...]] = field(default_factory=dict)
    """Attributes, each with the values that have no effect.

    The companion is ignored if all have such a value: an object with a private ACL.
    """

    starts_with: MappingABC[str, tuple[str, ...]] = field(default_factory=dict)
    ends_with: MappingABC[str, tuple[str, ...]] = field(default_factory=dict)
    """Attributes, each with the starts or ends of the values that count: of the name of a policy.

    The companion is ignored if such a value certainly starts or ends otherwise.
    """
    created_elsewhere: MappingABC[str, tuple[str, ...]] = field(default_factory=dict)
    """Attributes that refer to another resource, each with the names which that can have.

    The companion is ignored if the other resource certainly has another name, or is of this
    configuration.
    """
    where: MappingABC[str, tuple[str, ...]] = field(default_factory=dict)
    """For an owner in each element of a list: another part of the elements, with the values at
    which the owner counts. One that is certainly different excludes the owner."""

    @property
    def is_chained(self) -> bool:
        """Whether it is found through its parent or a reference to it."""
        return bool(self.referenced_by) or self.parent is not None

    @property
    def configures_owner(self) -> bool:
        """Whether it refers to its owner, and does not only mention it."""
        return bool(self.owner) and not self.is_chained and not self.is_mention

    @property
    def is_account_wide(self) -> bool:
        """Whether it configures every instance in its scope."""
        return not self.owner and not self.is_chained


class FieldSource(Struct, frozen=True):
    """One way to read a field: from the resource itself or from a companion.

    ``path`` holds names and ``*`` (every element of a list). ``default`` is what the
    provider documents for a value that is left out of its block, where that is written: for
    a path of one name, where its resource is.
    ``values`` translates the language's words into the model's.
    """

    companion: str | None
    path: tuple[str, ...]
    default: Value = ABSENT
    values: MappingABC[str, Value] | None = None
    parts: MappingABC[str, tuple[str, ...]] | None = None
    """For a list of things (ACL grants): the model's name of each part, and its path.

    Without a ``path``, the companion itself is the one thing.
    """
    removed_in: str | None = None
    """The provider version that removed it, if any did."""
    previous_defaults: MappingABC[str, Value] = field(default_factory=dict)
    """Defaults of older provider versions, each under the version that changed it."""
    of: tuple[str, ...] = ()
    """The resource types that it is of; empty for all of the mapping."""
    is_restored: bool = False
    """Whether each apply restores it, if a companion has set another value since."""


class Field(Struct, frozen=True):
    """A field of a model in one language: the first source that is set gives its value.

    A concatenated field is the list of the elements of all sources.
    """

    name: str
    sources: tuple[FieldSource, ...]
    concatenated: bool = False


class Mapping(Struct, frozen=True, dict=True):
    """How one language sets the fields of a model."""

    language: str
    resources: tuple[str, ...]
    """Resource types; each resource is an instance."""
    identity: tuple[str, ...]
    """The attributes (Terraform) or return values (CloudFormation) that identify it."""
    names: tuple[str, ...]
    """The attributes that can hold its name, of which the first that is set does."""
    companions: MappingABC[str, Companion]
    fields: MappingABC[str, Field]
    also_owned_by: MappingABC[str, str] = field(default_factory=dict)
    """Other resource types with the same companions, each with its name attribute."""
    passed_on: tuple[str, ...] = ()
    """The attributes that modules take of a resource which they configure."""

    @cached_property
    def concatenated(self) -> frozenset[str]:
        """The names of companions of which each is an element of a list."""
        sources = (source for field in self.fields.values() for source in field.sources)
        return frozenset(s.companion for s in sources if s.companion and not s.path)

    @cached_property
    def restored(self) -> frozenset[str]:
        """The attributes of the resource that an apply restores."""
        sources = (source for field in self.fields.values() for source in field.sources)
        return frozenset(source.path[0] for source in sources if source.is_restored)

    @cached_property
    def overriding(self) -> frozenset[str]:
        """The names of companions that override attributes of the resource."""
        return frozenset(name for name, each in self.companions.items() if each.sets)

    @cached_property
    def own_paths(self) -> MappingABC[str, tuple[tuple[str, ...], ...]]:
        """The resource's own attributes that say the same as a companion, by the companion."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for each in self.fields.values():
            own = {s.path for s in each.sources if s.companion is None and not each.concatenated}
            for companion in {s.companion for s in each.sources if s.companion}:
                found[companion] = found.get(companion, set()) | own
        return {name: tuple(sorted(paths)) for name, paths in found.items()}

    @cached_property
    def passed_through(self) -> frozenset[str]:
        """The companions of the whole account that only lead to others: its VPCs."""
        read = {source.companion for field in self.fields.values() for source in field.sources}
        account_wide = (name for name, each in self.companions.items() if each.is_account_wide)
        return frozenset(name for name in account_wide if name not in read)


class Model(Struct, frozen=True):
    """A kind of resource that rules check: an S3 bucket."""

    id: str
    title: str
    mappings: MappingABC[str, Mapping]
    """By language."""
    computed: MappingABC[str, str]
    """Field name to the name of an analysis in ``iaclint.analyses``."""
    mitigations: frozenset[str]
    """Fields that can undo an insecure setting of others."""
    resource_policies: MappingABC[str, str]
    """Fields that hold resource-based policies, each with its service."""
    span: Span
    secure_unless_set: frozenset[str] = frozenset()
    """Fields whose default undoes an insecure setting of others."""

"""Models: one view of a kind of resource, fed from every language by declarative mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from iaclint.symbolic.values import ABSENT, Value

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.files.source import Span


class Companion(Struct, frozen=True):
    """Another resource that configures the same thing: the ACL of a bucket.

    ``owner`` lists the attributes of the companion that can name its owner: the first that is
    set does. None at all means that it configures every instance in its scope, as account
    settings do. ``identity`` lists the
    attributes of the companion that are its owner's too: others refer to the owner by them.

    With ``named_by`` it is the other way round: such an attribute of the resource, or of another
    companion, names it by one of the attributes in ``identity``. With ``of`` the owner is
    another companion.
    """

    name: str
    resources: tuple[str, ...]
    """Resource types, each of which makes such a companion."""
    owner: tuple[str, ...]
    identity: tuple[str, ...] = ()
    removed_in: str | None = None
    """The provider's version that knows it no more, for what only older ones have."""
    referenced_by: tuple[FieldSource, ...] = ()
    parent: str | None = None
    model: str | None = None
    """The model that says what fields it has, where those are more than its attributes."""
    regional: bool = False
    """For account settings: whether each region has its own."""
    ignore_when: MappingABC[str, tuple[str, ...]] = field(default_factory=dict)
    """Attributes, and values of each that are as good as none.

    Where all of them are so, the companion configures nothing: an object with a private ACL.
    """

    @property
    def is_chained(self) -> bool:
        """Whether it is found by way of its owner."""
        return bool(self.referenced_by) or self.parent is not None

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
    """The provider's version that knows it no more, for what only older ones have."""
    previous_defaults: MappingABC[str, Value] = field(default_factory=dict)
    """Other defaults of older versions of the provider: each with the version that ended it."""


class Field(Struct, frozen=True):
    """A field of a model in one language: the first source that is set gives its value.

    One that is gathered is the list of what all sources give together.
    """

    name: str
    sources: tuple[FieldSource, ...]
    concatenated: bool = False


class Mapping(Struct, frozen=True):
    """How one language feeds a model."""

    language: str
    resources: tuple[str, ...]
    """Resource types, each of which makes an instance."""
    identity: tuple[str, ...]
    """The attributes (Terraform) or return values (CloudFormation) that identify it."""
    names: tuple[str, ...]
    """The attributes that can hold the name that others may know it by; the first that is set."""
    companions: MappingABC[str, Companion]
    fields: MappingABC[str, Field]
    also_owned_by: MappingABC[str, str] = field(default_factory=dict)
    """Types of resource, with their name's attribute, that have such companions as well."""

    def concatenated(self) -> frozenset[str]:
        """Return the names of companions of which all count, and not one."""
        sources = (source for field in self.fields.values() for source in field.sources)
        return frozenset(s.companion for s in sources if s.companion and not s.path)


class Model(Struct, frozen=True):
    """A kind of thing that rules speak of: an S3 bucket."""

    id: str
    title: str
    mappings: MappingABC[str, Mapping]
    """By language."""
    computed: MappingABC[str, str]
    """Field name to the name of an analysis in ``iaclint.analyses``."""
    mitigations: frozenset[str]
    """Fields that may mend what others declare wrong, but count as not set out of sight."""
    resource_policies: MappingABC[str, str]
    """Fields that hold resource policies, and the service that each is for."""
    span: Span

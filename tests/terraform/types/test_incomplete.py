"""Collections of which some elements are certain: the law, and where it leaves the language."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.symbolic.values import Unknown
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.operations.export import plain
from iaclint.terraform.types.incomplete import AtLeast, Incomplete, IncompleteMap
from iaclint.terraform.types.model import STRING, ListOf, ListValue, MapOf, MapValue, TerraformValue
from iaclint.terraform.types.sensitivity import unmark_deep
from tests.terraform.support import Root, parsed, root, verdicts

LISTS = ([], ["a"], ["*", "b"], ["", "a", "a"])
MAPS: tuple[dict[str, str], ...] = ({}, {"a": "1"}, {"all": "*", "b": "2"})

COLLECTIONS = [
    'concat(u, ["*"])',
    'concat(["*"], u)',
    'concat(["x"], u, ["y"], u, ["z"])',
    'concat(concat(["x"], u), concat(u, ["*"]))',
    'reverse(concat(u, ["y", "*"]))',
    'setunion(u, ["*"], ["*"])',
    'setsubtract(concat(u, ["*", "x"]), ["x"])',
    'setintersection(concat(u, ["*"]), ["*", "x"])',
    'setproduct(["x"], concat(u, ["*"]))',
    'setproduct(toset(["x"]), setunion(u, ["*"]))',
    'flatten([u, ["*"], [["x"]]])',
    'flatten([concat(u, ["*"])])',
    'toset(concat(u, ["*", "*"]))',
    'tolist(toset(concat(u, ["*"])))',
    'tolist(concat(u, ["*"]))',
    'distinct(concat(["*"], u, ["*", "x"]))',
    'compact(concat(u, ["*", ""]))',
    'compact(["*", try(u[0], "")])',
    'sort(concat(u, ["*"]))',
    'coalescelist(concat(u, ["*"]), ["x"])',
    '[for x in concat(u, ["*"]) : upper(x)]',
    '[for i, x in concat(["*"], u) : { at = i, who = x }]',
    '[for x in concat(u, ["*", "x"]) : x if x != "x"]',
    '[for x in ["*", "x"] : x if x == "*" ? true : contains(u, "x")]',
    'concat(u, ["*"])[*]',
    '[for o in concat([for x in u : { p = x }], [{ p = "*" }]) : o][*].p',
    'split(",", "${try(u[0], "")},*")',
    'split(",", "x,${try(u[0], "")},*,${try(u[0], "")},z")',
    "keys(merge(m, { all = 1 }))",
    "values(merge(m, { all = 1 }))",
    "[for k, v in merge(m, { all = 1 }) : k]",
    'keys({ for k in setunion(u, ["*"]) : k => k })',
    'jsondecode(jsonencode(concat(u, ["*"])))',
]
ENTRIES = [
    'merge(m, { all = "x" })',
    'merge({ all = "x" }, m)',
    'merge({ all = "x" }, m, { b = "y" })',
    'tomap(merge(m, { all = "x" }))',
    "{ for k, v in merge(m, { all = 1 }) : upper(k) => v }",
]
VALUES = [
    ('concat(["*"], u)[0]', "*"),
    ('element(concat(["*"], u), 0)', "*"),
    ('concat(concat(["x"], ["*"]), u)[1]', "*"),
    ('reverse(concat(u, ["*"]))[0]', "*"),
    ('[for o in concat([{ p = "*" }], [for x in u : { p = x }]) : o.p][*]', None),
    ('contains(concat(u, ["*"]), "*")', True),
    ('contains(setunion(u, ["*"]), "*")', True),
    ('contains(concat(u, ["*"]), "b")', None),
    ('contains(keys(merge(m, { all = 1 })), "all")', True),
    ('anytrue(concat([for x in u : x == "a"], [true]))', True),
    ('alltrue(concat([for x in u : x == "a"], [false]))', False),
    ('length(concat(u, ["*"])) > 0', True),
    ('0 < length(concat(u, ["*"]))', True),
    ('length(concat(u, ["*"])) >= 2', None),
    ('length(concat(u, ["*"])) == 0', False),
    ('length(concat(u, ["*"])) != 0', True),
    ('length(concat(u, ["*"])) < 1', False),
    ('concat(u, ["*"]) == []', False),
    ('concat(["x"], u)[1]', None),
    ('concat(u, ["*"])[0]', None),
    ('merge(m, { all = "x" }).all', "x"),
    ('merge(m, { all = "x" })["all"]', "x"),
    ('lookup(merge(m, { all = "x" }), "all", "")', "x"),
    ('merge({ all = "x" }, m).all', None),
    ('lookup(merge(m, { all = "x" }), "other", "")', None),
]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return root(tmp_path_factory.mktemp("empty"), {"main.tf": ""})


def value_of(
    empty: Root, text: str, items: list[str] | None = None, mapping: dict[str, str] | None = None
) -> TerraformValue:
    """Return an expression's value with a list and a map, each unknown unless it is given."""
    u: TerraformValue = Unknown("var.u", type=ListOf(STRING))
    m: TerraformValue = Unknown("var.m", type=MapOf(STRING))
    if items is not None:
        u = ListValue(items, STRING)
    if mapping is not None:
        m = MapValue(dict(sorted(mapping.items())), STRING)
    scope = empty.instance.scope.child({"u": u, "m": m})
    return unmark_deep(evaluate(parsed(text), scope))[0]


@pytest.mark.parametrize("text", COLLECTIONS)
def test_certain_elements_are_there_whatever_is_unknown(empty: Root, text: str) -> None:
    found = value_of(empty, text)
    assert isinstance(found, Incomplete), found
    for items in LISTS:
        for mapping in MAPS:
            whole = value_of(empty, text, items, mapping)
            assert isinstance(whole, tuple)
            assert all(item in whole for item in found.certain if not _is_untold(item))
            assert whole[: len(found.start)] == found.start
            assert whole[len(whole) - len(found.end) :] == found.end


def _is_untold(item: TerraformValue) -> bool:
    parts = item.values() if isinstance(item, dict) else [item]
    return any(isinstance(part, Unknown) for part in parts)


@pytest.mark.parametrize("text", ENTRIES)
def test_certain_entries_are_there_whatever_is_unknown(empty: Root, text: str) -> None:
    found = value_of(empty, text)
    assert isinstance(found, IncompleteMap), found
    for mapping in MAPS:
        whole = value_of(empty, text, [], mapping)
        assert isinstance(whole, dict)
        for key, item in found.entries.items():
            assert key in whole
            assert isinstance(item, Unknown) or whole[key] == item


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_what_follows_of_certain_elements(empty: Root, text: str, expected: object) -> None:
    found = value_of(empty, text)
    assert isinstance(found, Unknown) if expected is None else found == expected


def test_no_element_is_certain_in_an_unknown_list(empty: Root) -> None:
    for text in ("concat(u, u)", "setunion(u, [])", "merge(m, {})", 'setsubtract(u, ["*"])'):
        assert not isinstance(value_of(empty, text), (Incomplete, IncompleteMap))


def test_the_unknown_rest_stays_beside_the_elements(empty: Root) -> None:
    found = plain(value_of(empty, 'concat(["x"], u, ["*"])'))
    assert found == ("x", Unknown("var.u"), "*")


def test_the_length_has_a_least_value(empty: Root) -> None:
    found = value_of(empty, 'length(concat(["x"], u, ["*"]))')
    assert isinstance(found, AtLeast)
    assert found.least == 2


BUCKET = """\
variable "u" { type = list(string) }
variable "m" { type = map(string) }
variable "on" { type = bool }
resource "google_storage_bucket" "b" {
  name     = "acme-reports"
  location = "EU"
}
"""
MEMBERS = [
    'members = concat(var.u, ["allUsers"])',
    'members = setunion(var.u, ["allUsers"])',
    'members = toset(flatten([var.u, "allUsers"]))',
    'members = var.on ? concat(var.u, ["allUsers"]) : ["allUsers"]',
    'members = [for o in concat([for x in var.u : { p = x }], [{ p = "allUsers" }]) : o.p]',
    'members = values(merge(var.m, { all = "allUsers" }))',
    'members = length(concat(var.u, [1])) > 0 ? ["allUsers"] : []',
    'members = contains(concat(var.u, ["x"]), "x") ? ["allUsers"] : []',
    'members = [concat(["allUsers"], var.u)[0]]',
    'members = split(",", join(",", concat(var.u, ["allUsers"])))',
    'members = jsondecode("[\\"${join("\\",\\"", concat(var.u, ["allUsers"]))}\\"]")',
    'members = [merge(var.m, { all = "allUsers" }).all]',
]
INSTANCES = [
    'for_each = toset(concat(var.u, ["allUsers"]))\n member = each.value',
    'for_each = toset(["allUsers", var.u[0]])\n member = each.key',
    'for_each = merge(var.m, { all = "allUsers" })\n member = each.value',
    'for_each = { for x in setunion(var.u, ["allUsers"]) : x => x }\n member = each.value',
    'for_each = var.on ? toset(concat(var.u, ["allUsers"])) : toset(["allUsers"])\n'
    " member = each.value",
    'count = length(concat(["allUsers"], var.u))\n'
    ' member = concat(["allUsers"], var.u)[count.index]',
]
PUBLIC = "gcp-storage-public-access"


@pytest.mark.parametrize("members", MEMBERS)
def test_a_public_member_beside_unknown_ones_fails(tmp_path: Path, members: str) -> None:
    binding = f"""
resource "google_storage_bucket_iam_binding" "b" {{
  bucket = google_storage_bucket.b.name
  role   = "roles/storage.objectViewer"
  {members}
}}
"""
    assert verdicts(tmp_path, {"main.tf": BUCKET + binding}, PUBLIC) == {
        "google_storage_bucket.b": "fail"
    }


@pytest.mark.parametrize("instances", INSTANCES)
def test_an_instance_that_certainly_exists_fails(tmp_path: Path, instances: str) -> None:
    member = f"""
resource "google_storage_bucket_iam_member" "b" {{
  bucket = google_storage_bucket.b.name
  role   = "roles/storage.objectViewer"
  {instances}
}}
"""
    assert verdicts(tmp_path, {"main.tf": BUCKET + member}, PUBLIC) == {
        "google_storage_bucket.b": "fail"
    }


def test_members_that_are_not_public_stay_unknown(tmp_path: Path) -> None:
    binding = """
resource "google_storage_bucket_iam_binding" "b" {
  bucket  = google_storage_bucket.b.name
  role    = "roles/storage.objectViewer"
  members = concat(var.u, ["user:a@acme.example"])
}
"""
    assert verdicts(tmp_path, {"main.tf": BUCKET + binding}, PUBLIC) == {
        "google_storage_bucket.b": "unknown"
    }


def test_elements_that_double_are_too_many(tmp_path: Path) -> None:
    doubled = "\n".join(f"  l{n} = concat(local.l{n - 1}, local.l{n - 1})" for n in range(1, 30))
    text = f'variable "u" {{}}\nlocals {{\n  l0 = concat(var.u, ["x"])\n{doubled}\n}}\n'
    found = root(tmp_path, {"main.tf": text})
    assert "too large" in found.refused("local.l29").message

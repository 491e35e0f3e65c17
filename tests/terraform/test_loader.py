from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from iaclint.files.diagnostics import Level
from iaclint.files.discovery import discover
from iaclint.limits import MAX_RESOURCES
from iaclint.options import Options
from iaclint.terraform import FRONT_END
from iaclint.terraform.loader import load
from tests.pace import within
from tests.terraform.support import configuration, lay_out, messages, resources, root

BUCKET = 'resource "aws_s3_bucket" "x" {}\n'


def call(name: str, source: str, more: str = "") -> str:
    return f'module "{name}" {{\n  source = "{source}"\n{more}}}\n'


@pytest.mark.parametrize(
    ("files", "addresses"),
    [
        ({"main.tf": BUCKET}, [".:aws_s3_bucket.x"]),
        ({"a/main.tf": BUCKET, "b/main.tf": BUCKET}, ["a:aws_s3_bucket.x", "b:aws_s3_bucket.x"]),
        (
            {"main.tf": call("m", "./m"), "m/main.tf": BUCKET},
            [".:module.m.aws_s3_bucket.x"],
        ),
        (
            {"env/prod/main.tf": call("m", "../../m"), "m/main.tf": BUCKET},
            ["env/prod:module.m.aws_s3_bucket.x"],
        ),
        (
            {"main.tf": call("m", "./m", "  count = 2\n"), "m/main.tf": BUCKET},
            [".:module.m[0].aws_s3_bucket.x", ".:module.m[1].aws_s3_bucket.x"],
        ),
        (
            {
                "main.tf": call("m", "./m", '  for_each = toset(["a"])\n'),
                "m/main.tf": call("n", "./n", "  count = 1\n"),
                "m/n/main.tf": BUCKET,
            },
            ['.:module.m["a"].module.n[0].aws_s3_bucket.x'],
        ),
        (
            {"main.tf": call("a", "./m") + call("b", "./m") + BUCKET, "m/main.tf": BUCKET},
            [
                ".:aws_s3_bucket.x",
                ".:module.a.aws_s3_bucket.x",
                ".:module.b.aws_s3_bucket.x",
            ],
        ),
        ({"main.tf": call("m", "./m", "  count = 0\n"), "m/main.tf": BUCKET},
         ["m:aws_s3_bucket.x"]),
        ({"a/main.tf": call("b", "../b") + BUCKET, "b/main.tf": call("a", "../a")},
         ["a:aws_s3_bucket.x"]),
    ],
)  # fmt: skip
def test_roots_and_modules(tmp_path: Path, files: dict[str, str], addresses: list[str]) -> None:
    loaded = configuration(tmp_path, {".git/x": "", **files})
    assert [resource.key for resource in loaded.resources] == addresses


def test_calls_are_kept_outermost_first(tmp_path: Path) -> None:
    files = {
        "main.tf": "\n" + call("m", "./m"),
        "m/main.tf": "# é\n" + call("n", "./n", "  count = 1\n"),
        "m/n/main.tf": BUCKET,
    }
    (resource,) = configuration(tmp_path, files).resources
    assert [(c.address, str(c.span)) for c in resource.calls] == [
        ("module.m", "main.tf:2:1"),
        ("module.m.module.n[0]", "m/main.tf:2:1"),
    ]
    assert str(resource.span) == "m/n/main.tf:1:1"


def test_conditions_of_a_module_apply_to_its_resources(tmp_path: Path) -> None:
    files = {
        "main.tf": 'variable "n" {}\n' + call("m", "./m", "  count = var.n\n"),
        "m/main.tf": BUCKET,
    }
    (resource,) = configuration(tmp_path, files).resources
    assert resource.presence is not None
    assert resource.presence.symbol == "var.n"


@pytest.mark.parametrize(
    ("source", "not_loaded", "expected"),
    [
        (
            "acme/s3-bucket/aws",
            "module.m (acme/s3-bucket/aws)",
            [],
        ),
        ("git::https://example.org/m.git", "module.m (git::https://example.org/m.git)", []),
        ("./nope", "module.m (./nope)", ["there is no folder 'nope'"]),
        ("./empty", "module.m (./empty)", ["there is no Terraform file in 'empty'"]),
        ("../outside", "module.m (../outside)", ["'../outside' is outside of the scanned folder"]),
        ("../none", "module.m (../none)", ["'../none' is outside of the scanned folder"]),
        ("./link", "module.m (./link)", ["'link' is outside of the scanned folder"]),
        (
            "./.git/m",
            "module.m (./.git/m)",
            ["'.git/m' is in the folder of git, which is not read"],
        ),
        ("${var.x}", "module.m", []),
    ],
)
def test_modules_that_are_not_loaded(
    tmp_path: Path, source: str, not_loaded: str, expected: list[str]
) -> None:
    lay_out(tmp_path, {"outside/main.tf": BUCKET})
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "link").symlink_to(tmp_path / "outside")
    text = call("m", source) + 'resource "aws_s3_bucket" "y" {\n  bucket = module.m.name\n}\n'
    files = {".git/m/main.tf": BUCKET, "main.tf": text, "empty/readme.md": ""}
    loaded = configuration(tmp_path / "tree", files)
    assert [resource.address for resource in loaded.resources] == ["aws_s3_bucket.y"]
    value = loaded.resources[0].body.get("bucket")
    assert getattr(value, "symbol", None) == "module.m.name"
    assert loaded.not_loaded == (not_loaded,)
    assert messages(loaded) == [f"main.tf:2:12: {message}" for message in expected]
    is_refused = source in ("../outside", "./link", "./.git/m")
    levels = [Level.ERROR if is_refused else Level.WARNING] * len(expected)
    assert [d.level for d in (*loaded.diagnostics, *loaded.late_diagnostics())] == levels


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("b.tf", "link", ["there is no file 'b.tf'"]),
        ("b.tf", "pipe", ["'b.tf' is not a regular file"]),
        ("b.tf", "folder", []),
        ("terraform.tfvars", "link", []),
        ("terraform.tfvars", "pipe", ["'terraform.tfvars' is not a regular file"]),
        ("terraform.tfvars", "folder", ["'terraform.tfvars' cannot be read: Is a directory"]),
        ("b.auto.tfvars", "link", []),
        ("b.auto.tfvars", "folder", ["'b.auto.tfvars' cannot be read: Is a directory"]),
        ("b.auto.tfvars", "linked folder", ["'b.auto.tfvars' cannot be read: Is a directory"]),
        (".b.auto.tfvars", "folder", ["'.b.auto.tfvars' cannot be read: Is a directory"]),
        ("b.tf", "linked folder", ["'b.tf' cannot be read: Is a directory"]),
        (
            "b_override.tf.json",
            "linked folder",
            ["'b_override.tf.json' cannot be read: Is a directory"],
        ),
        (".b.tf", "linked folder", []),
        ("b.auto.tfvars", "pipe", ["'b.auto.tfvars' is not a regular file"]),
    ],
)
def test_files_that_are_not_regular(
    tmp_path: Path, name: str, kind: str, expected: list[str]
) -> None:
    path = tmp_path / name
    (tmp_path / "empty").mkdir()
    make = {"pipe": lambda: os.mkfifo(path), "folder": path.mkdir}
    make.get(kind, lambda: path.symlink_to("none" if kind == "link" else "empty"))()
    found = configuration(tmp_path, {"main.tf": BUCKET})
    told = (*found.diagnostics, *found.late_diagnostics())
    errors = [d for d in told if d.level is Level.ERROR]
    assert [d.message.replace("./", "") for d in errors] == expected


def test_a_module_behind_a_ring_of_links_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    loaded = configuration(tmp_path, {"live/main.tf": call("m", "../a/m") + BUCKET})
    (found,) = loaded.late_diagnostics()
    assert (found.level, found.code) == (Level.ERROR, "unreadable-file")
    assert f"{found.span}: {found.message}" == (
        "live/main.tf:2:12: 'a/m' cannot be read: Too many levels of symbolic links"
    )
    assert loaded.not_loaded == ("module.m (../a/m)",)


def test_links_to_the_module_itself_are_not_followed(tmp_path: Path) -> None:
    names = ("a", "b", "c")
    for name in names:
        (tmp_path / name).symlink_to(".")
    text = "".join(call(name, f"./{name}") for name in names)
    loaded = configuration(tmp_path, {"main.tf": text + BUCKET})
    assert [resource.address for resource in loaded.resources] == ["aws_s3_bucket.x"]
    assert loaded.files == 1
    found = loaded.late_diagnostics()
    assert [(d.level, d.message) for d in found] == [
        (Level.ERROR, f"module.{name} calls itself") for name in names
    ]


def test_a_linked_module_is_in_the_folder_that_the_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    (tmp_path / "live/linked").symlink_to("../modules/a")
    files = {
        "live/main.tf": call("m", "./linked"),
        "modules/a/main.tf": call("n", "../b"),
        "modules/b/main.tf": BUCKET.replace("{", "{\n  tags = { path = path.module }\n"),
    }
    loaded = configuration(tmp_path, files)
    (bucket,) = loaded.resources
    assert (bucket.address, bucket.span.file.path) == (
        "module.m.module.n.aws_s3_bucket.x",
        "modules/b/main.tf",
    )
    assert bucket.body.get("tags") == {"path": "../modules/b"}
    assert messages(loaded) == []


def test_a_missing_local_module_is_reported_without_resources(tmp_path: Path) -> None:
    files = {"main.tf": call("m", "./nope"), "other/main.tf": call("m", "registry/m/aws")}
    loaded = configuration(tmp_path, files)
    assert loaded.not_loaded == ("module.m (./nope)", "module.m (registry/m/aws)")
    assert messages(loaded) == ["main.tf:2:12: there is no folder 'nope'"]


def record(key: str, source: str, folder: str) -> dict[str, str]:
    return {"Key": key, "Source": source, "Dir": folder}


def test_installed_modules_are_read(tmp_path: Path) -> None:
    listed = {
        "Modules": [
            record("", "", "."),
            record("m", "registry.example.org/x/m/aws", ".terraform/modules/m/inner"),
            record("m.n", "registry.terraform.io/x/n/aws", ".terraform/modules/m.n"),
        ]
    }
    files = {
        "main.tf": call("m", "registry.example.org/x/m/aws"),
        ".terraform/modules/modules.json": json.dumps(listed),
        ".terraform/modules/m/inner/main.tf": call("n", "x/n/aws"),
        ".terraform/modules/m.n/main.tf": BUCKET,
    }
    loaded = configuration(tmp_path, files)
    assert list(resources(loaded)) == ["module.m.module.n.aws_s3_bucket.x"]
    assert loaded.not_loaded == ()


@pytest.mark.parametrize(
    "listed", ["{", "[]", '{"Modules": 1}', '{"Modules": [{"Key": 1}]}', "null"]
)
def test_an_invalid_list_of_installed_modules_is_ignored(tmp_path: Path, listed: str) -> None:
    files = {"main.tf": call("m", "x/m/aws") + BUCKET, ".terraform/modules/modules.json": listed}
    loaded = configuration(tmp_path, files)
    assert loaded.not_loaded == ("module.m (x/m/aws)",)


def test_an_installed_module_outside_of_the_tree_is_not_read(tmp_path: Path) -> None:
    lay_out(tmp_path, {"outside/main.tf": BUCKET})
    listed = json.dumps({"Modules": [record("m", "x/m/aws", "../outside")]})
    files = {"main.tf": call("m", "x/m/aws"), ".terraform/modules/modules.json": listed}
    loaded = configuration(tmp_path / "tree", {".git/x": "", **files})
    assert (loaded.resources, loaded.not_loaded) == ((), ("module.m (x/m/aws)",))


def test_only_wanted_types_are_kept(tmp_path: Path) -> None:
    files = {
        "main.tf": BUCKET + 'resource "other" "x" {\n  count = local.nope\n}\n' + call("m", "./m"),
        "m/main.tf": 'resource "other" "y" {\n  count = local.nope\n}\n' + call("n", "x/n/aws"),
    }
    lay_out(tmp_path, files)
    found = discover(["."], str(tmp_path), [FRONT_END]).selections[FRONT_END.name]
    (loaded,) = load(found, frozenset(["aws_s3_bucket"]), [Options()])
    assert list(resources(loaded)) == ["aws_s3_bucket.x"]
    assert messages(loaded) == []
    assert loaded.files == 2
    assert loaded.not_loaded == ("module.m.module.n (x/n/aws)",)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"main.tf": BUCKET + call("m", "./")}, "main.tf:2:1: module.m calls itself"),
        (
            {"main.tf": BUCKET + call("m", "./m"), "m/main.tf": call("n", "../")},
            None,
        ),
        (
            {
                "main.tf": call("m", "./m") + BUCKET,
                "m/main.tf": call("n", "../n"),
                "n/main.tf": BUCKET + call("m", "../m"),
            },
            "n/main.tf:2:1: module.m.module.n.module.m calls itself",
        ),
    ],
)
def test_modules_that_call_themselves(
    tmp_path: Path, files: dict[str, str], message: str | None
) -> None:
    loaded = configuration(tmp_path, files)
    assert any(resource.type == "aws_s3_bucket" for resource in loaded.resources)
    found = messages(loaded)
    assert len(found) == 1
    assert found[0].endswith("calls itself")
    if message is not None:
        assert found == [message]


def test_wide_and_deep_modules_are_bounded(tmp_path: Path) -> None:
    depth = 40
    files = {f"m{n}/main.tf": call("n", f"../m{n + 1}") for n in range(depth)}
    files[f"m{depth}/main.tf"] = BUCKET
    with within(500):
        loaded = configuration(tmp_path, files)
    assert loaded.resources == ()
    assert len(messages(loaded)) == 1


@pytest.mark.slow
def test_doubling_modules_are_bounded(tmp_path: Path) -> None:
    levels = 24
    files = {
        f"m{n}/main.tf": call("a", f"../m{n + 1}") + call("b", f"../m{n + 1}")
        for n in range(levels)
    }
    files[f"m{levels}/main.tf"] = BUCKET
    with within(2000):
        loaded = configuration(tmp_path, files)
    assert messages(loaded)


def test_cycles_of_outputs_are_reported(tmp_path: Path) -> None:
    files = {
        "main.tf": call("m", "./m", "  i = module.m.o\n"),
        "m/main.tf": 'variable "i" {}\noutput "o" {\n  value = var.i\n}\n'
        'output "p" {\n  value = 1\n}\n',
    }
    opened = root(tmp_path, files)
    error = opened.refused("module.m.o")
    assert error.message == "circular reference: output.o → var.i → output.o"
    assert opened.evaluate("module.m.p") == 1
    assert opened.refused("module.m.q").message == "this object has no attribute 'q'"


@pytest.mark.slow
def test_many_instances_of_many_modules_are_bounded(tmp_path: Path) -> None:
    files = {
        "main.tf": call("a", "./a", "  count = 1000\n"),
        "a/main.tf": 'resource "aws_s3_bucket" "x" {\n  count = 2000\n}\n',
    }
    with within(2000):
        loaded = configuration(tmp_path, files)
    assert len(loaded.resources) <= MAX_RESOURCES
    assert messages(loaded) == [
        "a/main.tf:1:1: more than 100000 resources: the others are not evaluated",
        "a/main.tf:2:11: this takes more steps than are allowed: what depends on it is unknown",
    ]


def test_files_of_backends_are_no_variable_files(tmp_path: Path) -> None:
    files = {
        "main.tf": 'variable "stage" {}\n' + BUCKET,
        "env/dev/backend.tfvars": 'bucket = "state"\nkey = "dev"\n',
        "env/dev/mobile-backend.tfvars": 'stage = "dev"\n',
        "env/dev/terraform.tfvars": 'stage = "dev"\n',
    }
    found = configuration(tmp_path, files).not_applied
    assert {Path(name).name for name in found} == {"mobile-backend.tfvars", "terraform.tfvars"}


@pytest.mark.parametrize(
    ("sources", "remedy"),
    [
        (["../../shared/bucket"], "check the folder that contains those outside"),
        (["./modules/bucket"], "correct the paths of local modules"),
        (["acme/bucket/aws"], "run `terraform init -backend=false` to download modules"),
        (
            ["acme/bucket/aws", "../../shared/bucket"],
            "run `terraform init -backend=false` to download modules, "
            "and check the folder that contains those outside",
        ),
    ],
)
def test_how_missing_modules_are_loaded(tmp_path: Path, sources: list[str], remedy: str) -> None:
    main = "".join(call(f"m{n}", source) for n, source in enumerate(sources))
    assert configuration(tmp_path, {"main.tf": main}).remedy == remedy


@pytest.mark.slow
def test_many_resources_are_bounded(tmp_path: Path) -> None:
    resources = "".join(f'resource "aws_s3_bucket" "b{n}" {{}}\n' for n in range(1_700))
    files = {"main.tf": call("a", "./a", "  count = 60\n"), "a/main.tf": resources}
    loaded = configuration(tmp_path, files)
    assert len(loaded.resources) == MAX_RESOURCES
    (message,) = messages(loaded)
    assert message.endswith("more than 100000 resources: the others are not evaluated")
    assert [d.unread for d in loaded.late_diagnostics()] == [(".", "a")]

import pytest

from iaclint.terraform.config.stubs.sources import ModuleSource, read_source, tagged_version

BUCKET = "terraform-aws-modules/s3-bucket/aws"
REPOSITORY = "github.com/terraform-aws-modules/terraform-aws-s3-bucket"


@pytest.mark.parametrize("prefix", ["", "registry.terraform.io/", "registry.opentofu.org/"])
def test_a_registry_address(prefix: str) -> None:
    assert read_source(prefix + BUCKET) == ModuleSource((BUCKET,))
    found = read_source(f"{prefix}{BUCKET}//modules/object")
    assert found == ModuleSource((BUCKET,), "modules/object")


@pytest.mark.parametrize(
    "source",
    [
        "git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git",
        "git::https://token@github.com/terraform-aws-modules/terraform-aws-s3-bucket.git",
        "git::ssh://git@github.com/terraform-aws-modules/terraform-aws-s3-bucket.git",
        "git@github.com:terraform-aws-modules/terraform-aws-s3-bucket.git",
        "https://github.com/terraform-aws-modules/terraform-aws-s3-bucket",
        "github.com/terraform-aws-modules/terraform-aws-s3-bucket",
    ],
)
def test_git_spellings_of_a_registry_module(source: str) -> None:
    found = read_source(f"{source}//modules/object?depth=1&ref=v4.1.2")
    assert found == ModuleSource((BUCKET, REPOSITORY), "modules/object", "v4.1.2")


def test_other_repositories_and_registries() -> None:
    assert read_source("git::https://git.acme.org/infra/modules.git//s3") == ModuleSource(
        ("git.acme.org/infra/modules",), "s3", ""
    )
    private = "app.terraform.io/acme/bucket/aws"
    assert read_source(private) == ModuleSource((private,))


@pytest.mark.parametrize("source", ["./modules/a", "../a", "/srv/a", "bucket", "s3::https://a"])
def test_sources_that_name_no_module(source: str) -> None:
    assert read_source(source) is None


def test_tags() -> None:
    assert tagged_version("v4.1.2") == "4.1.2"
    assert tagged_version("modules/v4.1.2") == "4.1.2"
    assert tagged_version("main") is None
    assert tagged_version("0a1b2c3") is None

"""The options of roots and environments."""

from __future__ import annotations

from iaclint.files.globs import PathPattern
from iaclint.options import Assignment, AwsEnvironment, Options, RootOptions, Variables


def workspace(name: str) -> Options:
    return Options(Variables(workspace=name))


def root(pattern: str, options: Options, environment: str | None = None) -> RootOptions:
    return RootOptions(PathPattern(pattern, "/r"), options, environment)


OPTIONS = Options(
    roots=(
        root("*", Options(aws_environment=AwsEnvironment("eu-west-1"), parameters={"A": "1"})),
        root("a", workspace("dev-1"), "dev"),
        root("a", Options(parameters={"A": "2"}), "prod"),
        root("b", workspace("b"), "stage"),
    )
)


def test_environments_are_those_of_the_roots_of_a_run() -> None:
    assert OPTIONS.environments_of(["/r/a", "/r/b", "/r/c"]) == ("dev", "prod", "stage")
    assert OPTIONS.environments_of(["/r/b"]) == ("stage",)
    assert OPTIONS.environments_of(["/r/c"]) == ()
    assert Options(roots=OPTIONS.roots, selected=("prod",)).environments_of(["/r/a"]) == ("prod",)


def test_a_root_with_environments_is_deployed_in_these_only() -> None:
    assert OPTIONS.of("dev").at("/r/b") is None
    assert OPTIONS.of("").at("/r/b") is None
    assert OPTIONS.of("stage").at("/r/b") is not None


def test_a_root_without_environments_is_the_same_in_all_of_them() -> None:
    dev, prod = OPTIONS.of("dev").at("/r/c"), OPTIONS.of("prod").at("/r/c")
    assert dev == prod
    assert dev is not None
    assert dev.variables.workspace is None
    assert dev.aws_environment.region == "eu-west-1"


def test_the_workspace_is_the_name_of_the_environment_if_none_is_set() -> None:
    found = {name: OPTIONS.of(name).at("/r/a") for name in ("dev", "prod")}
    assert {n: o.variables.workspace for n, o in found.items() if o} == {
        "dev": "dev-1",
        "prod": "prod",
    }


def test_those_of_an_environment_take_precedence_and_those_of_the_run_over_all() -> None:
    found = OPTIONS.of("prod").at("/r/a")
    assert found is not None
    assert found.parameters == {"A": "2"}
    given = Options(parameters={"A": "3"}, roots=OPTIONS.roots)
    found = given.of("prod").at("/r/a")
    assert found is not None
    assert found.parameters == {"A": "3"}


def test_environments_of_the_run_are_those_of_every_root() -> None:
    variables = Variables((Assignment("x.tfvars", environment="x"), Assignment("1", "v")))
    options = Options(variables, roots=OPTIONS.roots[:1])
    assert options.environments_of(["/r/c"]) == ("x",)
    found = options.of("x").at("/r/c")
    assert found is not None
    assert found.variables.workspace == "x"
    assert len(found.variables.assignments) == 2


def test_known_accounts_include_that_of_the_stacks() -> None:
    own = AwsEnvironment(account="111122223333")
    options = Options(aws_environment=own, trusted_accounts=frozenset(["444455556666"]))
    assert options.known_accounts == {"111122223333", "444455556666"}

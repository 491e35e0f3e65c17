"""What the program suggests for misspelled commands, options and paths."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["chekc"], "unknown command 'chekc'", "did you mean 'check'?"),
        (["rules", "lst"], "unknown command 'lst'", "did you mean 'list'?"),
        (["rules", "x"], "unknown command 'x'", "commands are: list, show, test, new"),
        (["check", "--fromat"], "unknown option '--fromat'", "did you mean '--format'?"),
        (["check", "--zzz"], "unknown option '--zzz'", "see iaclint check --help"),
        (["check", "-Z"], "unknown option '-Z'", "see iaclint check --help"),
        (["explain"], "missing argument 'SUBJECT'", "see iaclint explain --help"),
        (["check", "infr"], "there is no file or folder 'infr'", "did you mean 'infra'?"),
        (
            ["check", "infr/main.t"],
            "there is no file or folder 'infr/main.t'",
            "did you mean 'infra/main.tf'?",
        ),
    ],
)
def test_a_mistake_is_named_with_what_is_meant(
    program, arguments: list[str], message: str, hint: str
) -> None:
    result = program(*arguments, files={"infra/main.tf": ""})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"error: {message}\n  = help: {hint}\n"


def test_nothing_is_suggested_for_a_path_like_no_other(program) -> None:
    result = program("check", "zzz", files={"infra/main.tf": ""})
    assert result.stderr == "error: there is no file or folder 'zzz'\n"

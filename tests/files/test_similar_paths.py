from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.similar_paths import similar_path


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("infr", "infra"),
        ("./infr/", "infra"),
        ("infra/prd", "infra/prod"),
        ("infr/prod/mian.tf", "infra/prod/main.tf"),
        ("infra/../infr", "infra"),
        ("xyz", None),
        ("infr/xyz", None),
        ("infra/prod/main.tf/x", None),
    ],
)
def test_each_misspelled_name_is_replaced(tmp_path: Path, path: str, meant: str | None) -> None:
    (tmp_path / "infra/prod").mkdir(parents=True)
    (tmp_path / "infra/prod/main.tf").touch()
    assert similar_path(path, str(tmp_path)) == meant


def test_an_absolute_path_stays_absolute(tmp_path: Path) -> None:
    (tmp_path / "infra").mkdir()
    assert similar_path(f"{tmp_path}/infr", "/") == f"{tmp_path}/infra"

from __future__ import annotations

from pathlib import Path

from iaclint.files.source_tree import SourceTree
from iaclint.files.stamps import recording, stamp


def test_what_is_read_is_recorded_with_its_stamp(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/main.tf").write_text("", encoding="utf-8")
    tree = SourceTree(str(tmp_path), str(tmp_path))
    with recording() as stamps:
        list(tree.walk("."))
        tree.read("a/main.tf")
    paths = [str(tmp_path / name) for name in ("", "a", "a/main.tf")]
    assert stamps == {path.rstrip("/"): stamp(path) for path in paths}
    tree.read("a/main.tf")
    (tmp_path / "a/main.tf").write_text("x", encoding="utf-8")
    assert stamp(paths[2]) != stamps[paths[2]]
    assert stamp(str(tmp_path / "none")) is None

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iaclint.files.paths.named import read_named


def test_one_byte_more_than_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abcde")
    assert read_named("a", str(tmp_path), 3) == b"abcd"


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(OSError, match="it is a named pipe"):
            read_named(str(tmp_path / name))


def test_the_pipe_of_a_process_substitution_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"acl = 1")
    os.close(writing)
    assert read_named(f"/dev/fd/{reading}") == b"acl = 1"
    os.close(reading)

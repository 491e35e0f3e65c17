"""Reading git objects with one process for all of them."""

from __future__ import annotations

from hashlib import sha1, sha256
from typing import TYPE_CHECKING, Final

from iaclint.git.deadline import DEADLINE
from iaclint.git.repository import GitError

if TYPE_CHECKING:
    from iaclint.git.repository import Repository

_CHUNK: Final = 1 << 20
_SHA1_LENGTH: Final = 40


class ObjectReader:
    """Reads objects by their ids."""

    def __init__(self, repository: Repository) -> None:
        self._process = repository.start("cat-file", "--batch")

    def read(self, id_: str, limit: int) -> bytes | None:
        """Return the bytes of an object; None if there are more than ``limit``.

        Raises ``GitError`` if the repository does not have the object.
        """
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        try:
            into.write(id_.encode() + b"\n")
            into.flush()
        except OSError as error:
            raise GitError(f"git cat-file ended: {error.strerror}") from None
        line = out.readline()
        if not line and DEADLINE.is_up:
            raise GitError("git cat-file ended")
        _, *kind, size = line.split() or (b"", b"missing")
        if not kind:
            hint = "in a partial clone, `git fetch --refetch --filter=tree:99` fetches it"
            raise GitError(f"the repository does not have the object {id_}", hint)
        if int(size) <= limit:
            return self._next(int(size) + 1)[:-1]
        left = int(size) + 1
        while left > 0:
            left -= len(self._next(min(left, _CHUNK)))
        return None

    def _next(self, size: int) -> bytes:
        """Return a number of bytes of output; an object is not cut short if the process ends."""
        assert self._process.stdout is not None
        data = self._process.stdout.read(size)
        if len(data) < size:
            raise GitError("git cat-file ended")
        return data

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def blob_id(data: bytes, like: str) -> str:
    """Return the id that git gives a file; ``like`` is an id of the same repository."""
    algorithm = sha1 if len(like) == _SHA1_LENGTH else sha256
    return algorithm(b"blob %d\0" % len(data) + data).hexdigest()

"""Files that the user names, which may be anywhere."""

from __future__ import annotations

import errno
import os
import stat

from iaclint.limits import MAX_FILE_BYTES


def read_named(path: str, limit: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of a file that the user names, and one more than the limit if there are.

    Raises ``OSError``, also for a named pipe: reading it would wait for a writer. The pipe of a
    process substitution, ``<(command)``, has one.
    """
    real = os.path.realpath(path)
    is_pipe = os.path.exists(real) and stat.S_ISFIFO(os.stat(real).st_mode)
    if is_pipe and not real.startswith(("/dev/", "/proc/")):
        raise OSError(errno.EINVAL, "it is a named pipe", path)
    # A link can lead to an endless device.
    with open(path, "rb") as file:
        return file.read(limit + 1)

"""Files that the user names, which may be anywhere but behind a link of the checked repository."""

from __future__ import annotations

import errno
import os
import stat

from iaclint.files.paths.work_tree import leads_out_of, tree_left
from iaclint.limits import MAX_FILE_BYTES


def read_named(path: str, cwd: str = ".", limit: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of a file that the user names, and one more than the limit if there are.

    Raises ``OSError``, also for a link that leads out of the work tree, and for a named pipe:
    reading it would wait for a writer. The pipe of a process substitution, ``<(command)``, has one.
    """
    left = tree_left(path, cwd)
    if left is not None:
        raise OSError(errno.EACCES, f"it {leads_out_of(left)}", path)
    path = os.path.join(cwd, path)
    real = os.path.realpath(path)
    is_pipe = os.path.exists(real) and stat.S_ISFIFO(os.stat(real).st_mode)
    if is_pipe and not real.startswith(("/dev/", "/proc/")):
        raise OSError(errno.EINVAL, "it is a named pipe", path)
    # A link can lead to an endless device.
    with open(path, "rb") as file:
        return file.read(limit + 1)

"""Reading a git repository without running anything that it configures.

A repository can come from anyone. Its own configuration could name programs for file monitors,
filters, text conversion and transports (git-config, gitattributes), so only commands that read
objects and the index are used, with those settings switched off.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from math import inf
from typing import Final

from iaclint.errors import IaclintError
from iaclint.git.deadline import DEADLINE

_SETTINGS: Final = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.warnAmbiguousRefs=true",
    "protocol.allow=never",
    # Only reading: who owns the folder of a container's checkout does not matter.
    "safe.directory=*",
)
_ENVIRONMENT: Final = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_INHERITED: Final = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_WORK_TREE",
)

_WARNING: Final = "warning: "

SECONDS: Final = 60.0
"""How long a command may take: git waits for ever to read a ``.gitignore`` that is a pipe."""


class GitError(IaclintError):
    """git is missing, or a command of it failed."""

    is_failure = False
    """Whether git ran, and its command failed."""


class Repository:
    """The git repository of a work tree."""

    def __init__(self, root: str) -> None:
        """``root`` is the folder of the work tree."""
        self.root = root

    def read(self, *arguments: str) -> bytes:
        """Return the output of a git command that reads. Raises ``GitError``."""
        return self._run(arguments).stdout

    def warnings(self, *arguments: str) -> tuple[str, ...]:
        """Return the warnings of a git command that reads. Raises ``GitError``."""
        lines = self._run(arguments).stderr.decode("utf-8", "replace").splitlines()
        return tuple(line.removeprefix(_WARNING) for line in lines if line.startswith(_WARNING))

    def _run(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        # What git lists takes time as well: a command leaves half of the rest for it.
        seconds = min(SECONDS, DEADLINE.stage_left / 2)
        try:
            done = subprocess.run(
                _command(arguments),
                cwd=self.root,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            hint = "replace a .gitignore that is no regular file, or has patterns with many `*`"
            raise GitError(
                f"git {arguments[0]} takes more than {seconds:.1f} seconds", hint
            ) from None
        except OSError as error:
            raise _not_run(error) from None
        if done.returncode:
            message = done.stderr.decode("utf-8", "replace").strip().splitlines()
            failure = GitError(message[-1] if message else f"git {arguments[0]} failed")
            failure.is_failure = True
            raise failure
        return done

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a git command that reads, with pipes to it and from it. Raises ``GitError``.

        It is killed when the time of the run is up.
        """
        try:
            process = subprocess.Popen(
                _command(arguments),
                cwd=self.root,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise _not_run(error) from None
        _kill_when_time_is_up(process)
        return process

    def names(self, *arguments: str) -> tuple[str, ...]:
        """Return the paths that a command prints with ``-z``. Raises ``GitError``."""
        return tuple(os.fsdecode(name) for name in self.read(*arguments).split(b"\0") if name)

    def untracked(self, folder: str) -> tuple[str, ...]:
        """Return the files in a folder that are neither in the index nor ignored.

        A repository in the work tree is one of them, with a slash at the end. Raises ``GitError``.
        """
        return self.names("ls-files", "-z", "--others", "--exclude-standard", "--", folder)

    def ignored(self, folder: str, *patterns: str) -> frozenset[str]:
        """Return the untracked files and folders in a folder that ``.gitignore`` or the like names.

        ``patterns`` name more of them. Raises ``GitError``.
        """
        more = (f"--exclude={pattern}" for pattern in patterns)
        listed = ("--others", "--ignored", "--exclude-standard", *more, "--directory")
        return frozenset(n.rstrip("/") for n in self.names("ls-files", "-z", *listed, "--", folder))


def _kill_when_time_is_up(process: subprocess.Popen[bytes]) -> None:
    if DEADLINE.left == inf:
        return
    from threading import Timer

    timer = Timer(DEADLINE.left, process.kill)
    timer.daemon = True
    timer.start()


def _command(arguments: Sequence[str]) -> list[str]:
    command = ["git", "--no-pager", "--literal-pathspecs"]
    for setting in _SETTINGS:
        command += ["-c", setting]
    return [*command, *arguments]


def _not_run(error: OSError) -> GitError:
    return GitError(f"cannot run git: {error.strerror}", "install git")


def _environment() -> dict[str, str]:
    """Return the environment for git.

    Variables such as ``GIT_DIR`` and ``GIT_INDEX_FILE`` stay, because a hook gets them from git;
    those that name programs or settings do not.
    """
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _INHERITED
    }
    return {**inherited, **_ENVIRONMENT}

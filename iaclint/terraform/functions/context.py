"""The context of function calls, and their errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from iaclint.terraform.types.model import TerraformValue


class CallError(Exception):
    """Terraform would reject this call; ``argument`` is the index of the invalid one."""

    is_limit = False
    is_certain = True
    """Whether Terraform certainly rejects it when it plans."""

    def __init__(self, message: str, argument: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.argument = argument


class CallLimit(CallError):
    """A limit of iaclint that a call reaches, and Terraform would not."""

    is_limit = True


class CallRefused(CallLimit):
    """A call that iaclint does not make: of an unknown function, or on a file that is not read."""


class MissingFile(CallError):
    """A call on a file that does not exist; a step before the plan may write it."""

    is_certain = False


class OutOfStepsError(CallLimit):
    """A call takes more steps than the root module has left."""

    def __init__(self) -> None:
        super().__init__("this call takes more steps than are allowed")


class FileUnavailable(Exception):
    """A file is missing or must not be read; the message says which and why."""

    def __init__(
        self,
        message: str,
        *,
        is_missing: bool = True,
        is_refused: bool = False,
        blocker: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.blocker = blocker
        """What may write the file, if that is not known."""
        self.is_missing = is_missing
        """Whether the file certainly does not exist."""
        self.is_refused = is_refused
        """Whether iaclint must not read it, but Terraform could."""


def _no_template(text: str, variables: Mapping[str, TerraformValue]) -> TerraformValue:
    raise CallError("templates are not available here")


def _no_syntax(text: str) -> Mapping[str, TerraformValue]:
    raise CallError("tfvars are not available here")


def _endless(steps: int) -> bool:
    return True


class Context(Struct, frozen=True):
    """What functions and operators use besides operands; files only in the scanned tree."""

    read: Callable[[str], bytes]
    """Reads a file, relative to the root module; raises ``FileUnavailable``."""
    glob: Callable[[str, str], list[str]]
    """Lists the files in a folder that match a pattern, relative to the folder."""
    work_tree: str = "."
    """The absolute path of the tree, on this machine."""
    folder: str = "."
    """The root module's folder, in the tree."""
    render: Callable[[str, dict[str, TerraformValue]], TerraformValue] = _no_template
    """Renders a template's text with variables."""
    parse: Callable[[str], Mapping[str, TerraformValue]] = _no_syntax
    """Evaluates the text of a tfvars file; raises ``CallError``."""
    draw: Callable[[int], bool] = _endless
    """Takes steps from the budget of the root; returns whether there were enough."""

    def spend(self, steps: int) -> None:
        """Take steps for work beyond reading the arguments; raises ``OutOfStepsError``."""
        if not self.draw(steps):
            raise OutOfStepsError

"""The frame around each function: arguments converted, unknowns and marks carried along."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Annotated, Any, Final, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from iaclint.symbolic.derivations import derive
from iaclint.symbolic.equality import least_length
from iaclint.symbolic.natures import Nature, part_of_all
from iaclint.symbolic.structure import first_unknown, nature_of_selection
from iaclint.symbolic.values import Choice, Unknown
from iaclint.syntax.hcl.text import normal as normal_text
from iaclint.terraform.functions.context import (
    CallError,
    CallLimit,
    CallRefused,
    Context,
    FileUnavailable,
    MissingFile,
)
from iaclint.terraform.functions.work_tree import on_this_machine
from iaclint.terraform.operations.lifting import lift
from iaclint.terraform.types import model as types
from iaclint.terraform.types.conversion import ConversionError, ConversionLimit, convert
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    TerraformValue,
    Type,
    is_null,
)
from iaclint.terraform.types.numbers import Number, NumberError, NumberLimit

_Function = TypeVar("_Function", bound=Callable[..., Any])

REGISTERED: Final[dict[str, Builtin]] = {}
"""The functions of the families that are loaded, by name."""

Text: TypeAlias = Annotated[TerraformValue, STRING]
"""A string, or an unknown, partly known or JSON one."""
Texts: TypeAlias = Annotated[TerraformValue, types.ListOf(STRING)]
"""A list of ``Text``, or an unknown list."""
Strings: TypeAlias = Annotated[tuple[str, ...], types.ListOf(STRING)]
Numbers: TypeAlias = Annotated[tuple[Number, ...], types.ListOf(NUMBER)]
Bools: TypeAlias = Annotated[TerraformValue, types.ListOf(BOOL)]
AnyList: TypeAlias = Annotated[TerraformValue, types.ListOf(DYNAMIC)]
AnySet: TypeAlias = Annotated[TerraformValue, types.SetOf(DYNAMIC)]

LargeInt: TypeAlias = Annotated[int, NUMBER]
"""A whole number of any size; an ``int`` has at most 64 bits, as in Terraform's functions."""

FilePath: TypeAlias = Annotated[str, STRING, "path"]
"""The path of a file to read, with the folder that the work tree has on this machine."""

_NEVER_EMPTY: Final = frozenset(
    ("base64sha256", "base64sha512", "bcrypt", "md5", "sha1", "sha256", "sha512", "uuidv5")
)
"""The functions that return a text that is not empty, whatever they are given."""
_KEEP_TEXT: Final = frozenset(("base64encode", "lower", "strrev", "title", "upper", "urlencode"))
"""The functions that return no empty text for a text that is not empty."""

_PLAIN: Final[dict[object, Type]] = {
    str: STRING,
    int: NUMBER,
    Number: NUMBER,
    bool: BOOL,
    TerraformValue: DYNAMIC,
}


class _Parameter(Struct, frozen=True):
    name: str
    type: Type
    whole_bits: int | None
    """The greatest size of a whole number, with 0 for no limit; None for other arguments."""
    is_path: bool = False
    """Whether it is the path of a file to read."""


class _Signature(Struct, frozen=True):
    parameters: tuple[_Parameter, ...]
    rest: _Parameter | None
    result: Type
    takes_context: bool
    takes_whole: bool
    """Whether an argument must be a whole number."""
    takes_path: bool
    """Whether an argument is the path of a file to read."""

    def of(self, index: int) -> _Parameter:
        if index < len(self.parameters):
            return self.parameters[index]
        assert self.rest is not None
        return self.rest


class Builtin:
    """A function of the language, with how it treats what is not a plain known value."""

    def __init__(
        self,
        name: str,
        function: Callable[..., TerraformValue],
        *,
        unknowns: bool,
        nulls: bool,
        marks: bool,
        raw: bool,
        spells: int | None,
    ) -> None:
        self.name = name
        self._spells = spells
        self._function = function
        self._unknowns, self._nulls, self._marks, self._raw = unknowns, nulls, marks, raw
        self._read_signature: _Signature | None = None

    @property
    def signature(self) -> _Signature:
        """What the function's annotations say, read when it is first called."""
        if self._read_signature is None:
            self._read_signature = _read_signature(self._function)
        return self._read_signature

    def types(self, count: int) -> list[Type]:
        """Return the types of a number of arguments that it is called with."""
        return [self.signature.of(index).type for index in range(count)]

    def call(self, arguments: Sequence[TerraformValue], context: Context) -> TerraformValue:
        """Call the function; raises ``CallError``."""
        self._check_count(len(arguments))
        if self._raw:
            return self._function(*arguments)
        choice = _first_choice(arguments)
        if choice is None:
            return lift(partial(self._apply, context), arguments, deep=not self._marks)
        attempt = partial(self._attempt, choice.test.symbol, context)
        return lift(attempt, arguments, deep=not self._marks)

    def _attempt(self, symbol: str, context: Context, *arguments: TerraformValue) -> TerraformValue:
        """Call for one branch of a choice: that it fails there doesn't mean that it will."""
        try:
            return self._apply(context, *arguments)
        except CallError as error:
            if error.is_limit:
                raise
            return Unknown(symbol)

    def _apply(self, context: Context, *arguments: TerraformValue) -> TerraformValue:
        result = self._kept(self._evaluate(context, *arguments), arguments)
        if not isinstance(result, Unknown) or result.identity is not None:
            return result
        in_example = partial(self._attempt, result.symbol, context)
        return derive(result, self.name, in_example, arguments)

    def _evaluate(self, context: Context, *arguments: TerraformValue) -> TerraformValue:
        prepared = [self._prepare(index, value) for index, value in enumerate(arguments)]
        if self.signature.takes_path:
            tree = context.work_tree
            prepared = [self._located(index, value, tree) for index, value in enumerate(prepared)]
        if not self._unknowns:
            first = first_unknown(tuple(prepared))
            if first is not None:
                return self._spelled(prepared, self.unknown(first.symbol))
        if self.signature.takes_whole:
            prepared = [self._whole(index, value) for index, value in enumerate(prepared)]
        extra = (context,) if self.signature.takes_context else ()
        try:
            return normal(self._function(*extra, *prepared))
        except NumberLimit as error:
            raise CallLimit(str(error)) from None
        except ConversionLimit as error:
            raise CallLimit(error.message) from None
        except (NumberError, ConversionError) as error:
            raise CallError(str(error)) from None
        except FileUnavailable as error:
            if error.blocker is not None:
                return self.unknown(error.blocker)
            kind = CallRefused if error.is_refused else MissingFile
            raise kind(error.message, 0) from None
        except UnicodeError:
            raise CallError("the text is not valid Unicode") from None
        except (ArithmeticError, MemoryError, RecursionError, ValueError) as error:
            raise CallLimit(f"this call is too large to evaluate: {error}") from None

    def _spelled(self, arguments: Sequence[TerraformValue], result: Unknown) -> Unknown:
        if self._spells is None:
            return result
        nature = part_of_all((nature_of_selection(arguments[self._spells]),))
        return replace(result, derived=nature)

    def _kept(self, result: TerraformValue, arguments: Sequence[TerraformValue]) -> TerraformValue:
        """Return a result, never empty where the function keeps a text that is not empty."""
        if not isinstance(result, Unknown) or self.name not in _KEEP_TEXT:
            return result
        is_filled = any(map(least_length, arguments[:1]))
        nature = replace(result.nature, is_never_empty=is_filled)
        return replace(result, derived=nature) if is_filled else result

    def unknown(self, symbol: str) -> Unknown:
        """Return an unknown of the type that the function returns."""
        if self.signature.result == DYNAMIC:
            return Unknown(symbol)
        derived = Nature(is_never_empty=self.name in _NEVER_EMPTY)
        return Unknown(symbol, type=self.signature.result, not_null=True, derived=derived)

    def _check_count(self, given: int) -> None:
        least, rest = len(self.signature.parameters), self.signature.rest
        if given < least or (given > least and rest is None):
            least_text = f"at least {least}" if rest else str(least)
            what = "argument" if least == 1 else "arguments"
            raise CallError(f"{self.name} takes {least_text} {what}, not {given}")

    def _prepare(self, index: int, value: TerraformValue) -> TerraformValue:
        parameter = self.signature.of(index)
        if is_null(value) and not (self._nulls and parameter.type == DYNAMIC):
            raise CallError(f'the argument "{parameter.name}" must not be null', index)
        try:
            return convert(value, parameter.type)
        except ConversionLimit as error:
            raise CallLimit(error.message, index) from None
        except ConversionError as error:
            raise CallError(error.message, index) from None

    def _located(self, index: int, value: TerraformValue, work_tree: str) -> TerraformValue:
        is_path = self.signature.of(index).is_path
        return on_this_machine(value, work_tree) if is_path else value

    def _whole(self, index: int, value: TerraformValue) -> TerraformValue:
        parameter = self.signature.of(index)
        if parameter.whole_bits is None or not isinstance(value, (int, Fraction, float)):
            return value
        return whole(value, parameter.name, index, parameter.whole_bits)


def _first_choice(arguments: Sequence[TerraformValue]) -> Choice[TerraformValue] | None:
    for each in arguments:
        if isinstance(each, Choice):
            return each
    return None


def whole(number: Number, name: str, index: int, bits: int = 64) -> int:
    """Return a number as a whole one; raises ``CallError`` where it is not, or too large."""
    if isinstance(number, Fraction) or number != number // 1:
        raise CallError(f'the argument "{name}" must be a whole number', index)
    if bits and not -(2 ** (bits - 1)) <= number < 2 ** (bits - 1):
        raise CallError(f'the argument "{name}" does not fit into {bits} bits', index)
    return int(number)


def builtin(
    name: str,
    *,
    unknowns: bool = False,
    nulls: bool = False,
    marks: bool = False,
    raw: bool = False,
    spells: int | None = None,
) -> Callable[[_Function], _Function]:
    """Register a function of the language under a name.

    Its annotations are the types that the arguments are converted to. Unless it asks for
    ``unknowns``, the result is unknown where anything in an argument is. Unless it asks for
    ``nulls``, a null is refused, and always where an argument must be of some type. Unless
    it asks for ``marks`` inside of arguments, the whole result is sensitive where any part
    of an argument is. One that asks for ``raw`` arguments gets them as they are.
    ``spells`` is the index of the argument that the result is a part or another spelling of.
    """

    def register(function: _Function) -> _Function:
        REGISTERED[name] = Builtin(
            name, function, unknowns=unknowns, nulls=nulls, marks=marks, raw=raw, spells=spells
        )
        return function

    return register


def _read_signature(function: Callable[..., TerraformValue]) -> _Signature:
    hints = typing.get_type_hints(function, include_extras=True)
    parameters: list[_Parameter] = []
    rest: _Parameter | None = None
    takes_context = False
    for given in inspect.signature(function).parameters.values():
        hint = hints[given.name]
        if hint is Context:
            takes_context = True
            continue
        bits = {id(int): 64, id(LargeInt): 0}.get(id(hint))
        parameter = _Parameter(given.name, _type(hint), bits, _is_path(hint))
        if given.kind is inspect.Parameter.VAR_POSITIONAL:
            rest = parameter
        else:
            parameters.append(parameter)
    given_bits = [each.whole_bits for each in (*parameters, rest) if each]
    takes_whole = any(bits is not None for bits in given_bits)
    takes_path = any(parameter.is_path for parameter in parameters)
    result = _type(hints["return"])
    return _Signature(tuple(parameters), rest, result, takes_context, takes_whole, takes_path)


def _is_path(hint: object) -> bool:
    return "path" in getattr(hint, "__metadata__", ())


def _type(hint: object) -> Type:
    annotated = getattr(hint, "__metadata__", None)
    return annotated[0] if annotated else _PLAIN[hint]


def normal(value: TerraformValue) -> TerraformValue:
    """Bring a string to the normal form (NFC) that all of Terraform's strings have."""
    return normal_text(value) if isinstance(value, str) else value

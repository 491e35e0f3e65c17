"""Run the examples in rule files."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.judging.findings import Verdict

if TYPE_CHECKING:
    from iaclint.judging.report import Report
    from iaclint.ruleset.rule import Example, Rule


class _Outcome(Struct):
    """The verdicts of a run on one example."""

    verdicts: dict[str, dict[str, Verdict]] = field(default_factory=lambda: defaultdict(dict))
    """By rule and address."""
    errors: list[str] = field(default_factory=list)

    def addresses(self) -> set[str]:
        return {address for verdicts in self.verdicts.values() for address in verdicts}


class Miss(Struct, frozen=True):
    """A wrong verdict on an example."""

    example: Example
    diagnostic: Diagnostic


Describe: TypeAlias = Callable[["Rule", str, str], str | None]
"""Return the values that a rule tests, of the resource in a folder with an address.

None if the rule is not about any such resource.
"""


def try_rules(
    rules: Sequence[Rule],
    run: Callable[[str], Report],
    describe: Describe = lambda rule, folder, address: None,
) -> list[Miss]:
    """Return the wrong verdicts on examples, in order.

    Each example is written to a separate folder, and all of them are checked in one run, as the
    files of users are. ``run`` checks a folder, with paths relative to it.
    """
    trials = [(rule, example) for rule in rules for example in rule.examples]
    with tempfile.TemporaryDirectory(prefix="iaclint-trial-") as folder:
        for number, (_, example) in enumerate(trials):
            _lay_out(example, Path(folder, str(number)))
        outcomes = _by_folder(run(folder))
        misses: list[Miss] = []
        for number, (rule, example) in enumerate(trials):
            where = str(Path(folder, str(number)))
            values = partial(describe, rule, where)
            mistakes = _mistakes(rule, example, outcomes[str(number)], values)
            misses += (Miss(example, _diagnose(rule, example, mistake)) for mistake in mistakes)
        return misses


def _diagnose(rule: Rule, example: Example, mistake: _Mistake) -> Diagnostic:
    message = f"example '{example.name}': {mistake.message}"
    place = example.places.get(mistake.address, example.span)
    return Diagnostic(Level.ERROR, rule.id, message, place, mistake.values)


def _lay_out(example: Example, folder: Path) -> None:
    for path, text in example.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _by_folder(report: Report) -> dict[str, _Outcome]:
    outcomes: dict[str, _Outcome] = defaultdict(_Outcome)
    for finding in report.findings:
        verdicts = outcomes[_folder(finding.span.file.display)].verdicts[finding.rule.id]
        verdicts |= dict.fromkeys((finding.address, *finding.instances), finding.verdict)
    for diagnostic in report.diagnostics:
        if diagnostic.level is Level.ERROR and diagnostic.span:
            errors = outcomes[_folder(diagnostic.span.file.display)].errors
            errors.append(f"{diagnostic.message} (line {diagnostic.span.start.line})")
    return outcomes


def _folder(path: str) -> str:
    return path.partition("/")[0]


class _Mistake(Struct, frozen=True):
    message: str
    address: str = ""
    values: str | None = None


def _mistakes(
    rule: Rule, example: Example, outcome: _Outcome, values: Callable[[str], str | None]
) -> Iterator[_Mistake]:
    yield from map(_Mistake, outcome.errors)
    verdicts, known = outcome.verdicts[rule.id], outcome.addresses()
    expected = {
        **dict.fromkeys(example.fail, Verdict.FAIL),
        **dict.fromkeys(example.unknown, Verdict.UNKNOWN),
        **dict.fromkeys(example.passing, Verdict.PASS),
    }
    for address, verdict in expected.items():
        # A rule that does not apply gives no verdict, which counts as a pass.
        got = verdicts.get(address, Verdict.PASS)
        if known and address not in known and values(address) is None:
            yield _Mistake(f"no resource has the address {address}", address)
        elif got is not verdict:
            given = got.value if address in verdicts else "no verdict: the rule does not apply"
            message = f"{address}: expected {verdict.value}, got {given}"
            yield _Mistake(message, address, values(address))
    for address, got in verdicts.items():
        if address not in expected and got is not Verdict.PASS:
            message = f"{address}: got {got.value}, but the example does not list it"
            yield _Mistake(message, address, values(address))

"""The options of ``iaclint check``: what is checked, and what is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.cli.options import choose, one_of, split
from iaclint.errors import UsageError
from iaclint.report import FORMATS

if TYPE_CHECKING:
    from iaclint.judging.findings import Verdict
    from iaclint.report.view import Detail

SUPPRESSED = "suppressed"
"""The name for ``--show`` of findings that the source suppresses."""
UNCHANGED = "unchanged"
"""The name for ``--show`` of findings that are not new."""

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        show_default=False,
        help="Files, or folders with root modules and templates; by default this folder. With"
        " - and --stdin-filename, the file in standard input.",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"Report format: {one_of(FORMATS)} (default: text); repeatable.",
        autocompletion=completion.formats,
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output", metavar="FILE", help="Write the report of the preceding --format to a file."
    ),
]
Show = Annotated[
    str | None,
    typer.Option(
        metavar="VERDICTS",
        help="Verdicts to list: fail, unknown, pass, suppressed or all (default: fail; in text"
        " also unknown); unchanged lists what --diff and --baseline leave out, too.",
        autocompletion=completion.verdicts,
    ),
]
Rules = Annotated[
    str | None,
    typer.Option(
        "--rules",
        metavar="ID,...",
        help="Run only these rules; all for every rule.",
        autocompletion=completion.rule_ids,
    ),
]
Skip = Annotated[
    str | None,
    typer.Option(
        "--skip",
        metavar="ID,...",
        help="Skip these rules.",
        autocompletion=completion.rule_ids,
    ),
]
Region = Annotated[
    str | None, typer.Option(metavar="NAME", help="AWS region of the stacks, such as eu-west-1.")
]
Account = Annotated[
    str | None, typer.Option(metavar="ID", help="AWS account of the stacks: 12 digits.")
]
Partition = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="AWS partition of the stacks: aws, aws-cn or aws-us-gov."),
]
Source = Annotated[
    str | None,
    typer.Option(metavar="FOLDER", help="Source folder of a plan, to report places in the source."),
]
ValidateTemplates = Annotated[
    bool,
    typer.Option("--validate-templates", help="Also validate templates with cfn-lint."),
]
NoSuppressions = Annotated[
    bool,
    typer.Option("--no-suppressions", help="Report findings that the source suppresses, too."),
]
NoOtherSuppressions = Annotated[
    bool,
    typer.Option(
        "--no-other-suppressions",
        help="Ignore suppressions that are written for other tools, such as checkov:skip.",
    ),
]
Diff = Annotated[
    str | None,
    typer.Option(
        "--diff",
        metavar="REF",
        help="Report as new only what is not there at the merge base of HEAD and a revision.",
    ),
]
Changed = Annotated[
    bool,
    typer.Option(
        "--changed",
        help="Take PATHS as changed files: check all that they affect, and report only what they"
        " cause. Without PATHS, take what is staged.",
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option("--baseline", metavar="FILE", help="Report as new only what a baseline lacks."),
]
RequireCoverage = Annotated[
    bool,
    typer.Option(
        "--require-coverage",
        help="Also fail if nothing was checked, or a module or file could not be loaded.",
    ),
]
MaxFindings = Annotated[
    int,
    typer.Option(
        "--max-findings",
        metavar="NUMBER",
        min=0,
        help="How many findings to accept before the run fails.",
    ),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Also count the findings of each rule.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print findings and errors only, no summary.")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print everything: no groups, no shortened lists.")
]
Timeout = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0,
        help="Report what is checked by then, and fail.",
    ),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", metavar="FILE", help="The name of the file that the path - reads."
    ),
]
Watch = Annotated[
    bool, typer.Option("--watch", help="Check again when a file changes, until Ctrl-C.")
]
ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help="Exit with code 0 whenever there is a report.")
]


def read_detail(quiet: bool, verbose: bool) -> Detail:
    """Return how much to print. Raises ``UsageError`` for both options."""
    from iaclint.report.view import Detail

    if quiet and verbose:
        raise UsageError("--quiet and --verbose exclude each other")
    return Detail.QUIET if quiet else Detail.VERBOSE if verbose else Detail.NORMAL


def read_verdicts(show: str | None) -> frozenset[Verdict] | None:
    """Return the verdicts to list; None for the default of each format."""
    from iaclint.judging.findings import Verdict

    if show is None:
        return None
    known = [*(verdict.value for verdict in Verdict), SUPPRESSED, UNCHANGED, "all"]
    names = [choose(name, known, "--show") for name in split(show)]
    if "all" in names:
        return frozenset(Verdict)
    if set(names) <= {UNCHANGED}:
        return None
    return frozenset(Verdict(name) for name in names if name not in (SUPPRESSED, UNCHANGED))

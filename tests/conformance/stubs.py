"""Compare a stub with the real module: `python tests/conformance/stubs.py STUB MODULE_FOLDER`.

STUB is the folder of a range, MODULE_FOLDER a copy of the module at a version in that range. Every
example of the module, and generated arguments, are checked with both. No verdict may be a pass
where the real module fails, or a failure where it passes. `--stubs FOLDER` has the stubs if they
are not the bundled ones.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import stub_values
from stub_samples import BESIDE, SAMPLES

from iaclint.address import without_keys
from iaclint.api import check
from iaclint.files.source_tree import SourceTree
from iaclint.syntax.hcl.blocks import Block
from iaclint.terraform.config.module import load_module

_SAME = re.compile(r'(source\s*=\s*")\.\./\.\.(?:/\.\.)?/?((?://)?(?:modules/[\w-]+)?)/?(")')
_VALUES = {
    "bool": ["true", "false"],
    "string": ['"a"', "null", '"arn:aws:kms:eu-west-1:111122223333:key/1"'],
    "number": ["0", "1", "35"],
}
_POLICY = (
    'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*",'
    ' Action = "*", Resource = "*" }] })'
)
_STATEMENTS = (
    '{ a = { effect = "Allow", actions = ["*"],'
    ' principals = [{ type = "AWS", identifiers = ["*"] }] } }'
)

Verdicts = dict[tuple[str, str], str]
Files = dict[str, str]


def verdicts(folder: Path) -> tuple[dict[str, Verdicts], set[str]]:
    """Return the verdicts of all rules in the folders of a folder, by rule and address.

    The second result has the folders with a value that a validation of the module rejects.
    """
    report = check(folder, profile="all", rules=["all"])
    found: dict[str, dict[tuple[str, str], set[str]]] = {}
    for finding in report.findings:
        for address, scope in zip(finding.instances, finding.scopes, strict=True):
            key = finding.rule.id, without_keys(address)
            of_set = found.setdefault(scope.rpartition("/")[2], {})
            of_set.setdefault(key, set()).add(finding.verdict.value)
    refused = {
        diagnostic.span.file.path.split("/")[-2]
        for diagnostic in report.diagnostics
        if diagnostic.code == "refused-value" and diagnostic.span
    }
    return {
        name: {key: "/".join(sorted(values)) for key, values in of_set.items()}
        for name, of_set in found.items()
    }, refused


def examples(module: Path) -> Iterator[tuple[str, Files]]:
    """Yield the name and the files of each example of a module."""
    for folder in sorted({path.parent for path in (module / "examples").glob("**/*.tf")}):
        yield folder.name, {path.name: path.read_text() for path in folder.glob("*.tf*")}


def generated(folder: Path, stub: Path, count: int, submodule: str) -> Iterator[tuple[str, Files]]:
    """Yield calls with generated arguments: each variable at a few values, then several at once."""
    variables = load_module(SourceTree(str(folder), "."), submodule or ".").variables
    values = _values(folder, stub, variables, submodule)
    required = [n for n in values if "default" not in variables[n].body.attributes]
    needed = {name: values[name][0] for name in required}
    sets = [{**needed, name: value} for name, options in values.items() for value in options]
    choice, beside = random.Random(1), BESIDE.get(_module(stub), "")
    for _ in range(max(count - len(sets), count // 2)):
        names = {*choice.sample(sorted(values), min(8, len(values))), *required}
        sets.append({name: choice.choice(values[name]) for name in sorted(names)})
    for n, arguments in enumerate(sets):
        lines = "\n".join(f"  {k} = {v}" for k, v in arguments.items())
        text = f'module "m" {{\n  source = "../../{submodule}"\n{lines}\n}}\n{beside}'
        yield f"generated-{n} {arguments}", {"main.tf": text}


def _module(stub: Path) -> str:
    return "/".join(stub.parts[-4:-2])


def _values(
    folder: Path, stub: Path, variables: dict[str, Block], submodule: str
) -> dict[str, list[str]]:
    """Return the values of each variable."""
    given = SAMPLES.get(_module(stub), {})
    shown = stub_values.of_examples(folder, submodule)
    values = {}
    for name, block in variables.items():
        kind = _type(block)
        # No name begins with an ARN.
        usual = ['"a"'] if name == "prefix" else _VALUES.get(kind, [])
        plain = [*given.get(name, ()), *usual, *_by_name(name, kind)]
        values[name] = [*dict.fromkeys([*plain, *shown.get(name, ()), *stub_values.of_type(block)])]
    return {name: options for name, options in values.items() if options}


def _by_name(name: str, kind: str) -> list[str]:
    if name.endswith("statements"):
        text = f"values({_STATEMENTS})" if kind.startswith("list") else _STATEMENTS
        return [text, text.replace('"*"] }]', '"111122223333"] }]')]
    if kind == "list(string)":
        documents = name.endswith("policy_documents")
        return [f"[{_POLICY}]"] if documents else ['["*"]', '["arn:aws:iam::111122223333:root"]']
    if name.endswith("log_group_class"):
        return ['"DELIVERY"', '"STANDARD"']
    return [_POLICY] if kind == "string" and name.endswith("policy") else []


def _type(block: Block) -> str:
    attribute = block.body.attributes.get("type")
    return attribute.expression.span.text if attribute else ""


def compare(
    sets: Sequence[Files], stub: Path, work: Path, others: dict[str, Path]
) -> Iterator[Counter[str]]:
    """Yield how many verdicts of the stub agree with those of the module, and how, for each set."""
    real, other = work / "module" / "examples", work / "stubbed"
    address = "/".join(stub.resolve().parts[-4:-1])
    for folder in (real, other):
        shutil.rmtree(folder, ignore_errors=True)
    for n, files in enumerate(sets):
        for folder in (real, other):
            (folder / f"x{n}").mkdir(parents=True)
        for name, text in files.items():
            path = real / f"x{n}" / name
            path.write_text(_linked(_SAME.sub(r"\1../../\2\3", text), path, others))
            called = _SAME.sub(lambda m: _called(m, address, stub.name), text)
            (other / f"x{n}" / name).write_text(called)
    (found, refused), (stubbed, _) = verdicts(real), verdicts(other)
    for n in range(len(sets)):
        name = f"x{n}"
        yield _count(found.get(name, {}), stubbed.get(name, {}), name in refused)


def _lay_out(module: Path, also: dict[str, str], work: Path) -> dict[str, Path]:
    """Copy a module, and those that it calls from elsewhere; return the folders of the latter."""
    ignored = shutil.ignore_patterns("examples", ".git")
    others = {address: work / "also" / str(n) for n, address in enumerate(also)}
    shutil.copytree(module, work / "module", ignore=ignored)
    for address, folder in others.items():
        shutil.copytree(also[address], folder, ignore=ignored)
    for path in work.rglob("*.tf"):
        path.write_text(_linked(path.read_text(), path, others))
    return others


def _linked(text: str, path: Path, others: dict[str, Path]) -> str:
    """Return the text of a file that calls copies of other modules."""
    for address, folder in others.items():
        inside = os.path.relpath(folder, path.parent)
        text = re.sub(
            rf'(source\s*=\s*"){re.escape(address)}((?://[^"]*)?")', rf"\1{inside}\2", text
        )
    return text


def _called(found: re.Match[str], address: str, range_: str) -> str:
    submodule = f"//{found[2].strip('/')}" if found[2].strip("/") else ""
    version = re.sub(r"\.x$", "", range_.rpartition("-")[2])
    version = version if version.count(".") == 2 else f"{version}.0"
    return f'{found[1]}{address}{submodule}"\n  version = "~> {version}' + '"'


def _count(real: Verdicts, stub: Verdicts, is_refused: bool) -> Counter[str]:
    """Count verdicts that agree; those of a rejected value are unknown only with the module."""
    counts: Counter[str] = Counter()
    for key in real.keys() | stub.keys():
        pair = real.get(key, "none"), stub.get(key, "none")
        if pair[0] == pair[1] or pair == ("none", "pass") or (is_refused and pair[0] == "unknown"):
            counts["equal"] += 1
        elif "unknown" in pair[1] or pair[1] == "none":
            counts["unknown"] += 1  # a submodule without a stub counts as well
            counts[f"unknown {pair[0]} -> {pair[1]} {key[0]} {key[1]}"] += 1
        else:
            counts[f"WRONG {pair[0]} -> {pair[1]} {key[0]} {key[1]}"] += 1
    return counts


def _generated(options: argparse.Namespace, stub: Path) -> Iterator[tuple[str, Files]]:
    sets = [*generated(options.module, stub, options.generated, options.submodule)]
    yield from random.Random(1).sample(sets, min(options.at_most or len(sets), len(sets)))


def _compared(
    sets: Sequence[tuple[str, Files]], stub: Path, work: Path, others: dict[str, Path]
) -> Iterator[tuple[str, Counter[str]]]:
    """Yield the title and the counts of each set; many are checked in one run."""
    for start in range(0, len(sets), 50):
        part = sets[start : start + 50]
        counts = compare([files for _, files in part], stub, work, others)
        yield from zip((title for title, _ in part), counts, strict=True)


def main() -> None:
    """Print a line for each set of arguments that differs, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stub", type=Path)
    parser.add_argument("module", type=Path)
    parser.add_argument("--generated", type=int, default=200)
    parser.add_argument("--submodule", default="", help="generate arguments of this: modules/x")
    parser.add_argument("--at-most", type=int, help="check this many generated sets of arguments")
    parser.add_argument("--no-examples", action="store_true", help="generated arguments only")
    parser.add_argument(
        "--also",
        metavar="ADDRESS=FOLDER",
        type=lambda text: text.split("="),
        action="append",
        default=[],
        help="a module that the module calls",
    )
    parser.add_argument("--unknown", action="store_true", help="list the unknown verdicts, too")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    stub = options.stub.resolve()
    own = () if options.no_examples else examples(options.module)
    sets = [*own, *_generated(options, stub)]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        subprocess.run(["git", "init", "-q", name], check=True)  # files outside are not read
        others = _lay_out(options.module, dict(options.also), work)
        for title, counts in _compared(sets, stub, work, others):
            total.update(counts)
            wrong = [text for text in counts if text.startswith("WRONG")]
            if wrong:
                print(title, *wrong, sep="\n    ")
    if options.unknown:
        unknown = (item for item in total.most_common() if item[0].startswith("unknown "))
        print(*(f"{number} {text}" for text, number in unknown), sep="\n")
    wrong_total = sum(n for text, n in total.items() if text.startswith("WRONG"))
    every = total["equal"] + total["unknown"] + wrong_total
    print(
        f"{'/'.join(stub.parts[-4:])}: {len(sets)} sets, {every} verdicts,"
        f" {total['unknown'] / max(every, 1):.1%} unknown, {wrong_total} wrong"
    )
    raise SystemExit(1 if wrong_total else 0)


if __name__ == "__main__":
    main()

"""The kinds of inputs that are checked alone: options, other commands, own files."""

# ruff: noqa: E501
# Source text is on one line where that shows its form.

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Final

from tests.hostile.fuzzing import corpus, kinds, templates, values
from tests.hostile.fuzzing.case import Case, Files
from tests.hostile.fuzzing.grammar import Writer
from tests.hostile.inputs import BUCKET, TEMPLATE

FORMATS: Final = (
    *("text", "full", "concise", "json", "sarif", "github", "gitlab", "gitlab-sast", "junit"),
    *("markdown", "csv", "html"),
)
SHOWN: Final = ("fail", "unknown", "pass", "suppressed", "all", "unchanged", "fail,unknown")


def _any_files(dice: random.Random) -> Files:
    makers = [make for _, make in kinds.TOGETHER.values()]
    return dice.choice(makers)(dice)


def _in(files: Files, folder: str = "n0") -> Files:
    return {f"{folder}/{name}": data for name, data in files.items()}


def _text(dice: random.Random) -> str:
    """Return a text that can be an argument of a process."""
    found = values.text(dice).replace("\0", "")[:10_000]
    return found.encode("utf-8", "replace").decode("utf-8")


def _evaluate(dice: random.Random) -> Case:
    files = _in(_any_files(dice))
    path = dice.choice(("n0", "n0", ".", dice.choice(sorted(files))))
    address = dice.choice(((), (), ("aws_s3_bucket.x",), (_text(dice),), ("module.m",), ("A",)))
    more = dice.choice(
        ((), ("--format", "json"), ("--format", "json"), ("--var", f"v={_text(dice)}"))
    )
    return Case("evaluate", files, ("evaluate", *more, "--", path, *address))


def _explain(dice: random.Random) -> Case:
    files = _in(_any_files(dice))
    file = dice.choice(sorted(files))
    subject = dice.choice(
        (
            file,
            f"{file}:{dice.choice((0, 1, 3, 10**9, -1, '9' * 5_000, 'x'))}",
            "aws_s3_bucket.x",
            "A",
            "B",
            _text(dice),
            "aws-s3-public-access",
            "CKV_AWS_20",
            "x0c/main.tf",
        )
    )
    return Case(
        "explain", files, ("explain", "--", subject, *dice.choice(((), (), ("n0",), (".",))))
    )


def _modules(dice: random.Random) -> Case:
    files = _in(_any_files(dice))
    return Case(
        "modules list", files, ("modules", "list", *dice.choice(((), ("--format", "json"))), ".")
    )


def _stub(dice: random.Random) -> Case:
    writer = Writer(dice)
    files = {
        "m/main.tf": writer.source().encode("utf-8", "replace"),
        "main.tf": b'module "a" {\n source = "./m"\n}\n',
    }
    if dice.random() < 0.6:
        files = {
            "m/main.tf": dice.choice(corpus.examples("terraform")).encode()
            + writer.source().encode("utf-8", "replace")
        }
    subject = dice.choice(("n0/m", "n0/m", "n0", "module.a", _text(dice)))
    source = dice.choice(("a/b/aws", "a/b/aws", _text(dice), "git::https://github.com/a/b.git"))
    version = dice.choice(("1.0.0", "2.x", "2-3.x", _text(dice)))
    return Case(
        "stub",
        _in(files),
        ("stub", "--source", source, "--version", version, "--folder", "out", "--", subject),
    )


def _bytes_of(root: object, dice: random.Random) -> bytes:
    changed = values.change(json.loads(json.dumps(root)), dice)
    data = values.dump(changed, dice)
    return kinds.mutate(data, dice) if dice.random() < 0.2 else data


def _config(dice: random.Random) -> Case:
    config = {key: corpus.CONFIG[key] for key in dice.sample(sorted(corpus.CONFIG), 3)}
    files = {
        ".iaclint.yaml": _bytes_of(config, dice),
        "a.tfvars": b'v = "x"\n',
        "dev.tfvars": b"",
        "p.json": b'["P=x"]',
        "policies/a.txt": b"",
        "stubs/a.txt": b"",
        "n0/main.tf": BUCKET.encode(),
    }
    if dice.random() < 0.2:
        files[".iaclint.yaml"] = templates.write_yaml(corpus.CONFIG, dice).encode(
            "utf-8", "replace"
        )
    arguments = dice.choice(
        (
            ("check",),
            ("check", "--format", "json"),
            ("config", "show"),
            ("config", "show", "--format", "json"),
            ("evaluate", "n0"),
            ("modules", "list"),
            ("check", "--config", ".iaclint.yaml"),
        )
    )
    return Case(".iaclint.yaml", files, arguments)


_END_OF: Final = {"model": ".model", "fragment": ".fragment"}


def _rules(dice: random.Random) -> Case:
    end = dice.choice(("", "", ".model", ".fragment"))
    text = dice.choice(
        [each for each in corpus.rule_files() if _END_OF.get(each.partition(":")[0], "") == end]
    )
    text = text.replace("id: ", "id: x-", 1)
    if dice.random() < 0.6:
        root = corpus.plain_yaml(text)
        text = (
            values.dump(values.change(root, dice), dice).decode("utf-8", "replace")
            if isinstance(root, dict)
            else text
        )
    else:
        text = kinds.mutate(text.encode(), dice).decode("utf-8", "replace")
    name = f"rules/x{end}.yaml"
    arguments = dice.choices(
        (
            ("check", "--rules-dir", "rules", "--rules", "all"),
            ("check", "--rules-dir", "rules", "--format", "json"),
            ("rules", "list", "--rules-dir", "rules"),
            ("rules", "show", "x", "--rules-dir", "rules"),
            ("rules", "test", name),
            ("explain", "--rules-dir", "rules", "aws-s3-public-access"),
            ("models", "list", "--rules-dir", "rules"),
        ),
        (10, 20, 3, 3, 2, 2, 2),
    )[0]
    return Case(
        "rules and models",
        {
            name: text.encode("utf-8", "replace"),
            "n0/main.tf": dice.choice(corpus.examples("terraform")).encode(),
        },
        arguments,
    )


def _baseline(dice: random.Random) -> Case:
    files = {"b.json": _bytes_of(corpus.BASELINE, dice), **_in(_any_files(dice))}
    arguments = dice.choice(
        (
            ("check", "--baseline", "b.json"),
            ("check", "--baseline", "b.json", "--format", "json", "--show", "all"),
            ("baseline", "update", "--baseline", "b.json"),
            ("baseline", "prune", "--baseline", "b.json"),
            ("baseline", "write", "--force", "--unknown", "--baseline", "b.json"),
        )
    )
    return Case("baselines", files, arguments)


def _stubs(dice: random.Random) -> Case:
    writer = Writer(dice)
    source = (
        writer.source()
        if dice.random() < 0.6
        else kinds.mutate(BUCKET.encode(), dice).decode("utf-8", "replace")
    )
    version = dice.choice(
        ("1.x", "1.x", "1-2.x", "1.2-1.x", _text(dice).replace("/", "")[:100] or "1.x")
    )
    call = f'module "a" {{\n source = "a/b/aws"\n version = {dice.choice((json.dumps("~> 1.0"), writer.literal()))}\n{writer.body()}}}\n'
    return Case(
        "stubs",
        {
            f"stubs/a/b/aws/{version}/main.tf": source.encode("utf-8", "replace"),
            "n0/main.tf": call.encode("utf-8", "replace"),
        },
        (
            *dice.choice((("check",), ("check", "--format", "json"), ("modules", "list"))),
            "--stubs",
            "stubs",
        ),
    )


def _values(dice: random.Random) -> Case:
    writer = Writer(dice)
    files = {
        "n0/main.tf": f'variable "v" {{\n type = {dice.choice(("any", "string", "number", "list(any)", "map(string)"))}\n}}\n{writer.source()}'.encode(
            "utf-8", "replace"
        ),
        "n0/t.json": json.dumps(corpus.TEMPLATE_TREE).encode(),
        "v.tfvars": dice.choice(
            (
                kinds.mutate(b'v = ["x", {a = 1}]\n', dice),
                f"v = {writer.expression()}\n".encode("utf-8", "replace"),
            )
        ),
        "v.tfvars.json": _bytes_of(corpus.VALUES, dice),
        "p.json": _bytes_of(
            dice.choice((corpus.PARAMETERS, {"Parameters": {"P": "x"}}, ["P=x"], {"P": "x"})), dice
        ),
        "p.yaml": kinds.mutate(b"Parameters:\n  P: x\n", dice),
    }
    options = (
        ("--var-file", "v.tfvars"),
        ("--var-file", "v.tfvars.json"),
        ("--parameters", "p.json"),
        ("--parameters", "p.yaml"),
        ("--var", f"v={_text(dice)}"),
        (
            "--var",
            f"v={writer.expression(2)}".replace("\0", "").encode("utf-8", "replace").decode(),
        ),
        ("--var", _text(dice)),
        ("--env", f"{_text(dice)}=v.tfvars"),
        ("--env", _text(dice)),
        ("--workspace", _text(dice)),
    )
    given = [part for option in dice.sample(options, dice.choice((1, 1, 2))) for part in option]
    return Case(
        "variables and parameters",
        files,
        ("check", *given, *dice.choice(((), ("--format", "json")))),
    )


def _arguments(dice: random.Random) -> Case:
    text = _text(dice)
    options = (
        *(
            ("--rules", text),
            ("--skip", text),
            ("--profile", text),
            ("--show", text),
            ("--format", text),
            ("--exclude", text),
            ("--config", text),
        ),
        *(
            ("--region", text),
            ("--account", text),
            ("--partition", text),
            ("--max-findings", text),
            ("--timeout", text),
            ("--fail-on", text),
        ),
        *(
            ("--stdin-filename", text, "-"),
            ("--baseline", text),
            ("--diff", text),
            ("--source", text),
            ("--rules-dir", text),
            ("--stubs", text),
        ),
        *(
            (text,),
            ("--", text),
            ("--changed", text),
            ("--force-exclude", "--exclude", text, "n0"),
            ("--unknown", text),
            ("--color", text),
            ("--parameters", text),
        ),
    )
    return Case(
        "arguments",
        _in({"main.tf": BUCKET.encode(), "t.yaml": TEMPLATE.encode()}),
        ("check", *dice.choice(options)),
    )


def _options(dice: random.Random) -> Case:
    """Return any files, with a random choice of valid options."""
    files = _in(_any_files(dice))
    file = dice.choice(sorted(files))
    options = (
        *(
            ("--rules", "all"),
            ("--profile", "hipaa"),
            ("--verbose",),
            ("--quiet",),
            ("--statistics",),
            ("--no-suppressions",),
            ("--color", "always"),
        ),
        *(
            ("--no-other-suppressions",),
            ("--unknown", "fail"),
            ("--unknown", "ignore"),
            ("--require-coverage",),
            ("--show", dice.choice(SHOWN)),
        ),
        *(
            ("--source", "n0"),
            ("--exclude", "n0/m"),
            ("--tf-var-env",),
            ("--timeout", "50"),
            ("--region", "eu-west-1"),
            ("--skip", "aws-s3-versioning"),
        ),
    )
    given = [part for option in dice.sample(options, dice.choice((1, 2, 3))) for part in option]
    if "--quiet" in given and "--verbose" in given:
        given.remove("--quiet")
    paths = dice.choice(
        ((), (), ("--", file), ("--", "n0"), ("--changed", "--", file), ("--changed", "--", "n0"))
    )
    return Case("options", files, ("check", "--format", dice.choice(FORMATS), *given, *paths))


def _difference(dice: random.Random) -> Case:
    files = _in(_any_files(dice))
    return Case(
        "--diff",
        files,
        ("check", "--diff", "HEAD", *dice.choice(((), ("--format", "json")))),
        commit=True,
    )


KINDS: Final[dict[str, tuple[float, Callable[[random.Random], Case]]]] = {
    "evaluate": (4, _evaluate),
    "explain": (0.7, _explain),
    "modules list": (1, _modules),
    "stub": (1.5, _stub),
    ".iaclint.yaml": (1.5, _config),
    "rules and models": (0.6, _rules),
    "baselines": (1.2, _baseline),
    "stubs": (1.2, _stubs),
    "variables and parameters": (1.2, _values),
    "arguments": (1.2, _arguments),
    "options": (2.5, _options),
    "--diff": (0.15, _difference),
}
"""The kinds that are checked alone, with their weights."""

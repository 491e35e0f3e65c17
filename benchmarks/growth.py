"""Print the time and the memory per resource as configurations grow.

`python benchmarks/growth.py 1000 10000 100000` checks generated roots, templates and modules of
about these numbers of resources, each in a process of its own. The time per resource is without
that of a run on one resource.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from run import Cost, measure

BUCKET = """\
resource "aws_s3_bucket" "b{0}" {{
  bucket = "b{0}"
}}
resource "aws_s3_bucket_acl" "b{0}" {{
  bucket = aws_s3_bucket.b{0}.id
  acl    = "public-read"
}}
resource "aws_s3_bucket_versioning" "b{0}" {{
  bucket = aws_s3_bucket.b{0}.id
  versioning_configuration {{
    status = "Enabled"
  }}
}}
"""
CALL = 'module "m" {\n  count  = 10\n  source = "./m"\n}\n'
IN_TEMPLATE = """\
  B{0}:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: b{0}
"""


def _buckets(count: int) -> str:
    return "".join(BUCKET.format(n) for n in range(count // 3 or 1))


KINDS: dict[str, Callable[[int], dict[str, str]]] = {
    "one root": lambda count: {"main.tf": _buckets(count)},
    "ten instances": lambda count: {"main.tf": CALL, "m/main.tf": _buckets(count // 10)},
    "one template": lambda count: {
        "t.yaml": "Resources:\n" + "".join(IN_TEMPLATE.format(n) for n in range(count))
    },
}


def main() -> None:
    """Read the command line, measure, and print a table for each kind."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", metavar="RESOURCES", nargs="+", type=int)
    parser.add_argument("--kind", choices=KINDS)
    arguments = parser.parse_args()
    for kind in [arguments.kind] if arguments.kind else KINDS:
        least = cost_of(KINDS[kind](1))
        print(f"\n{kind}\n{'resources':>12} {'s':>8} {'ms each':>8} {'MB':>6} {'kB each':>8}")
        for size in arguments.sizes:
            cost = cost_of(KINDS[kind](size))
            each = (cost.seconds - least.seconds) * 1e3 / size
            memory = (cost.megabytes - least.megabytes) * 1e3 / size
            print(f"{size:>12,} {cost.seconds:>8.1f} {each:>8.2f} {cost.megabytes:>6.0f}"
                  f" {memory:>8.1f}", flush=True)  # fmt: skip


def cost_of(files: dict[str, str]) -> Cost:
    """Return what a run on files takes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return measure(["-m", "iaclint", "check", folder, "--exit-zero"])


if __name__ == "__main__":
    sys.exit(main())

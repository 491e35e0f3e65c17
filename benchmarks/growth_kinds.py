"""The configurations of growth.py: each kind with any number of resources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from iaclint.limits import MAX_DOCUMENT_RESOURCES

Files = Iterable[tuple[str, str]]
"""Paths and texts."""

BUCKET = """\
resource "aws_s3_bucket" "b{0}" {{
  bucket = "b{0}"
}}
resource "aws_s3_bucket_public_access_block" "b{0}" {{
  bucket                  = aws_s3_bucket.b{0}.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}}
resource "aws_s3_bucket_server_side_encryption_configuration" "b{0}" {{
  bucket = aws_s3_bucket.b{0}.id
  rule {{
    apply_server_side_encryption_by_default {{
      sse_algorithm = "aws:kms"
    }}
  }}
}}
resource "aws_s3_bucket_versioning" "b{0}" {{
  bucket = aws_s3_bucket.b{0}.id
  versioning_configuration {{
    status = "Enabled"
  }}
}}
"""
PUBLIC = """\
resource "aws_s3_bucket" "b{0}" {{
  bucket = "b{0}"
}}
resource "aws_s3_bucket_acl" "b{0}" {{
  bucket = aws_s3_bucket.b{0}.id
  acl    = "public-read"
}}
"""
COUNTED = """\
resource "aws_s3_bucket" "b{0}" {{
  count  = {1}
  bucket = "b{0}-${{count.index}}"
}}
resource "aws_s3_bucket_public_access_block" "b{0}" {{
  count                   = {1}
  bucket                  = aws_s3_bucket.b{0}[count.index].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}}
resource "aws_s3_bucket_server_side_encryption_configuration" "b{0}" {{
  for_each = {{ for i, b in aws_s3_bucket.b{0} : i => b.id }}
  bucket   = each.value
  rule {{
    apply_server_side_encryption_by_default {{
      sse_algorithm = "aws:kms"
    }}
  }}
}}
resource "aws_s3_bucket_versioning" "b{0}" {{
  count  = {1}
  bucket = aws_s3_bucket.b{0}[count.index].id
  versioning_configuration {{
    status = "Enabled"
  }}
}}
"""
CALL = 'module "m" {{\n  count  = {}\n  source = "./m"\n  prefix = "p${{count.index}}"\n}}\n'
IN_MODULE = BUCKET.replace('bucket = "b{0}"', 'bucket = "${{var.prefix}}-b{0}"')
IN_TEMPLATE = """\
  B{0}:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: b{0}
"""

PER_FILE: Final = 500
PER_BLOCK: Final = 100
PER_MODULE: Final = 100


def several_files(text: str, resources: int, count: int) -> Iterator[tuple[str, str]]:
    """Yield files with repeated text, which has this number of resources."""
    for file, numbers in enumerate(_parts(-(-count // resources), PER_FILE // resources)):
        yield f"f{file}.tf", "".join(text.format(n) for n in numbers)


def counted(count: int) -> Iterator[tuple[str, str]]:
    """Yield a file with blocks of many instances each."""
    instances = min(PER_BLOCK, count)
    blocks = -(-count // (4 * instances))
    yield "main.tf", "".join(COUNTED.format(n, instances) for n in range(blocks))


def instances(count: int) -> Iterator[tuple[str, str]]:
    """Yield a module and a root that calls it many times."""
    resources = min(PER_MODULE, count)
    yield "main.tf", CALL.format(count // resources)
    body = "".join(IN_MODULE.format(n) for n in range(-(-resources // 4)))
    yield "m/main.tf", f'variable "prefix" {{}}\n{body}'


def templates(count: int, size: int) -> Iterator[tuple[str, str]]:
    """Yield templates of this many resources each."""
    for file, numbers in enumerate(_parts(count, size)):
        resources = "".join(IN_TEMPLATE.format(n) for n in numbers)
        yield f"t{file}.yaml", f"Resources:\n{resources}"


def _parts(count: int, size: int) -> Iterator[range]:
    for start in range(0, count, size):
        yield range(start, min(start + size, count))


KINDS: Final[dict[str, Callable[[int], Files]]] = {
    "several files": lambda count: several_files(BUCKET, 4, count),
    "public buckets": lambda count: several_files(PUBLIC, 2, count),
    "count and for_each": counted,
    "instances of a module": instances,
    "one template": lambda count: templates(count, count),
    "several templates": lambda count: templates(count, PER_FILE),
}

LARGEST: Final = {"one template": MAX_DOCUMENT_RESOURCES}
"""The most resources that a kind can have."""

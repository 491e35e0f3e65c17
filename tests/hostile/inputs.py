"""Inputs that hide a public bucket or break a reader, by kind. Each is the files of a folder."""

from __future__ import annotations

import json
from typing import Final, TypeAlias

from tests.plan.plans import block, change, module, plan, refers

Files: TypeAlias = dict[str, bytes]

BUCKET: Final = """\
resource "aws_s3_bucket" "b" {
  bucket = "x"
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = "public-read"
}
"""
_BODY: Final = """\
  B:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
"""
TEMPLATE: Final = f"Resources:\n{_BODY}"
IN_JSON: Final = (
    '{"Resources": {"B": {"Type": "AWS::S3::Bucket",'
    ' "Properties": {"AccessControl": "PublicRead"}}}}'
)
MANY: Final = "9" * 5_000
"""A number of more digits than Python reads at once."""


_DENIED: Final = """\
resource "aws_s3_bucket" "b" {
  bucket = "x"
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::x/*" },
      { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "RESOURCE" },
    ]
  })
}
"""


def _change(type_: str, after: dict[str, str]) -> dict[str, object]:
    change = {"actions": ["create"], "before": None, "after": after, "after_unknown": {}}
    place = {"address": f"{type_}.b", "mode": "managed", "type": type_, "name": "b"}
    return {**place, "change": change}


PLAN: Final = {
    "format_version": "1.2",
    "planned_values": {},
    "resource_changes": [
        _change("aws_s3_bucket", {"bucket": "x"}),
        _change("aws_s3_bucket_acl", {"bucket": "x", "acl": "public-read"}),
    ],
    "configuration": {},
}
IN_PLAN: Final = json.dumps(PLAN)


def _texts(files: dict[str, tuple[str, str]]) -> dict[str, Files]:
    return {kind: {name: text.encode()} for kind, (name, text) in files.items()}


SPELLINGS: Final = _texts(
    {
        "blanks": ("t.yaml", f"\n\n  {IN_JSON}"),
        "indented": ("t.yaml", "".join(f"  {line}\n" for line in TEMPLATE.splitlines())),
        "anchored key": ("t.yaml", f"&a {TEMPLATE}"),
        "tagged key": ("t.yaml", f"!!str {TEMPLATE}"),
        "explicit key": ("t.yaml", "? Resources\n:\n" + _BODY),
        "folded key": ("t.yaml", "? >-\n  Resources\n:\n" + _BODY),
        "escaped key": ("t.yaml", TEMPLATE.replace("Resources", r'"\u0052esources"')),
        "escaped type": ("t.yaml", TEMPLATE.replace("AWS::S3::Bucket", r'"AWS\x3a:S3::Bucket"')),
        "joined key": ("t.yaml", TEMPLATE.replace("Resources", '"Reso\\\n  urces"')),
        "aliased key": ("t.yaml", f"x: &r Resources\n*r :\n{_BODY}"),
        "escaped key in JSON": ("t.json", IN_JSON.replace("Resources", r"\u0052esources")),
        "comment before braces": ("t.yaml", f"# a comment\n{IN_JSON}"),
        "document before braces": ("t.yaml", f"--- {IN_JSON}"),
        "YAML in .json": ("t.json", TEMPLATE),
        "capitals": ("t.YAML", TEMPLATE),
        "folded type": ("t.yaml", TEMPLATE.replace("Type: ", "Type: >-\n      ")),
        "anchored type": ("t.yaml", TEMPLATE.replace("Type: ", "Type: &t ")),
        "escaped plan": ("p.json", IN_PLAN.replace("format_version", r"format\u005fversion")),
        "plan without values": ("p.json", IN_PLAN.replace('"planned_values": {}, ', "")),
        "plan in capitals": ("p.JSON", IN_PLAN),
        "empty .tofu": ("main.tf", BUCKET),
        "duplicate key in .tf.json": (
            "main.tf.json",
            '{"resource": {"aws_s3_bucket": {"b": {"bucket": "x"}}, "aws_s3_bucket_acl":'
            ' {"b": {"bucket": "x", "acl": "public-read"}}}, "resource": {}}',
        ),
        "nested dynamic block in .tf.json": (
            "main.tf.json",
            '{"resource": {"aws_s3_bucket": {"b": {"bucket": "x"}}, "aws_s3_bucket_acl": {"b": {'
            '"bucket": "${aws_s3_bucket.b.id}", "access_control_policy": {"dynamic": {"grant": {'
            '"for_each": ["READ"], "content": {"permission": "${grant.value}", "grantee": {'
            '"type": "Group", "uri": "http://acs.amazonaws.com/groups/global/AllUsers"'
            "}}}}}}}}}",
        ),
        **{
            f"denied to {other}": ("main.tf", _DENIED.replace("RESOURCE", other))
            for other in (
                "${aws_s3_bucket.b.arn}-y/*",
                "y${aws_s3_bucket.b.arn}/*",
                "arn:aws:s3:::x",
            )
        },
        **{
            f"in {name}": (f"{name}/m/main.tf", BUCKET)
            for name in ("venv", "node_modules", ".terraform", ".tox", "__pycache__", ".svn")
        },
    }
)
SPELLINGS["empty .tofu"]["main.tofu"] = b""
REFUSED: Final = _texts(
    {
        "count is null": ("main.tf", BUCKET.replace("  acl  ", "  count = null\n  acl  ")),
        "undeclared local": ("main.tf", BUCKET.replace('"public-read"', "local.acl")),
        "for_each is a list": (
            "main.tf",
            BUCKET.replace("  acl  ", '  for_each = ["a"]\n  acl  '),
        ),
        "override of nothing": ("override.tf", BUCKET),
        "declared twice": ("main.tf", BUCKET.replace("public-read", "private") + BUCKET),
        "argument of a module": ("main.tf", 'module "m" {\n  source = "./m"\n}\n'),
    }
)
"""What Terraform refuses to plan."""
REFUSED["block of a wrong shape"] = {
    "main.tf.json": b'{"resource": {"aws_s3_bucket": {"b": {"dynamic": "x"}}}}'
}
REFUSED["no block"] = {"main.tf.json": b'{"resource": []}'}
REFUSED["argument of a module"]["m/main.tf"] = (
    'variable "acl" {}\n' + BUCKET.replace('"public-read"', "var.acl")
).encode()
SPELLINGS["SAM in a loop"] = {
    "t.yaml": (
        b"Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n"
        b"Parameters: {Names: {Type: CommaDelimitedList}}\nResources:\n  Fn::ForEach::L:\n"
        b"    - N\n    - !Ref Names\n    - 'T${N}': {Type: AWS::Serverless::SimpleTable}\n"
        b"      'B${N}':\n        Type: AWS::S3::Bucket\n"
        b"        Properties: {AccessControl: PublicRead}\n"
    )
}
SPELLINGS["UTF-16"] = {"t.yaml": TEMPLATE.encode("utf-16")}
SPELLINGS["UTF-16 without a mark"] = {"t.json": IN_JSON.encode("utf-16-be")}
SPELLINGS["plan in UTF-16"] = {"p.json": IN_PLAN.encode("utf-16")}
SPELLINGS["Latin-1"] = {"main.tf": b"# \xe9\n" + BUCKET.encode()}
SPELLINGS["unsettled"] = {
    "main.tf": BUCKET.replace(
        '"public-read"', 'timestamp() == "" ? "private" : "public-read"'
    ).encode()
}


def _chain(length: int) -> Files:
    files = {
        f"m{n}/main.tf": f'module "n" {{\n  source = "../m{n + 1}"\n}}\n'.encode()
        for n in range(length)
    }
    return {**files, f"m{length}/main.tf": BUCKET.encode()}


def _stacks(length: int) -> Files:
    stack = "Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n"
    files = {
        f"s{n}.yaml": f"{stack}      TemplateURL: s{n + 1}.yaml\n".encode() for n in range(length)
    }
    return {**files, f"s{length}.yaml": TEMPLATE.encode()}


def _many_changes(count: int) -> dict[str, object]:
    buckets = [
        {**_change("aws_s3_bucket", {"bucket": f"x{n}"}), "address": f"aws_s3_bucket.b{n}"}
        for n in range(count)
    ]
    return {**PLAN, "resource_changes": buckets}


def _foreach(count: int) -> bytes:
    names = ", ".join(f"a{n}" for n in range(count))
    loop = f"  Fn::ForEach::B: [N, [{names}], {{'B${{N}}': {{Type: AWS::S3::Bucket}}}}]\n"
    return f"Transform: AWS::LanguageExtensions\nResources:\n{loop}".encode()


def _joined(levels: int) -> bytes:
    """Return a template with a text that is joined to another one at each level."""
    deep = "!Join ['', [" * levels + "a" + f", {'a' * 60_000}]]" * levels
    return f"Resources:\n{_BODY.replace('PublicRead', deep)}".encode()


def _large(name: str, text: str, size: int) -> Files:
    return {name: text.encode() + b" " * size}


_ACLS = (
    'variable "any" {{}}\nresource "aws_s3_bucket_acl" "b" {{\n  bucket = "x"\n  acl = {0}\n}}\n'
)
_OVER = {
    "steps": 'length([for a in range(1024): [for b in range(1024): b]]) > 0 ? "public-read" : ""',
    "branches": 'var.any ? [for a in range(1024): [for b in range(1024): b]][0] : "private"',
    "parts": "[for a in range(1000): range(1000)]",
    "products": "setproduct(range(400), range(400))[0]",
    "digits": MANY * 3,
    "groups": f'regex("{"(a)?" * 1_001}", "a")[0]',
    "formats": 'format("%9999999d", 1)',
    "globs": f'join("", fileset(".", "{"*a" * 600}"))',
    "depth": "[" * 5_000 + "]" * 5_000,
}
_ACL = 'resource "aws_s3_bucket_acl" "b{0}" {{\n  bucket = "x"\n  acl = "{1}"\n}}\n'
LIMITS: Final[dict[str, Files]] = {
    "file name with #": {"#main.tf": BUCKET.encode()},
    "many small objects": {"main.tf": f"locals {{\n  l = [{'{a=1},' * 255_000}]\n}}\n".encode()},
    "many numbers in variables": {
        "main.tf": b'variable "l" {}\nresource "aws_s3_bucket" "c" {\n  bucket = var.l[0]\n}\n',
        "terraform.tfvars": f"l = [{'1,' * 800_000}]\n".encode(),
    },
    "many brackets in JSON": {
        "t.json": (
            b'{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"Tags": ['
            + b",".join([b"[" * 80 + b"]" * 80] * 40_000)
            + b"]}}}}"
        )
    },
    "deep modules": _chain(40),
    "many modules": {
        "main.tf": b'module "a" {\n  count  = 100\n  source = "./a"\n}\n',
        "a/main.tf": b'module "a" {\n  count  = 60\n  source = "./b"\n}\n',
        "a/b/main.tf": BUCKET.encode(),
    },
    "many instances": {"main.tf": BUCKET.replace('" {\n', '" {\n  count = 3000\n').encode()},
    "deep stacks": _stacks(14),
    "large plan": _large("p.json", IN_PLAN, 21_000_000),
    "large template": _large("t.yaml", f"{TEMPLATE}#", 21_000_000),
    "large HCL": _large("m.tf", f"{BUCKET}#", 3_000_000),
    "large variable file": {
        **_large("terraform.tfvars", "acl = []", 3_000_000),
        "main.tf": BUCKET.replace('"public-read"', "var.acl").encode() + b'variable "acl" {}\n',
    },
    "many templates": {
        "main.tf.json": (
            '{"resource": {"aws_s3_bucket_acl": {"b": {"bucket": "x", "acl": "public-read",'
            ' "more": ["' + '", "'.join(["${a}"] * 100_001) + '"]}}}}'
        ).encode()
    },
    "deep template": {
        "t.yaml": TEMPLATE.replace("PublicRead", "[" * 120 + "]" * 120).encode(),
    },
    "many values": _large("t.json", IN_JSON[:-1] + ', "Metadata": [1' + ",1" * 3_000_000 + "]}", 0),
    "many lines": _large("t.yaml", TEMPLATE + "#\n" * 3_000_000, 0),
    "many resources of a template": {
        "t.yaml": (
            "Resources:\n"
            + "".join(f"  A{n}: {{Type: AWS::SNS::Topic}}\n" for n in range(20_000))
            + _BODY
        ).encode()
    },
    "many resources of a plan": {"p.json": json.dumps(_many_changes(20_001)).encode()},
    "loop of a template": {"t.yaml": _foreach(100_000)},
    "large values of a template": {"t.yaml": _joined(30)},
    "equal keys": {"t.yaml": (TEMPLATE + TEMPLATE.replace("PublicRead", "Private")).encode()},
    "equal names": {"t.yaml": f"Resources:\n{_BODY}  B:\n    Type: AWS::S3::Bucket\n".encode()},
    **{
        f"limit of {kind}": {"main.tf": _ACLS.format(value).encode()}
        for kind, value in _OVER.items()
    },
    "many dynamic blocks": {
        "main.tf": (
            b'resource "aws_s3_bucket_acl" "b" {\n  bucket = "x"\n  access_control_policy {\n'
            b'    dynamic "grant" {\n      for_each = range(1001)\n      content {\n'
            b'        permission = "READ"\n      }\n    }\n  }\n}\n'
        )
    },
    "many companions": {
        "main.tf": (
            'resource "aws_s3_bucket" "b" {\n  bucket = "x"\n}\n'
            + "".join(_ACL.format(n, "private" if n < 80 else "public-read") for n in range(81))
        ).encode()
    },
}

_LOCALS = 'resource "aws_s3_bucket" "a" {{\n  bucket = "y"\n  acl = {0}\n}}\n'
_SURROGATES = '{"Resources": {"\\ud800": {"Type": "AWS::S3::Bucket"}}}'
CRASHES: Final[dict[str, Files]] = {
    "count of many digits": {
        "main.tf": f'resource "aws_s3_bucket" "a" {{\n  count = {MANY}\n}}\n'.encode()
    },
    "version of many digits": {
        "main.tf": b'module "m" {\n  source  = "terraform-aws-modules/s3-bucket/aws"\n'
        + f'  version = "{MANY}"\n}}\n'.encode()
    },
    "tag of many digits": {
        "main.tf": b'module "m" {\n  source = "github.com/terraform-aws-modules/'
        + f'terraform-aws-s3-bucket?ref=v{MANY}.0.0"\n}}\n'.encode()
    },
    "infinite port": {
        "t.json": b'{"Resources": {"S": {"Type": "AWS::EC2::SecurityGroup", "Properties": {'
        b'"SecurityGroupIngress": [{"FromPort": 1e999, "IpProtocol": "tcp"}]}}}}'
    },
    "format of many digits": {"main.tf": _LOCALS.format(f'format("%{MANY}d", 1)').encode()},
    "infinite number": {"main.tf": _LOCALS.format("floor(1e9999)").encode()},
    "zero byte in a path": {"main.tf": _LOCALS.format(r'file("\u0000")').encode()},
    "surrogate in a name": {"t.json": _SURROGATES.encode()},
    "bad brackets": {"main.tf": _LOCALS.format('join("", fileset(".", "[z-a]{[,*"))').encode()},
    "deep value": {"main.tf": _LOCALS.format("[" * 900 + "]" * 900).encode()},
    "deep modules.json": {
        "main.tf": b'module "m" {\n  source = "x/y/z"\n}\n',
        ".terraform/modules/modules.json": b"[" * 5_000,
    },
    "deep modules.json of the same root": {
        "beside/.terraform/modules/modules.json": b"[" * 5_000,
        "beside/m.tf": b'module "m" {\n  source = "x/y/z"\n}\n',
    },
    "deep plan": {"p.json": IN_PLAN.replace('"x"', "[" * 9_000 + "]" * 9_000).encode()},
    **{
        f"plan address {address[:9]!r}": {
            "p.json": json.dumps(
                {
                    **PLAN,
                    "resource_changes": [
                        {
                            **_change("aws_s3_bucket", {}),
                            "address": address,
                            "module_address": address,
                        }
                    ],
                }
            ).encode()
        }
        for address in ("", "module", "module.", "[0]", "a[0][1]", "\0", "[" * 5_000)
    },
}

_LISTS = "flatten([for i in range(100): [for j in range(1000): j]])"
_DOUBLED = "".join(f'  a{n + 1} = "${{local.a{n}}}${{local.a{n}}}"\n' for n in range(30))
_DOCUMENTS = "".join(
    f'data "aws_iam_policy_document" "d{n + 1}" {{\n'
    f"  source_json   = data.aws_iam_policy_document.d{n}.json\n"
    f"  override_json = data.aws_iam_policy_document.d{n}.json\n}}\n"
    for n in range(30)
)


def _planned_documents(count: int) -> dict[str, object]:
    """Return a plan with policy documents, of which each has all statements of another twice."""
    kind = "data.aws_iam_policy_document"
    unknown: dict[str, object] = {"json": True, "source_json": True, "override_json": True}
    text = refers(f"{kind}.d{count}.json")
    changes = [change("aws_s3_bucket_policy.b", {}, {"policy": True})]
    blocks = [block("aws_s3_bucket_policy.b", policy=text), block(f"{kind}.d0")]
    changes.append(change(f"{kind}.d0", {"statement": [{"actions": ["s3:*"]}]}, {"json": True}))
    for n in range(count):
        source = refers(f"{kind}.d{n}.json")
        changes.append(change(f"{kind}.d{n + 1}", {}, unknown))
        blocks.append(block(f"{kind}.d{n + 1}", source_json=source, override_json=source))
    return plan(changes, module(*blocks))


def _planned_references(count: int) -> dict[str, object]:
    """Return a plan with values of many references, through variables of a module."""
    names = [f"var.v{n}" for n in range(count)]
    policy = refers(*names, *(f"a.b{n}" for n in range(count)))
    blocks = [block(f"aws_s3_bucket_policy.p{n}", policy=policy) for n in range(count)]
    changes = [
        change(f"module.m.aws_s3_bucket_policy.p{n}", {}, {"policy": True}) for n in range(count)
    ]
    call = {"module": module(*blocks), "expressions": {f"v{n}": policy for n in range(count)}}
    return plan(changes, module(module_calls={"m": call}))


def _conditional_buckets(count: int) -> bytes:
    """Return buckets and policies that depend on conditions, several each."""
    names = [f"C{n}" for n in range(count)] * 2
    parameters = "".join(f"  A{n}: {{Type: String}}\n" for n in range(count))
    conditions = "".join(f"  C{n}: !Equals [!Ref A{n}, x]\n" for n in range(count))
    resources = "".join(
        f"  B{n}:\n    Type: AWS::S3::Bucket\n    Condition: C{n}\n    Properties:\n"
        f"      AccessControl: !If [{names[n + 1]}, PublicRead, !If [{names[n + 2]}, Private, a]]\n"
        f"  P{n}:\n    Type: AWS::S3::BucketPolicy\n    Condition: C{n}\n    Properties:\n"
        f"      Bucket: !If [{names[n + 3]}, !Ref B{n}, !Ref B{(n + 1) % count}]\n"
        "      PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: 's3:*',"
        " Resource: '*'}]}\n"
        for n in range(count)
    )
    sections = {"Parameters": parameters, "Conditions": conditions, "Resources": resources}
    return "".join(f"{name}:\n{text}" for name, text in sections.items()).encode()


_NETWORK: Final = """\
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_internet_gateway" "i" {
  vpc_id = aws_vpc.v.id
}
resource "aws_subnet" "s" {
  count  = 20
  vpc_id = aws_vpc.v.id
}
resource "aws_route_table" "r" {
  vpc_id = aws_vpc.v.id
}
resource "aws_route_table_association" "a" {
  count          = 20
  subnet_id      = aws_subnet.s[count.index].id
  route_table_id = aws_route_table.r.id
}
resource "aws_db_subnet_group" "g" {
  subnet_ids = aws_subnet.s[*].id
}
resource "aws_security_group" "g" {
  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_db_instance" "d" {
  count                  = 100
  publicly_accessible    = true
  vpc_security_group_ids = [aws_security_group.g.id]
  db_subnet_group_name   = aws_db_subnet_group.g.name
}
resource "aws_route" "all" {
  route_table_id         = aws_route_table.r.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.i.id
}
resource "aws_network_acl" "n" {
  vpc_id     = aws_vpc.v.id
  subnet_ids = aws_subnet.s[*].id
"""


def _entries(count: int) -> str:
    return "".join(
        f'  ingress {{\n    rule_no = {n + 1}\n    action = "{("deny", "allow")[n % 2]}"\n'
        f'    protocol = "tcp"\n    from_port = {n}\n    to_port = {n + 3000}\n'
        f'    cidr_block = "{n % 200}.0.0.0/{8 + n % 10}"\n  }}\n'
        for n in range(count)
    )


def _routes(count: int) -> str:
    return "".join(
        f'resource "aws_route" "r{n}" {{\n  route_table_id = aws_route_table.r.id\n'
        f'  destination_cidr_block = "{n % 200}.{n // 200}.0.0/16"\n'
        "  gateway_id = aws_internet_gateway.i.id\n}\n"
        for n in range(count)
    )


def _suppressed_buckets(count: int, pattern: str) -> bytes:
    return "".join(
        f'# iaclint: ignore[{pattern}{n}] x\nresource "aws_s3_bucket" "s{n}" {{\n}}\n'
        for n in range(count)
    ).encode()


WORK: Final[dict[str, Files]] = {
    "doubled documents of a plan": {"p.json": json.dumps(_planned_documents(30)).encode()},
    "many references of a plan": {"p.json": json.dumps(_planned_references(300)).encode()},
    "many patterns": {
        "main.tf": b"".join(b"# iaclint: ignore[aws-s3-*%d] x\n" % n for n in range(20_000))
    },
    "suppression in a large file": {
        "m.tf": b"# iaclint: ignore[*] x\n" + b"a = [1, 2, 3]\n" * 900_000,
    },
    "suppression in a large JSON file": {
        "m.tf.json": b'{"//": "iaclint: ignore[*] x"' + b', "a": [1, 2, 3]' * 700_000 + b"}",
    },
    "patterns with many stars": {"main.tf": _suppressed_buckets(2_000, "*a*w*s*-*s*3*-*p*u*")},
    "pattern of stars": {"main.tf": b"# iaclint: ignore[" + b"*a" * 500_000 + b"] x\n"},
    "many rules of a network ACL": {"main.tf": f"{_NETWORK}{_entries(3_000)}}}\n".encode()},
    "many routes": {"main.tf": f"{_NETWORK}}}\n{_routes(1_000)}".encode()},
    "many conditions": {"t.yaml": _conditional_buckets(400)},
    **{
        f"many operators {operator}": {
            "main.tf": _LOCALS.format(f"local.a{operator * 600_000}").encode()
        }
        for operator in (".a", "[0]", "[*]")
    },
    "doubled documents": {
        "main.tf": (
            'data "aws_iam_policy_document" "d0" {\n  statement {\n    actions = ["s3:*"]\n  }\n}\n'
            f"{_DOCUMENTS}"
            'resource "aws_s3_bucket_policy" "b" {\n'
            "  policy = data.aws_iam_policy_document.d30.json\n}\n"
        ).encode()
    },
    "distinct": {"main.tf": _LOCALS.format(f"distinct({_LISTS})[0]").encode()},
    "setsubtract": {"main.tf": _LOCALS.format(f"length(setsubtract({_LISTS}, {_LISTS}))").encode()},
    "sort in a loop": {
        "main.tf": _LOCALS.format(f"length([for i in range(1000): sort({_LISTS})])").encode()
    },
    "regexall": {
        "main.tf": _LOCALS.format(f'length(regexall("a|", join("a", {_LISTS})))').encode()
    },
    "many groups": {"main.tf": _LOCALS.format(f'regex("{"(a)?" * 20_000}", "a")[0]').encode()},
    "glob": {
        "main.tf": _LOCALS.format(f'join("", fileset(".", "{"*a" * 40}b"))').encode(),
        "a" * 100: b"",
    },
    "doubled text": {
        "main.tf": f'locals {{\n  a0 = "0123456789"\n{_DOUBLED}}}\n'.encode()
        + _LOCALS.format("local.a30").encode()
    },
    "calls that are not loaded": {
        **{
            f"m{n}/main.tf": "".join(
                f'module "x{i}" {{\n  source = "../m{n + 1}"\n}}\n' for i in range(10)
            ).encode()
            for n in range(8)
        },
        "m8/main.tf": b'module "z" {\n  source = "x/y/z"\n}\n',
    },
}

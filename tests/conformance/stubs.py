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

from stub_samples import SAMPLES

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


def verdicts(folder: Path) -> dict[str, Verdicts]:
    """Return the verdicts of all rules in the folders of a folder, by rule and address."""
    report = check(folder, profile="all", rules=["all"])
    found: dict[str, dict[tuple[str, str], set[str]]] = {}
    for finding in report.findings:
        for address, scope in zip(finding.instances, finding.scopes, strict=True):
            key = finding.rule.id, without_keys(address)
            of_set = found.setdefault(scope.rpartition("/")[2], {})
            of_set.setdefault(key, set()).add(finding.verdict.value)
    return {
        name: {key: "/".join(sorted(values)) for key, values in of_set.items()}
        for name, of_set in found.items()
    }


def examples(module: Path) -> Iterator[tuple[str, Files]]:
    """Yield the name and the files of each example of a module."""
    for folder in sorted({path.parent for path in (module / "examples").glob("**/*.tf")}):
        yield folder.name, {path.name: path.read_text() for path in folder.glob("*.tf*")}


def generated(folder: Path, stub: Path, count: int, submodule: str) -> Iterator[tuple[str, Files]]:
    """Yield calls with generated arguments: each variable at a few values, then several at once."""
    tree = SourceTree(str(folder), ".")
    module = load_module(tree, submodule or ".")
    variables = {n: _type(b) for n, b in module.variables.items()}
    given = {**_SAMPLES, **SAMPLES}.get("/".join(stub.parts[-4:-2]), {})
    values = {
        name: [*given.get(name, ()), *_VALUES.get(kind, ()), *_by_name(name, kind)]
        for name, kind in variables.items()
    }
    values = {name: options for name, options in values.items() if options}
    single = [{name: value} for name, options in values.items() for value in options]
    required = [n for n, b in module.variables.items() if "default" not in b.body.attributes]
    choice = random.Random(1)
    while len(single) < count:
        names = {*choice.sample(sorted(values), min(8, len(values))), *required} & values.keys()
        single.append({name: choice.choice(values[name]) for name in sorted(names)})
    for n, arguments in enumerate(single):
        lines = "\n".join(f"  {k} = {v}" for k, v in arguments.items())
        text = f'module "m" {{\n  source = "../../{submodule}"\n{lines}\n}}\n'
        yield f"generated-{n} {arguments}", {"main.tf": text}


def _by_name(name: str, kind: str) -> list[str]:
    if name.endswith("statements"):
        text = f"values({_STATEMENTS})" if kind.startswith("list") else _STATEMENTS
        return [text, text.replace('"*"] }]', '"111122223333"] }]')]
    if kind == "list(string)":
        documents = name.endswith("policy_documents")
        return [f"[{_POLICY}]"] if documents else ['["*"]', '["arn:aws:iam::111122223333:root"]']
    return [_POLICY] if kind == "string" and name.endswith("policy") else []


_SAMPLES: dict[str, dict[str, list[str]]] = {
    "terraform-aws-modules/s3-bucket": {
        "acl": ['"public-read"', '"private"'],
        "versioning": ["{ enabled = true }", '{ status = "Suspended" }'],
        "logging": ['{ target_bucket = "logs" }'],
        "server_side_encryption_configuration": [
            '{ rule = { apply_server_side_encryption_by_default = { sse_algorithm = "aws:kms" } } }'
        ],
        "lifecycle_rule": [
            '[{ id = "a", enabled = true, expiration = { days = 3 } }]',
            '[{ id = "a", enabled = true, abort_incomplete_multipart_upload_days = 3 }]',
            '[{ id = "a", status = "Enabled", abort_incomplete_multipart_upload_days = 3,'
            ' filter = { prefix = "logs/" } }]',
        ],
        "encryption_configuration": [
            '{ sse_algorithm = "aws:kms", kms_key_arn = "key", sse_type = "aws:kms" }',
            '{ sse_algorithm = "AES256", kms_key_arn = null, sse_type = "AES256" }',
        ],
        "sns_notifications": ['{ a = { topic_arn = "topic", events = ["s3:ObjectCreated:*"] } }'],
        "sqs_notifications": ['{ a = { queue_arn = "queue", events = ["s3:ObjectCreated:*"] } }'],
        "website": ['{ index_document = "index.html" }'],
        "object_ownership": ['"ObjectWriter"'],
        "server_side_encryption": ['"AES256"', '"aws:kms"'],
    },
    "terraform-aws-modules/dynamodb-table": {
        "replica_regions": [
            '[{ region_name = "eu-west-2", point_in_time_recovery = true }]',
            '[{ region_name = "eu-west-2", kms_key_arn = "key" }]',
        ],
        "attributes": ['[{ name = "id", type = "S" }]'],
        "billing_mode": ['"PROVISIONED"'],
    },
    "terraform-aws-modules/efs": {
        "mount_targets": ['{ a = { subnet_id = "subnet-1" } }'],
        "access_points": [
            '{ a = { root_directory = { path = "/a" } } }',
            "{ a = { posix_user = { gid = 1000, uid = 1000 } } }",
        ],
        "security_group_ingress_rules": ['{ all = { cidr_ipv4 = "0.0.0.0/0" } }'],
        "security_group_rules": ['{ all = { cidr_blocks = ["0.0.0.0/0"] } }'],
        "replication_configuration_destination": ['{ region = "eu-west-2" }'],
        "lifecycle_policy": ['{ transition_to_ia = "AFTER_30_DAYS" }'],
    },
    "terraform-aws-modules/ecr": {
        "repository_type": ['"public"', '"private"'],
        "repository_encryption_type": ['"KMS"', '"AES256"'],
        "repository_image_tag_mutability": ['"MUTABLE"'],
        "registry_scan_rules": [
            '[{ scan_frequency = "SCAN_ON_PUSH",'
            ' filter = [{ filter = "*", filter_type = "WILDCARD" }] }]',
            '[{ scan_frequency = "SCAN_ON_PUSH", filter = "*", filter_type = "WILDCARD" }]',
        ],
    },
    "terraform-aws-modules/sns": {
        "subscriptions": [
            '{ a = { protocol = "http", endpoint = "http://example.com" } }',
            '{ a = { protocol = "https", endpoint = "https://example.com" } }',
        ],
        "http_feedback": ['{ failure_role_arn = "role", success_role_arn = "role" }'],
        "sqs_feedback": ['{ success_role_arn = "role" }'],
    },
    "terraform-aws-modules/sqs": {
        "redrive_policy": ['{ deadLetterTargetArn = "queue", maxReceiveCount = 3 }'],
        "redrive_allow_policy": ['{ redrivePermission = "denyAll" }'],
    },
    "terraform-aws-modules/secrets-manager": {
        "replica": ['{ a = { region = "eu-west-2", kms_key_id = "key" } }'],
        "rotation_rules": [
            "{ automatically_after_days = 30 }",
            '{ schedule_expression = "rate(4 days)" }',
        ],
    },
    "terraform-aws-modules/kms": {
        "grants": ['{ a = { grantee_principal = "*", operations = ["Decrypt"] } }'],
        "computed_aliases": ['{ a = { name = "orders" } }'],
        "customer_master_key_spec": ['"RSA_2048"', '"SYMMETRIC_DEFAULT"'],
        "key_usage": ['"SIGN_VERIFY"'],
    },
    "terraform-aws-modules/msk-kafka-cluster": {
        "client_authentication": [
            "{ sasl = { iam = true } }",
            "{ unauthenticated = true }",
            '{ tls = { certificate_authority_arns = ["authority"] } }',
        ],
        "broker_node_connectivity_info": [
            '{ public_access = { type = "SERVICE_PROVIDED_EIPS" } }',
            '{ public_access = { type = "DISABLED" } }',
        ],
        "encryption_in_transit_client_broker": ['"PLAINTEXT"', '"TLS_PLAINTEXT"', '"TLS"'],
        "broker_node_instance_type": ['"express.m7g.large"', '"kafka.m7g.large"'],
    },
    "terraform-aws-modules/elasticache": {
        "engine": ['"memcached"', '"valkey"'],
        "log_delivery_configuration": [
            '{ slow-log = { destination_type = "cloudwatch-logs", log_format = "json" } }',
            '{ slow-log = { destination = "stream", destination_type = "kinesis-firehose",'
            ' log_format = "json" } }',
        ],
        "security_group_rules": ['{ all = { cidr_ipv4 = "0.0.0.0/0" } }'],
        "auth_token": ['"a-long-token-of-letters"'],
        "users": [
            '{ a = { access_string = "on ~* +@all", no_password_required = true } }',
            '{ a = { access_string = "on ~* +@all", authentication_mode = { type = "iam" } } }',
        ],
    },
    "terraform-aws-modules/eks": {
        "eks_managed_node_groups": [
            '{ a = { block_device_mappings = { root = { device_name = "/dev/xvda",'
            " ebs = { encrypted = true, volume_size = 9 } } } } }",
            '{ a = { block_device_mappings = { root = { device_name = "/dev/xvda",'
            " ebs = { volume_size = 9 } } } } }",
            "{ a = { create_launch_template = false } }",
            "{ a = { use_custom_launch_template = false, disk_size = 50 }, b = {} }",
        ],
        "self_managed_node_groups": [
            '{ a = { block_device_mappings = { root = { device_name = "/dev/xvda",'
            " ebs = { encrypted = false } } } } }",
            "{ a = { create = false }, b = { create_launch_template = true } }",
        ],
        "eks_managed_node_group_defaults": [
            '{ block_device_mappings = { root = { device_name = "/dev/xvda",'
            " ebs = { encrypted = true } } } }"
        ],
        "block_device_mappings": [
            '{ root = { device_name = "/dev/xvda", ebs = { encrypted = true } } }',
            '{ root = { device_name = "/dev/xvda", ebs = { encrypted = false } } }',
            '{ root = { device_name = "/dev/xvda", ebs = { snapshot_id = "snap-1" } } }',
            '{ root = { device_name = "/dev/xvda", no_device = "true" } }',
        ],
        "cluster_encryption_config": [
            "{}",
            '{ provider_key_arn = "key", resources = ["secrets"] }',
        ],
        "encryption_config": ["null", '{ provider_key_arn = "key" }'],
        "outpost_config": ['{ outpost_arns = ["outpost"] }'],
        "queue_policy_statements": [
            '{ a = { actions = ["sqs:*"], principals = [{ type = "AWS", identifiers = ["*"] }] } }'
        ],
    },
    "terraform-aws-modules/rds": {
        "engine": ['"postgres"', '"mysql"', '"sqlserver-ex"'],
        "password": ['"a-long-password"'],
        "parameters": [
            '[{ name = "rds.force_ssl", value = "1" }]',
            '[{ name = "rds.force_ssl", value = "0" }, { name = "log_statement", value = "all" }]',
            '[{ name = "require_secure_transport", value = "ON" }]',
        ],
        "restore_to_point_in_time": ['{ source_db_instance_identifier = "orders" }'],
        "blue_green_update": ["{ enabled = true }"],
        "backup_retention_period": ["7"],
        "enabled_cloudwatch_logs_exports": ['["postgresql", "upgrade"]', '["audit", "error"]'],
    },
    "terraform-aws-modules/rds-aurora": {
        "engine": ['"aurora-postgresql"', '"aurora-mysql"', '"postgres"', '"mysql"'],
        "engine_mode": ['"serverless"', '"provisioned"'],
        "master_password": ['"a-long-password"'],
        "instances": [
            "{ one = {} }",
            "{ one = { publicly_accessible = true, performance_insights_enabled = true } }",
            '{ one = { instance_class = "db.r6g.large", monitoring_interval = 30 } }',
        ],
        "db_cluster_parameter_group_parameters": [
            '[{ name = "rds.force_ssl", value = "1", apply_method = "immediate" }]',
            '[{ name = "require_secure_transport", value = "ON", apply_method = "immediate" }]',
        ],
        "security_group_rules": ['{ all = { cidr_blocks = ["0.0.0.0/0"] } }'],
        "serverlessv2_scaling_configuration": ["{ min_capacity = 1, max_capacity = 2 }"],
        "restore_to_point_in_time": ['{ source_cluster_identifier = "orders" }'],
        "backup_retention_period": ["7"],
        "enabled_cloudwatch_logs_exports": ['["postgresql"]', '["audit", "error"]'],
    },
    "terraform-aws-modules/opensearch": {
        "encrypt_at_rest": ["{ enabled = false }", '{ kms_key_id = "key" }', "{}"],
        "domain_endpoint_options": ["{ enforce_https = false }", "{}"],
        "node_to_node_encryption": ["{ enabled = false }", "{}"],
        "advanced_security_options": ["{ enabled = false }", "{ anonymous_auth_enabled = true }"],
        "cluster_config": ["{ instance_count = 1, zone_awareness_enabled = false }"],
        "vpc_options": ['{ subnet_ids = ["subnet-1"] }'],
        "encryption_policy": [
            '{ AWSOwnedKey = false, KmsARN = "arn:aws:kms:eu-west-1:111122223333:key/1" }',
            "{ AWSOwnedKey = true }",
        ],
        "network_policy": [
            '{ AllowFromPublic = false, SourceVPCEs = ["vpce-1"] }',
            "{ AllowFromPublic = true }",
        ],
        "log_publishing_options": ['[{ log_type = "AUDIT_LOGS" }]', "[]"],
    },
    "terraform-aws-modules/redshift": {
        "logging": [
            '{ bucket_name = "logs" }',
            '{ log_destination_type = "cloudwatch" }',
            '{ enable = true, bucket_name = "logs" }',
            '{ enable = true, log_destination_type = "cloudwatch", log_exports = ["userlog"] }',
        ],
        "master_password": ['"A-long-password-1"'],
        "parameter_group_parameters": [
            '[{ name = "require_ssl", value = "true" }]',
            '{ ssl = { name = "require_ssl", value = true } }',
        ],
        "security_group_ingress_rules": ['{ a = { cidr_ipv4 = "0.0.0.0/0" } }'],
    },
    "terraform-aws-modules/ec2-instance": {
        "root_block_device": [
            "{ encrypted = true }",
            "{ encrypted = false }",
            "{ size = 9 }",
            "[{ encrypted = true }]",
            "[{ encrypted = false, kms_key_id = null }]",
            "[{ volume_size = 9 }]",
        ],
        "ebs_block_device": [
            '[{ device_name = "/dev/sdf", encrypted = true }]',
            '[{ device_name = "/dev/sdf", encrypted = false }]',
            '[{ device_name = "/dev/sdf", snapshot_id = "snap-1" }]',
        ],
        "ebs_volumes": [
            '{ "/dev/sdf" = { encrypted = true, kms_key_id = "key" } }',
            '{ "/dev/sdf" = { encrypted = false, final_snapshot = true } }',
            '{ "/dev/sdf" = {} }',
        ],
        "launch_template": ['{ id = "lt-1" }'],
    },
    "terraform-aws-modules/autoscaling": {
        "block_device_mappings": [
            '[{ device_name = "a", ebs = { encrypted = true } }]',
            '[{ device_name = "a", ebs = { encrypted = false } }]',
            '[{ device_name = "a", ebs = { volume_size = 9 } }]',
            '[{ device_name = "a", no_device = "true" }]',
        ],
    },
    "terraform-aws-modules/cloudfront": {
        "origin": [
            '{ a = { domain_name = "a.s3.amazonaws.com", origin_access_control_key = "s3" } }',
            '{ a = { domain_name = "a.s3.amazonaws.com" } }',
            '{ a = { domain_name = "a.s3.amazonaws.com", origin_access_control = "s3" } }',
            '{ a = { domain_name = "a.s3.amazonaws.com", origin_access_control_id = "control" } }',
            '{ a = { domain_name = "a.s3.amazonaws.com",'
            ' s3_origin_config = { origin_access_identity = "a" } } }',
        ],
        "origin_access_identities": ['{ a = "reads a" }'],
        "origin_access_control": ["{}"],
        "logging_config": ['{ bucket = "logs.s3.amazonaws.com" }'],
        "default_cache_behavior": ['{ target_origin_id = "a" }'],
    },
    "cloudposse/rds": {
        "name": ['"orders"'],
        "engine": ['"postgres"', '"mysql"'],
        "engine_version": ['"16.3"'],
        "db_parameter": ['[{ name = "rds.force_ssl", value = "1", apply_method = "immediate" }]'],
        "allowed_cidr_blocks": ['["0.0.0.0/0"]', '["10.0.0.0/8"]'],
        "enabled_cloudwatch_logs_exports": ['["postgresql"]', '["audit", "error"]'],
    },
    "cloudposse/rds-cluster": {
        "name": ['"orders"'],
        "engine": ['"aurora-postgresql"', '"aurora-mysql"'],
        "engine_mode": ['"serverless"'],
        "cluster_type": ['"global"'],
        "cluster_parameters": [
            '[{ name = "rds.force_ssl", value = "1", apply_method = "immediate" }]'
        ],
        "allowed_cidr_blocks": ['["0.0.0.0/0"]', '["10.0.0.0/8"]'],
        "enabled_cloudwatch_logs_exports": ['["postgresql"]', '["audit", "error"]'],
    },
    "cloudposse/tfstate-backend": {
        "name": ['"state"'],
        "acl": ['"public-read"'],
        "logging": ['[{ target_bucket = "logs", target_prefix = "state/" }]'],
        "sse_encryption": ['"aws:kms"'],
    },
    "cloudposse/elasticache-redis": {
        "name": ['"cache"'],
        "auth_token": ['"a-long-token-of-letters"'],
        "global_replication_group_id": ['"global"'],
        "allowed_cidr_blocks": ['["0.0.0.0/0"]', '["10.0.0.0/8"]'],
        "user_group_ids": ['["users"]'],
    },
    "cloudposse/cloudtrail-s3-bucket": {
        "name": ['"trail"'],
        "acl": ['"public-read"'],
        "access_log_bucket_name": ['"logs"'],
        "sse_algorithm": ['"aws:kms"'],
        "policy": ['""'],
    },
}


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
    found, stubbed = verdicts(real), verdicts(other)
    for n in range(len(sets)):
        yield _count(found.get(f"x{n}", {}), stubbed.get(f"x{n}", {}))


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


def _count(real: Verdicts, stub: Verdicts) -> Counter[str]:
    counts: Counter[str] = Counter()
    for key in real.keys() | stub.keys():
        pair = real.get(key, "none"), stub.get(key, "none")
        if pair[0] == pair[1] or pair == ("none", "pass"):
            counts["equal"] += 1
        elif "unknown" in pair[1] or pair[1] == "none":
            counts["unknown"] += 1  # a submodule without a stub counts as well
            counts[f"unknown {pair[0]} -> {pair[1]} {key[0]} {key[1]}"] += 1
        else:
            counts[f"WRONG {pair[0]} -> {pair[1]} {key[0]} {key[1]}"] += 1
    return counts


def _generated(options: argparse.Namespace, stub: Path) -> Iterator[tuple[str, Files]]:
    return generated(options.module, stub, options.generated, options.submodule)


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
    sets = [*examples(options.module), *_generated(options, stub)]
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

"""Networks of public databases: default groups, prefix lists, groups that are not declared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import verdicts

DATABASE = """\
variable "u" { type = list(string) }
resource "aws_db_instance" "x" {
  engine              = "mysql"
  instance_class      = "db.t3.micro"
  publicly_accessible = true
  NETWORK
}
"""
LISTED = """
resource "aws_security_group" "x" {
  ingress {
    from_port       = 3306
    to_port         = 3306
    protocol        = "tcp"
    prefix_list_ids = [aws_ec2_managed_prefix_list.p.id]
  }
}
"""
PREFIX_LIST = """
resource "aws_ec2_managed_prefix_list" "p" {
  name           = "p"
  address_family = "IPv4"
  max_entries    = 5
  ENTRIES
}
"""
ENTRY = 'entry {\n cidr = "0.0.0.0/0"\n}\n'
NARROW = 'entry {\n cidr = "10.0.0.0/8"\n}\n'
DYNAMIC = """
  dynamic "entry" {
    for_each = concat(var.u, ["0.0.0.0/0"])
    content {
      cidr = entry.value
    }
  }
"""
ENTRY_OF = """
resource "aws_ec2_managed_prefix_list_entry" "e" {
  cidr           = "0.0.0.0/0"
  prefix_list_id = ID
}
"""
RULE_OF = """
resource "aws_vpc_security_group_ingress_rule" "r" {
  security_group_id = ID
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
"""
DATA = 'data "aws_security_group" "x" {\n name = "x"\n}\n'
DEFAULT_GROUP = """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "other" {
  cidr_block = "10.1.0.0/16"
}
resource "aws_subnet" "x" {
  vpc_id     = aws_vpc.x.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_db_subnet_group" "x" {
  subnet_ids = [aws_subnet.x.id]
}
resource "aws_internet_gateway" "x" {
  vpc_id = aws_vpc.x.id
}
resource "aws_default_route_table" "x" {
  default_route_table_id = aws_vpc.x.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.x.id
  }
}
"""
MANAGED = """
resource "aws_default_security_group" "x" {
  vpc_id = VPC
  ingress {
    from_port   = 3306
    to_port     = 3306
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
"""


def groups(reference: str) -> str:
    """Return a database with a security group."""
    return DATABASE.replace("NETWORK", f"vpc_security_group_ids = [{reference}]")


def listed(entries: str) -> str:
    """Return a database whose group allows a prefix list with some entries."""
    return groups("aws_security_group.x.id") + LISTED + PREFIX_LIST.replace("ENTRIES", entries)


def placed(rules: str) -> str:
    """Return a database in a public subnet, with the default group of its VPC."""
    network = "db_subnet_group_name = aws_db_subnet_group.x.name"
    return DATABASE.replace("NETWORK", network) + DEFAULT_GROUP + rules


DEFAULT_ID = "aws_vpc.x.default_security_group_id"
OPEN = [
    listed(ENTRY),
    listed(NARROW + ENTRY),
    listed(DYNAMIC),
    listed("") + ENTRY_OF.replace("ID", "aws_ec2_managed_prefix_list.p.id"),
    groups("aws_security_group.x.id")
    + LISTED.replace("aws_ec2_managed_prefix_list.p.id", '"pl-0123456789abcdef0"')
    + ENTRY_OF.replace("ID", '"pl-0123456789abcdef0"'),
    groups('"sg-0123456789abcdef0"') + RULE_OF.replace("ID", '"sg-0123456789abcdef0"'),
    groups("data.aws_security_group.x.id")
    + DATA
    + RULE_OF.replace("ID", "data.aws_security_group.x.id"),
    placed(MANAGED.replace("VPC", "aws_vpc.x.id")),
    placed(RULE_OF.replace("ID", DEFAULT_ID)),
    placed(
        'data "aws_security_group" "x" {\n name = "default"\n vpc_id = aws_vpc.x.id\n}\n'
        + RULE_OF.replace("ID", "data.aws_security_group.x.id")
    ),
    placed(
        MANAGED.replace("VPC", "aws_vpc.x.id").replace("0.0.0.0/0", "10.0.0.0/8")
        + RULE_OF.replace("ID", "aws_default_security_group.x.id")
    ),
]
UNKNOWN = [
    listed(NARROW),
    listed(NARROW) + PREFIX_LIST.replace("ENTRIES", ENTRY).replace('"p" {', '"q" {'),
    groups('"sg-0123456789abcdef0"') + RULE_OF.replace("ID", '"sg-1123456789abcdef0"'),
    groups("var.u[0]") + RULE_OF.replace("ID", "var.u[1]"),
    placed(MANAGED.replace("VPC", "aws_vpc.other.id")),
]


GROUP = """
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "w" {
  cidr_block = "10.1.0.0/16"
}
resource "aws_security_group" "s" {
  name   = "s"
  vpc_id = aws_vpc.v.id
  tags   = { Name = "s", "a.b" = "c" }
}
"""


def filtered(name: str, values: str) -> str:
    """Return the filter of a data source."""
    return f'filter {{\n name = "{name}"\n values = [{values}]\n}}'


def looked_up(arguments: str, type_: str = "aws_security_group", part: str = "id") -> str:
    """Return a database with an open rule of the group that a data source finds."""
    data = f'data "{type_}" "x" {{\n{arguments}\n}}\n'
    return (
        groups("aws_security_group.s.id")
        + GROUP
        + data
        + RULE_OF.replace("ID", f"data.{type_}.x.{part}")
    )


@pytest.mark.parametrize(
    ("arguments", "verdict"),
    [
        ('name = "s"', "fail"),
        ('name = "S"', "fail"),
        ("name = aws_security_group.s.name", "fail"),
        ("id = aws_security_group.s.id", "fail"),
        ('name = "s"\nvpc_id = aws_vpc.v.id', "fail"),
        ('tags = { Name = "s" }', "fail"),
        ('tags = { "a.b" = "c" }', "fail"),
        (filtered("group-id", "aws_security_group.s.id"), "fail"),
        (filtered("group-name", '"s"'), "fail"),
        (filtered("group-name", '"s", "t"'), "fail"),
        (filtered("tag:Name", '"s"'), "fail"),
        (filtered("group-name", '"s"') + "\n" + filtered("vpc-id", "aws_vpc.v.id"), "fail"),
        ("vpc_id = aws_vpc.v.id", "unknown"),
        ("name = var.u[0]\nvpc_id = aws_vpc.v.id", "unknown"),
        ('name = "s"\nvpc_id = var.u[0]', "unknown"),
        ('name = "s"\n' + filtered("description", '"x"'), "unknown"),
        ('name = "s"\n' + filtered("tag:Name", "var.u[0]"), "unknown"),
        # The default group of the VPC.
        ('name = "default"\nvpc_id = aws_vpc.v.id', "pass"),
        ('name = "t"', "pass"),
        ("name = var.u[0]", "pass"),
        ('name = "s"\ntags = { Name = "t" }', "pass"),
        ('name = "s"\nvpc_id = aws_vpc.w.id', "pass"),
        ('id = "sg-0123456789abcdef0"', "pass"),
        ("id = var.u[0]", "unknown"),
    ],
)
def test_a_group_that_a_data_source_finds(tmp_path: Path, arguments: str, verdict: str) -> None:
    found = verdicts(tmp_path, {"main.tf": looked_up(arguments)}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": verdict}


@pytest.mark.parametrize("part", ["ids[0]", "ids[1]"])
def test_one_of_several_groups_may_be_any_of_them(tmp_path: Path, part: str) -> None:
    named = looked_up(filtered("group-name", '"s"'), "aws_security_groups", part)
    other = looked_up(filtered("group-name", '"t"'), "aws_security_groups", part)
    found = verdicts(tmp_path / "a", {"main.tf": named}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "unknown"}
    found = verdicts(tmp_path / "b", {"main.tf": other}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "pass"}


def test_a_database_has_the_group_that_a_data_source_finds(tmp_path: Path) -> None:
    data = 'data "aws_security_group" "x" {\n name = "s"\n}\n'
    text = groups("data.aws_security_group.x.id") + GROUP + data
    found = verdicts(tmp_path / "a", {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "pass"}
    opened = text + RULE_OF.replace("ID", "aws_security_group.s.id")
    found = verdicts(tmp_path / "b", {"main.tf": opened}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "fail"}


@pytest.mark.parametrize(
    ("reference", "verdict"),
    [
        ('"sg-0123456789abcdef0"', "pass"),
        ("aws_security_group.s.arn", "unknown"),
        ("data.external.x.result.id", "unknown"),
        ("module.x.id", "unknown"),
        ("var.u[0]", "unknown"),
    ],
)
def test_a_rule_of_an_unknown_group_may_be_of_one_that_is_created(
    tmp_path: Path, reference: str, verdict: str
) -> None:
    text = groups("aws_security_group.s.id") + GROUP + RULE_OF.replace("ID", reference)
    text += 'module "x" {\n source = "acme/x/aws"\n}\ndata "external" "x" {\n program = ["x"]\n}\n'
    found = verdicts(tmp_path / "open", {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": verdict}
    narrow = text.replace("0.0.0.0/0", "10.0.0.0/8")
    found = verdicts(tmp_path / "narrow", {"main.tf": narrow}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "pass"}


@pytest.mark.parametrize("text", OPEN)
def test_an_open_network_fails(tmp_path: Path, text: str) -> None:
    found = verdicts(tmp_path, {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "fail"}


@pytest.mark.parametrize("text", UNKNOWN)
def test_another_network_leaves_it_unknown(tmp_path: Path, text: str) -> None:
    found = verdicts(tmp_path, {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "unknown"}


def test_a_group_that_admits_nobody_passes(tmp_path: Path) -> None:
    closed = MANAGED.replace("VPC", "aws_vpc.x.id").replace("0.0.0.0/0", "10.0.0.0/8")
    found = verdicts(tmp_path, {"main.tf": placed(closed)}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "pass"}


SUBNETS = """
variable "v" {}
resource "aws_security_group" "x" {
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "x" {
  vpc_id = aws_vpc.x.id
}
resource "aws_subnet" "y" {
  vpc_id = aws_vpc.x.id
}
resource "aws_db_subnet_group" "x" {
  subnet_ids = [aws_subnet.x.id]
}
resource "aws_internet_gateway" "x" {
  vpc_id = aws_vpc.x.id
}
resource "aws_route_table" "x" {
  vpc_id = aws_vpc.x.id
}
resource "aws_route_table_association" "x" {
  for_each       = { x = aws_subnet.x.id, y = aws_subnet.y.id }
  subnet_id      = each.value
  route_table_id = aws_route_table.x.id
}
resource "aws_route" "x" {
  route_table_id         = TABLE
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.x.id
}
"""
ACL_RULE = """
resource "aws_network_acl_rule" "r" {
  network_acl_id = ACL
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}
"""
DEFAULT_ACL = """
resource "aws_default_network_acl" "n" {
  default_network_acl_id = aws_vpc.x.default_network_acl_id
  ATTRIBUTE
}
"""
OWN_ACL = """
resource "aws_network_acl" "n" {
  vpc_id     = aws_vpc.x.id
  subnet_ids = [aws_subnet.x.id]
}
"""


def routed(table: str, more: str = "") -> str:
    """Return an open database in a subnet, with a route to the internet in a table."""
    network = """
      vpc_security_group_ids = [aws_security_group.x.id]
      db_subnet_group_name   = aws_db_subnet_group.x.name
    """
    return DATABASE.replace("NETWORK", network) + SUBNETS.replace("TABLE", table) + more


def data(type_: str, arguments: str) -> str:
    """Return a data source."""
    return f'data "{type_}" "x" {{\n{arguments}\n}}\n'


@pytest.mark.parametrize(
    ("arguments", "verdict"),
    [
        ("subnet_id = aws_subnet.x.id", "fail"),
        ("subnet_id = aws_subnet.y.id", "fail"),
        ("route_table_id = aws_route_table.x.id", "fail"),
        (filtered("association.subnet-id", "aws_subnet.y.id"), "fail"),
        ("vpc_id = aws_vpc.x.id", "unknown"),
        (filtered("association.main", '"true"') + "\nvpc_id = aws_vpc.x.id", "pass"),
        ('tags = { Name = "other" }', "pass"),
        ("subnet_id = var.v", "pass"),
    ],
)
def test_a_route_table_that_a_data_source_finds(
    tmp_path: Path, arguments: str, verdict: str
) -> None:
    text = routed("data.aws_route_table.x.id", data("aws_route_table", arguments))
    found = verdicts(tmp_path, {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": verdict}


@pytest.mark.parametrize(
    ("acls", "acl", "verdict"),
    [
        ("", "aws_vpc.x.default_network_acl_id", "fail"),
        (DEFAULT_ACL, "aws_vpc.x.default_network_acl_id", "fail"),
        (DEFAULT_ACL, "aws_default_network_acl.n.id", "fail"),
        (DEFAULT_ACL, "aws_default_network_acl.n.default_network_acl_id", "fail"),
        (DEFAULT_ACL, "var.v", "unknown"),
        (DEFAULT_ACL.replace("ATTRIBUTE", "subnet_ids = [aws_subnet.x.id]"), DEFAULT_ID, "pass"),
        (
            DEFAULT_ACL.replace("ATTRIBUTE", "subnet_ids = [aws_subnet.x.id]"),
            "aws_vpc.x.default_network_acl_id",
            "fail",
        ),
        (OWN_ACL, "aws_network_acl.n.id", "fail"),
        (OWN_ACL, "aws_vpc.x.default_network_acl_id", "pass"),
        (OWN_ACL, "var.v", "unknown"),
        (
            OWN_ACL + data("aws_network_acls", "vpc_id = aws_vpc.x.id"),
            "data.aws_network_acls.x.ids[0]",
            "unknown",
        ),
        (
            OWN_ACL
            + data("aws_network_acls", filtered("association.subnet-id", "aws_subnet.x.id")),
            "one(data.aws_network_acls.x.ids)",
            "unknown",
        ),
        (
            OWN_ACL
            + data("aws_network_acls", filtered("association.subnet-id", "aws_subnet.y.id")),
            "one(data.aws_network_acls.x.ids)",
            "pass",
        ),
    ],
)
def test_rules_of_network_acls(tmp_path: Path, acls: str, acl: str, verdict: str) -> None:
    more = acls.replace("ATTRIBUTE", "") + ACL_RULE.replace("ACL", acl)
    text = routed("aws_route_table.x.id", more)
    found = verdicts(tmp_path, {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": verdict}


ALONE = DATABASE.replace("NETWORK", "")
OTHER = 'resource "aws_security_group" "other" {\n name = "other"\n}\n'
DEFAULT_VPC = data("aws_vpc", "default = true").replace('"x"', '"d"')
OF_VPC = 'name = "default"\nvpc_id = '


@pytest.mark.parametrize(
    ("text", "group", "verdict"),
    [
        (ALONE, '"sg-0123456789abcdef0"', "unknown"),
        (ALONE, "var.u[0]", "unknown"),
        (
            ALONE + DEFAULT_VPC + data("aws_security_group", OF_VPC + "data.aws_vpc.d.id"),
            "data.aws_security_group.x.id",
            "unknown",
        ),
        (ALONE + data("aws_security_group", 'name = "t"'), "data.aws_security_group.x.id", "pass"),
        (ALONE + OTHER, "aws_security_group.other.id", "pass"),
        (ALONE + OTHER, "try(aws_security_group.other.id, null)", "pass"),
        # The group of a VPC that is created has no id that was written before.
        (placed(""), '"sg-0123456789abcdef0"', "pass"),
        (placed(""), "var.u[0]", "unknown"),
        # Data sources find the database and its VPC.
        (
            ALONE
            + data("aws_db_instance", "db_instance_identifier = aws_db_instance.x.identifier"),
            "data.aws_db_instance.x.vpc_security_groups[0]",
            "fail",
        ),
        (
            ALONE + data("aws_db_instance", 'db_instance_identifier = "other"'),
            "data.aws_db_instance.x.vpc_security_groups[0]",
            "unknown",
        ),
        (
            placed("")
            + data("aws_vpc", "id = aws_vpc.x.id")
            + data("aws_security_group", OF_VPC + "data.aws_vpc.x.id"),
            "data.aws_security_group.x.id",
            "fail",
        ),
        # The database has one group, which nothing else names.
        (ALONE, "tolist(aws_db_instance.x.vpc_security_group_ids)[0]", "fail"),
        (ALONE, "element(tolist(aws_db_instance.x.vpc_security_group_ids), 0)", "fail"),
        (ALONE, "one(aws_db_instance.x.vpc_security_group_ids)", "fail"),
        (
            groups("aws_security_group.other.id") + OTHER,
            "one(aws_db_instance.x.vpc_security_group_ids)",
            "fail",
        ),
    ],
)
def test_the_default_group(tmp_path: Path, text: str, group: str, verdict: str) -> None:
    rule = RULE_OF.replace("ID", group)
    found = verdicts(tmp_path / "open", {"main.tf": text + rule}, "aws-rds-public-access")
    assert found["aws_db_instance.x"] == verdict
    narrow = rule.replace("0.0.0.0/0", "10.0.0.0/8")
    found = verdicts(tmp_path / "narrow", {"main.tf": text + narrow}, "aws-rds-public-access")
    assert found["aws_db_instance.x"] == "pass"


OPTIONS = """
resource "aws_db_option_group" "o" {
  engine_name          = "mysql"
  major_engine_version = "8.0"
  option {
    option_name = "MEMCACHED"
    port        = PORT
  }
}
"""


@pytest.mark.parametrize(("port", "verdict"), [("443", "fail"), ("11211", "pass")])
def test_a_port_of_an_option(tmp_path: Path, port: str, verdict: str) -> None:
    network = """
      option_group_name      = aws_db_option_group.o.name
      vpc_security_group_ids = [aws_security_group.s.id]
    """
    rule = RULE_OF.replace("ID", "aws_security_group.s.id")
    on_443 = rule.replace('"-1"', '"tcp"\n  from_port = 443\n  to_port = 443')
    text = DATABASE.replace("NETWORK", network) + GROUP + on_443 + OPTIONS.replace("PORT", port)
    found = verdicts(tmp_path, {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": verdict}


@pytest.mark.parametrize(
    ("arguments", "verdict"),
    [
        ("id = aws_vpc.x.id", "fail"),
        (filtered("vpc-id", "aws_vpc.x.id"), "fail"),
        ('cidr_block = "10.0.0.0/16"', "fail"),
        ('cidr_block = "10.9.0.0/16"', "unknown"),
        ("default = true", "unknown"),
    ],
)
def test_the_main_route_table_of_a_vpc_that_a_data_source_finds(
    tmp_path: Path, arguments: str, verdict: str
) -> None:
    text = routed("data.aws_vpc.x.main_route_table_id", data("aws_vpc", arguments))
    association = text.index('resource "aws_route_table_association"')
    text = text[:association] + text[text.index('resource "aws_route" "x"') :]
    found = verdicts(tmp_path, {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": verdict}


CLUSTER = """
resource "KIND" "c" {
  engine = "ENGINE"
}
resource "KIND_instance" "x" {
  cluster_identifier  = KIND.c.id
  engine              = "ENGINE"
  instance_class      = "db.t4g.medium"
  publicly_accessible = true
}
"""


@pytest.mark.parametrize(
    ("kind", "engine", "rule"),
    [
        ("aws_rds_cluster", "aurora-mysql", "aws-rds-public-access"),
        ("aws_neptune_cluster", "neptune", "aws-neptune-public-access"),
    ],
)
def test_the_default_group_of_a_cluster(tmp_path: Path, kind: str, engine: str, rule: str) -> None:
    text = CLUSTER.replace("KIND", kind).replace("ENGINE", engine)
    group = f"tolist({kind}.c.vpc_security_group_ids)[0]"
    found = verdicts(tmp_path, {"main.tf": text + RULE_OF.replace("ID", group)}, rule)
    assert found[f"{kind}_instance.x"] == "fail"


def test_a_data_source_that_would_find_two_groups(tmp_path: Path) -> None:
    second = GROUP[GROUP.index('resource "aws_security_group"') :].replace('"s" {', '"t" {', 1)
    text = looked_up('name = "s"') + second
    found = verdicts(tmp_path, {"main.tf": text}, "aws-rds-public-access")
    assert found == {"aws_db_instance.x": "unknown"}

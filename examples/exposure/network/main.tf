# Databases that the internet can or cannot reach, by address, security groups and subnets together.
# docs/exposure.md explains each verdict.

variable "elsewhere" {
  type = list(string)
}

resource "aws_vpc" "clinic" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "clinic" {
  vpc_id = aws_vpc.clinic.id
}

# Subnets with a route to an internet gateway, with one to a NAT gateway, and without a route table.

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.clinic.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.clinic.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.clinic.id
  }
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.clinic.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_nat_gateway" "clinic" {
  subnet_id     = aws_subnet.public.id
  allocation_id = "eipalloc-0a1b2c3d4e5f60718"
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.clinic.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.clinic.id
  }
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_subnet" "unassociated" {
  vpc_id     = aws_vpc.clinic.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_db_subnet_group" "this" {
  for_each = {
    public       = [aws_subnet.public.id]
    private      = [aws_subnet.private.id]
    mixed        = [aws_subnet.private.id, aws_subnet.public.id]
    unassociated = [aws_subnet.unassociated.id]
    elsewhere    = var.elsewhere
  }

  name       = each.key
  subnet_ids = each.value
}

resource "aws_security_group" "world" {
  name   = "world"
  vpc_id = aws_vpc.clinic.id

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "office" {
  name   = "office"
  vpc_id = aws_vpc.clinic.id

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["203.0.113.0/24"]
  }
}

locals {
  databases = {
    no_address       = { public = false, group = "world", subnets = "public" }
    everything_open  = { public = true, group = "world", subnets = "public" }
    office_only      = { public = true, group = "office", subnets = "public" }
    private_subnets  = { public = true, group = "world", subnets = "private" }
    mixed_subnets    = { public = true, group = "world", subnets = "mixed" }
    main_table       = { public = true, group = "world", subnets = "unassociated" }
    unknown_route    = { public = true, group = "world", subnets = "elsewhere" }
    no_subnet_group  = { public = true, group = "world", subnets = null }
    office_elsewhere = { public = true, group = "office", subnets = "elsewhere" }
  }

  groups = {
    world  = aws_security_group.world.id
    office = aws_security_group.office.id
  }
}

resource "aws_db_instance" "this" {
  for_each = local.databases

  engine                 = "postgres"
  instance_class         = "db.t4g.medium"
  publicly_accessible    = each.value.public
  vpc_security_group_ids = [local.groups[each.value.group]]
  db_subnet_group_name   = each.value.subnets == null ? null : aws_db_subnet_group.this[each.value.subnets].name
}

# Network of the __name__ service: one subnet for each zone, public and private.

variable "__name___cidr" {
  type    = string
  default = "10.__number__.0.0/16"
}

variable "__name___zones" {
  type    = list(string)
  default = ["a", "b", "c"]
}

locals {
  __name___subnets = {
    for pair in setproduct(["public", "private"], var.__name___zones) :
    join("-", pair) => {
      kind   = pair[0]
      zone   = "${var.region}${pair[1]}"
      number = index(var.__name___zones, pair[1]) + (pair[0] == "public" ? 0 : 8)
    }
  }
}

resource "aws_vpc" "__name__" {
  cidr_block           = var.__name___cidr
  enable_dns_hostnames = true
  tags                 = merge(module.this.tags, { Name = "${module.this.id}-__name__" })
}

resource "aws_subnet" "__name__" {
  for_each = local.enabled ? local.__name___subnets : {}

  vpc_id                  = aws_vpc.__name__.id
  availability_zone       = each.value.zone
  cidr_block              = cidrsubnet(aws_vpc.__name__.cidr_block, 4, each.value.number)
  map_public_ip_on_launch = each.value.kind == "public"
  tags                    = merge(module.this.tags, { Name = "${module.this.id}-${each.key}" })
}

resource "aws_internet_gateway" "__name__" {
  vpc_id = aws_vpc.__name__.id
  tags   = module.this.tags
}

resource "aws_route_table" "__name__" {
  for_each = toset(distinct([for subnet in local.__name___subnets : subnet.kind]))

  vpc_id = aws_vpc.__name__.id

  dynamic "route" {
    for_each = each.key == "public" ? [aws_internet_gateway.__name__.id] : []
    content {
      cidr_block = "0.0.0.0/0"
      gateway_id = route.value
    }
  }
}

resource "aws_route_table_association" "__name__" {
  for_each = aws_subnet.__name__

  subnet_id      = each.value.id
  route_table_id = aws_route_table.__name__[local.__name___subnets[each.key].kind].id
}

output "__name___private_subnet_ids" {
  description = "Subnets without a way to the internet"
  value       = [for key, subnet in aws_subnet.__name__ : subnet.id if startswith(key, "private")]
}

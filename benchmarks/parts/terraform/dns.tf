variable "__name___records" {
  description = "Names under the zone, each with what it points to"
  type = list(object({
    name  = string
    type  = optional(string, "CNAME")
    ttl   = optional(number, 300)
    value = list(string)
  }))
  default = [
    { name = "www", value = ["__name__.example.net"] },
    { name = "api", value = ["api.__name__.example.net"], ttl = 60 },
    { name = "_dmarc", type = "TXT", value = ["v=DMARC1; p=reject"] },
  ]
}

resource "aws_route53_zone" "__name__" {
  name = "__name__.example.com"
  tags = module.this.tags
}

resource "aws_route53_record" "__name__" {
  for_each = { for record in var.__name___records : "${record.name}/${record.type}" => record }

  zone_id = aws_route53_zone.__name__.zone_id
  name    = trimsuffix("${each.value.name}.${aws_route53_zone.__name__.name}", ".")
  type    = each.value.type
  ttl     = each.value.ttl
  records = each.value.value
}

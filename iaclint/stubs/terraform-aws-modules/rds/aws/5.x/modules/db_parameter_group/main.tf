resource "aws_db_parameter_group" "this" {
  count = var.create ? 1 : 0

  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null
  family      = var.family

  dynamic "parameter" {
    for_each = coalesce(var.parameters, [])

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

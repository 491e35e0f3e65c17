resource "aws_elasticache_user" "default" {
  count = var.create && var.create_default_user ? 1 : 0

  access_string        = try(var.default_user.access_string, "on ~* +@read")
  engine               = try(var.default_user.engine, "REDIS")
  no_password_required = try(var.default_user.no_password_required, null)
  passwords            = try(var.default_user.passwords, null)
  user_id              = var.default_user.user_id
  user_name            = "default"

  dynamic "authentication_mode" {
    for_each = try([var.default_user.authentication_mode], [])

    content {
      type      = authentication_mode.value.type
      passwords = try(authentication_mode.value.passwords, null)
    }
  }
}

resource "aws_elasticache_user" "this" {
  for_each = { for key, each in var.users : key => each if var.create }

  access_string        = each.value.access_string
  engine               = try(each.value.engine, "REDIS")
  no_password_required = try(each.value.no_password_required, null)
  passwords            = try(each.value.passwords, null)
  user_id              = try(each.value.user_id, each.key)
  user_name            = try(each.value.user_name, each.key)

  dynamic "authentication_mode" {
    for_each = try([each.value.authentication_mode], [])

    content {
      type      = authentication_mode.value.type
      passwords = try(authentication_mode.value.passwords, null)
    }
  }
}

resource "aws_elasticache_user_group" "this" {
  count = var.create && var.create_group ? 1 : 0

  engine        = var.engine
  user_group_id = var.user_group_id
  user_ids      = concat(aws_elasticache_user.default[*].user_id, [for each in aws_elasticache_user.this : each.user_id])
}

locals {
  bindings = concat(
    [for role, members in var.bindings : { role = role, members = members, conditional = null }],
    [for n, binding in var.conditional_bindings : { role = binding.role, members = binding.members, conditional = n }]
  )

  by_role = merge([
    for entity, name in var.entities : {
      for n, binding in local.bindings : "${entity}--${n}" => merge(binding, {
        name      = name
        entity    = entity
        condition = try(var.conditional_bindings[binding.conditional], { title = "", description = "", expression = "" })
      })
    }
  ]...)

  # Positions are keys, since entities and members may be unknown before apply.
  by_member = merge([
    for key, binding in local.by_role : {
      for index, member in binding.members : "${key}--${index}" => merge(binding, { member = member, index = index })
    }
  ]...)

  authoritative = { for key, grant in local.by_role : key => grant if var.mode == "authoritative" }
  additive      = { for key, grant in local.by_member : key => grant if var.mode == "additive" }
}

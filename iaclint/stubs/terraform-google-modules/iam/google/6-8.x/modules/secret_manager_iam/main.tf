module "helper" {
  source               = "../helper"
  entities             = var.secrets
  mode                 = var.mode
  bindings             = var.bindings
  conditional_bindings = var.conditional_bindings
}

resource "google_secret_manager_secret_iam_binding" "secret_manager_iam_authoritative" {
  for_each = module.helper.bindings_authoritative

  project   = var.project
  secret_id = var.secrets[each.value.entity]
  role      = each.value.role
  members   = each.value.conditional == null ? var.bindings[each.value.role] : var.conditional_bindings[each.value.conditional].members

  dynamic "condition" {
    for_each = each.value.conditional == null ? [] : [var.conditional_bindings[each.value.conditional]]

    content {
      title       = condition.value.title
      description = condition.value.description
      expression  = condition.value.expression
    }
  }
}

resource "google_secret_manager_secret_iam_member" "secret_manager_iam_additive" {
  for_each = module.helper.bindings_additive

  project   = var.project
  secret_id = var.secrets[each.value.entity]
  role      = each.value.role
  member    = each.value.conditional == null ? var.bindings[each.value.role][each.value.index] : var.conditional_bindings[each.value.conditional].members[each.value.index]

  dynamic "condition" {
    for_each = each.value.conditional == null ? [] : [var.conditional_bindings[each.value.conditional]]

    content {
      title       = condition.value.title
      description = condition.value.description
      expression  = condition.value.expression
    }
  }
}

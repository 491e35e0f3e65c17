module "helper" {
  source               = "../helper"
  entities             = var.organizations
  mode                 = var.mode
  bindings             = var.bindings
  conditional_bindings = var.conditional_bindings
}

resource "google_organization_iam_binding" "organization_iam_authoritative" {
  for_each = module.helper.bindings_authoritative

  org_id  = var.organizations[each.value.entity]
  role    = each.value.role
  members = each.value.conditional == null ? var.bindings[each.value.role] : var.conditional_bindings[each.value.conditional].members

  dynamic "condition" {
    for_each = each.value.conditional == null ? [] : [var.conditional_bindings[each.value.conditional]]

    content {
      title       = condition.value.title
      description = condition.value.description
      expression  = condition.value.expression
    }
  }
}

resource "google_organization_iam_member" "organization_iam_additive" {
  for_each = module.helper.bindings_additive

  org_id = var.organizations[each.value.entity]
  role   = each.value.role
  member = each.value.conditional == null ? var.bindings[each.value.role][each.value.index] : var.conditional_bindings[each.value.conditional].members[each.value.index]

  dynamic "condition" {
    for_each = each.value.conditional == null ? [] : [var.conditional_bindings[each.value.conditional]]

    content {
      title       = condition.value.title
      description = condition.value.description
      expression  = condition.value.expression
    }
  }
}

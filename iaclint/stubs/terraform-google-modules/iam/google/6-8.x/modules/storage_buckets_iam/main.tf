module "helper" {
  source               = "../helper"
  entities             = var.storage_buckets
  mode                 = var.mode
  bindings             = var.bindings
  conditional_bindings = var.conditional_bindings
}

resource "google_storage_bucket_iam_binding" "storage_bucket_iam_authoritative" {
  for_each = module.helper.bindings_authoritative

  bucket  = var.storage_buckets[each.value.entity]
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

resource "google_storage_bucket_iam_member" "storage_bucket_iam_additive" {
  for_each = module.helper.bindings_additive

  bucket = var.storage_buckets[each.value.entity]
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

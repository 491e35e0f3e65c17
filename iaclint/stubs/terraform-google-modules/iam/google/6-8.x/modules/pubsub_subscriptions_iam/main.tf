module "helper" {
  source   = "../helper"
  entities = var.pubsub_subscriptions
  mode     = var.mode
  bindings = var.bindings
}

resource "google_pubsub_subscription_iam_binding" "pubsub_subscription_iam_authoritative" {
  for_each = module.helper.bindings_authoritative

  project      = var.project
  subscription = var.pubsub_subscriptions[each.value.entity]
  role         = each.value.role
  members      = var.bindings[each.value.role]
}

resource "google_pubsub_subscription_iam_member" "pubsub_subscription_iam_additive" {
  for_each = module.helper.bindings_additive

  project      = var.project
  subscription = var.pubsub_subscriptions[each.value.entity]
  role         = each.value.role
  member       = var.bindings[each.value.role][each.value.index]
}

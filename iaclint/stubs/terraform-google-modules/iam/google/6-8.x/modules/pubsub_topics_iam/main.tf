module "helper" {
  source   = "../helper"
  entities = var.pubsub_topics
  mode     = var.mode
  bindings = var.bindings
}

resource "google_pubsub_topic_iam_binding" "pubsub_topic_iam_authoritative" {
  for_each = module.helper.bindings_authoritative

  project = var.project
  topic   = var.pubsub_topics[each.value.entity]
  role    = each.value.role
  members = var.bindings[each.value.role]
}

resource "google_pubsub_topic_iam_member" "pubsub_topic_iam_additive" {
  for_each = module.helper.bindings_additive

  project = var.project
  topic   = var.pubsub_topics[each.value.entity]
  role    = each.value.role
  member  = var.bindings[each.value.role][each.value.index]
}

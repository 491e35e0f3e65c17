locals {
  topic = var.create_topic ? google_pubsub_topic.topic[0].name : var.topic
}

# The module grants roles to service accounts only.
resource "google_pubsub_topic" "topic" {
  count = var.create_topic ? 1 : 0

  project                    = var.project_id
  name                       = var.topic
  labels                     = var.topic_labels
  kms_key_name               = var.topic_kms_key_name
  message_retention_duration = var.topic_message_retention_duration
}

resource "google_pubsub_subscription" "push_subscriptions" {
  for_each = { for each in var.push_subscriptions : each.name => each if var.create_subscriptions }

  name                       = each.value.name
  topic                      = local.topic
  project                    = var.project_id
  labels                     = var.subscription_labels
  message_retention_duration = lookup(each.value, "message_retention_duration", null)

  push_config {
    push_endpoint = lookup(each.value, "push_endpoint", null)
  }
}

resource "google_pubsub_subscription" "pull_subscriptions" {
  for_each = { for each in var.pull_subscriptions : each.name => each if var.create_subscriptions }

  name                       = each.value.name
  topic                      = local.topic
  project                    = var.project_id
  labels                     = var.subscription_labels
  message_retention_duration = lookup(each.value, "message_retention_duration", null)
}

resource "google_pubsub_subscription" "bigquery_subscriptions" {
  for_each = { for each in var.bigquery_subscriptions : each.name => each if var.create_subscriptions }

  name                       = each.value.name
  topic                      = local.topic
  project                    = var.project_id
  labels                     = var.subscription_labels
  message_retention_duration = lookup(each.value, "message_retention_duration", null)

  bigquery_config {
    table = each.value.table
  }
}

resource "google_pubsub_subscription" "cloud_storage_subscriptions" {
  for_each = { for each in var.cloud_storage_subscriptions : each.name => each if var.create_subscriptions }

  name                       = each.value.name
  topic                      = local.topic
  project                    = var.project_id
  labels                     = var.subscription_labels
  message_retention_duration = lookup(each.value, "message_retention_duration", null)

  cloud_storage_config {
    bucket = each.value.bucket
  }
}

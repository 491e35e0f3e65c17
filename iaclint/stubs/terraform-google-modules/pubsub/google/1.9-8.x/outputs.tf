data "iaclint_unknown" "other" {}

output "topic" { value = join("", google_pubsub_topic.topic[*].name) }
output "topic_labels" { value = var.create_topic ? google_pubsub_topic.topic[0].labels : {} }
output "id" { value = join("", google_pubsub_topic.topic[*].id) }
output "uri" { value = var.create_topic ? "pubsub.googleapis.com/${google_pubsub_topic.topic[0].id}" : "" }
output "subscription_names" {
  value = concat(
    values(google_pubsub_subscription.push_subscriptions)[*].name,
    values(google_pubsub_subscription.pull_subscriptions)[*].name,
    values(google_pubsub_subscription.bigquery_subscriptions)[*].name,
    values(google_pubsub_subscription.cloud_storage_subscriptions)[*].name,
  )
}
output "subscription_paths" {
  value = concat(
    values(google_pubsub_subscription.push_subscriptions)[*].id,
    values(google_pubsub_subscription.pull_subscriptions)[*].id,
    values(google_pubsub_subscription.bigquery_subscriptions)[*].id,
    values(google_pubsub_subscription.cloud_storage_subscriptions)[*].id,
  )
}
output "env_vars" { value = data.iaclint_unknown.other.env_vars }

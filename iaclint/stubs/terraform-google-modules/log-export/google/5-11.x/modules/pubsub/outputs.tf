data "iaclint_unknown" "other" {}

output "console_link" { value = data.iaclint_unknown.other.console_link }
output "destination_uri" { value = "pubsub.googleapis.com/projects/${var.project_id}/topics/${google_pubsub_topic.topic.name}" }
output "project" { value = google_pubsub_topic.topic.project }
output "pubsub_push_subscription" { value = join("", google_pubsub_subscription.pubsub_push_subscription[*].id) }
output "pubsub_subscriber" { value = join("", google_service_account.pubsub_subscriber[*].email) }
output "pubsub_subscription" { value = join("", google_pubsub_subscription.pubsub_subscription[*].id) }
output "resource_id" { value = google_pubsub_topic.topic.id }
output "resource_name" { value = google_pubsub_topic.topic.name }

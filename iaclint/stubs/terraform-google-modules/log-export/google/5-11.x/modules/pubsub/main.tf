resource "google_pubsub_topic" "topic" {
  project      = var.project_id
  name         = var.topic_name
  labels       = var.topic_labels
  kms_key_name = var.kms_key_name
}

resource "google_pubsub_topic_iam_member" "pubsub_sink_member" {
  project = var.project_id
  topic   = google_pubsub_topic.topic.name
  role    = "roles/pubsub.publisher"
  member  = var.log_sink_writer_identity
}

resource "google_service_account" "pubsub_subscriber" {
  count = var.create_subscriber ? 1 : 0

  project    = var.project_id
  account_id = var.subscriber_id == "" ? "${var.topic_name}-subscriber" : var.subscriber_id
}

resource "google_pubsub_subscription" "pubsub_subscription" {
  count = var.create_subscriber ? 1 : 0

  project = var.project_id
  name    = "${google_pubsub_topic.topic.name}-subscription"
  topic   = google_pubsub_topic.topic.name
  labels  = var.subscription_labels
}

resource "google_pubsub_subscription_iam_member" "pubsub_subscriber_role" {
  count = var.create_subscriber ? 1 : 0

  project      = var.project_id
  subscription = google_pubsub_subscription.pubsub_subscription[0].id
  role         = "roles/pubsub.subscriber"
  member       = "serviceAccount:${google_service_account.pubsub_subscriber[0].email}"
}

resource "google_pubsub_topic_iam_member" "pubsub_viewer_role" {
  count = var.create_subscriber ? 1 : 0

  project = var.project_id
  topic   = google_pubsub_topic.topic.name
  role    = "roles/pubsub.viewer"
  member  = "serviceAccount:${google_service_account.pubsub_subscriber[0].email}"
}

resource "google_pubsub_subscription" "pubsub_push_subscription" {
  count = var.create_push_subscriber ? 1 : 0

  project = var.project_id
  name    = "${google_pubsub_topic.topic.name}-push-subscription"
  topic   = google_pubsub_topic.topic.name
  labels  = var.subscription_labels

  push_config {
    push_endpoint = var.push_endpoint
  }

  dynamic "expiration_policy" {
    for_each = var.push_subscription_expiration_ttl == null ? [] : [var.push_subscription_expiration_ttl]

    content {
      ttl = expiration_policy.value
    }
  }
}

locals {
  writers = concat(
    google_logging_project_sink.sink[*].writer_identity,
    google_logging_folder_sink.sink[*].writer_identity,
    google_logging_organization_sink.sink[*].writer_identity,
    google_logging_billing_account_sink.sink[*].writer_identity,
  )
  ids = concat(
    google_logging_project_sink.sink[*].id,
    google_logging_folder_sink.sink[*].id,
    google_logging_organization_sink.sink[*].id,
    google_logging_billing_account_sink.sink[*].id,
  )
}

resource "google_logging_project_sink" "sink" {
  count = var.parent_resource_type == "project" ? 1 : 0

  name                   = var.log_sink_name
  description            = var.description
  project                = var.parent_resource_id
  filter                 = var.filter
  destination            = var.destination_uri
  disabled               = var.disabled
  unique_writer_identity = var.unique_writer_identity

  dynamic "exclusions" {
    for_each = var.exclusions

    content {
      name        = exclusions.value.name
      description = exclusions.value.description
      filter      = exclusions.value.filter
      disabled    = exclusions.value.disabled
    }
  }
}

resource "google_logging_folder_sink" "sink" {
  count = var.parent_resource_type == "folder" ? 1 : 0

  name               = var.log_sink_name
  description        = var.description
  folder             = var.parent_resource_id
  filter             = var.filter
  destination        = var.destination_uri
  disabled           = var.disabled
  include_children   = var.include_children
  intercept_children = var.intercept_children

  dynamic "exclusions" {
    for_each = var.exclusions

    content {
      name        = exclusions.value.name
      description = exclusions.value.description
      filter      = exclusions.value.filter
      disabled    = exclusions.value.disabled
    }
  }
}

resource "google_logging_organization_sink" "sink" {
  count = var.parent_resource_type == "organization" ? 1 : 0

  name               = var.log_sink_name
  description        = var.description
  org_id             = var.parent_resource_id
  filter             = var.filter
  destination        = var.destination_uri
  disabled           = var.disabled
  include_children   = var.include_children
  intercept_children = var.intercept_children

  dynamic "exclusions" {
    for_each = var.exclusions

    content {
      name        = exclusions.value.name
      description = exclusions.value.description
      filter      = exclusions.value.filter
      disabled    = exclusions.value.disabled
    }
  }
}

resource "google_logging_billing_account_sink" "sink" {
  count = var.parent_resource_type == "billing_account" ? 1 : 0

  name            = var.log_sink_name
  description     = var.description
  billing_account = var.parent_resource_id
  filter          = var.filter
  destination     = var.destination_uri
  disabled        = var.disabled

  dynamic "exclusions" {
    for_each = var.exclusions

    content {
      name        = exclusions.value.name
      description = exclusions.value.description
      filter      = exclusions.value.filter
      disabled    = exclusions.value.disabled
    }
  }
}

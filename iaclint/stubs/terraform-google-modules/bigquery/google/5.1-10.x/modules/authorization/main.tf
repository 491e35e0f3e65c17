locals {
  roles = {
    "roles/bigquery.dataOwner"  = "OWNER"
    "roles/bigquery.dataEditor" = "WRITER"
    "roles/bigquery.dataViewer" = "READER"
  }
}

resource "google_bigquery_dataset_access" "access_role" {
  for_each = { for n, role in var.roles : n => role }

  dataset_id     = var.dataset_id
  project        = var.project_id
  role           = lookup(local.roles, each.value.role, each.value.role)
  domain         = lookup(each.value, "domain", null)
  group_by_email = lookup(each.value, "group_by_email", null)
  user_by_email  = lookup(each.value, "user_by_email", null)
  special_group  = lookup(each.value, "special_group", null)
}

resource "google_bigquery_dataset_access" "authorized_view" {
  for_each = { for n, view in var.authorized_views : n => view }

  dataset_id = var.dataset_id
  project    = var.project_id

  view {
    project_id = each.value.project_id
    dataset_id = each.value.dataset_id
    table_id   = each.value.table_id
  }
}

resource "google_bigquery_dataset_access" "authorized_dataset" {
  for_each = { for n, dataset in var.authorized_datasets : n => dataset }

  dataset_id = var.dataset_id
  project    = var.project_id

  dataset {
    target_types = ["VIEWS"]

    dataset {
      project_id = each.value.project_id
      dataset_id = each.value.dataset_id
    }
  }
}

resource "google_bigquery_dataset_access" "authorized_routine" {
  for_each = { for n, routine in var.authorized_routines : n => routine }

  dataset_id = var.dataset_id
  project    = var.project_id

  routine {
    project_id = each.value.project_id
    dataset_id = each.value.dataset_id
    routine_id = each.value.routine_id
  }
}

module "helper" {
  source   = "../helper"
  entities = var.bigquery_datasets
  mode     = var.mode
  bindings = var.bindings
}

resource "google_bigquery_dataset_iam_binding" "bigquery_dataset_iam_authoritative" {
  for_each = module.helper.bindings_authoritative

  project    = var.project
  dataset_id = var.bigquery_datasets[each.value.entity]
  role       = each.value.role
  members    = var.bindings[each.value.role]
}

resource "google_bigquery_dataset_iam_member" "bigquery_dataset_iam_additive" {
  for_each = module.helper.bindings_additive

  project    = var.project
  dataset_id = var.bigquery_datasets[each.value.entity]
  role       = each.value.role
  member     = var.bindings[each.value.role][each.value.index]
}

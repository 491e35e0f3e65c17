module "helper" {
  source   = "../helper"
  entities = var.repositories
  mode     = var.mode
  bindings = var.bindings
}

resource "google_artifact_registry_repository_iam_binding" "artifact_registry_iam_authoritative" {
  for_each = module.helper.bindings_authoritative

  project    = var.project
  location   = var.location
  repository = var.repositories[each.value.entity]
  role       = each.value.role
  members    = var.bindings[each.value.role]
}

resource "google_artifact_registry_repository_iam_member" "artifact_registry_iam_additive" {
  for_each = module.helper.bindings_additive

  project    = var.project
  location   = var.location
  repository = var.repositories[each.value.entity]
  role       = each.value.role
  member     = var.bindings[each.value.role][each.value.index]
}

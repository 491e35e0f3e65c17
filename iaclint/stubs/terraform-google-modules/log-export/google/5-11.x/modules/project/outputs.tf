output "destination_uri" { value = "logging.googleapis.com/projects/${var.project_id}" }
output "project" { value = var.project_id }

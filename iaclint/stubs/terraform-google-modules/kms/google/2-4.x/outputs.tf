output "keyring" { value = google_kms_key_ring.key_ring.id }
output "keyring_resource" { value = google_kms_key_ring.key_ring }
output "keyring_name" { value = google_kms_key_ring.key_ring.name }
output "keys" { value = zipmap(var.keys, local.ids) }

data "iaclint_unknown" "other" {}

output "db_instance_automated_backups_replication_id" { value = data.iaclint_unknown.other.db_instance_automated_backups_replication_id }

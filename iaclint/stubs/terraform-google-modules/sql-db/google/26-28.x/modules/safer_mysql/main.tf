module "safer_mysql" {
  source = "../mysql"

  project_id                  = var.project_id
  name                        = var.name
  random_instance_name        = var.random_instance_name
  database_version            = var.database_version
  region                      = var.region
  master_instance_name        = var.master_instance_name
  tier                        = var.tier
  edition                     = var.edition
  availability_type           = var.availability_type
  deletion_protection         = var.deletion_protection
  deletion_protection_enabled = var.deletion_protection_enabled
  encryption_key_name         = var.encryption_key_name
  database_flags              = var.database_flags
  user_labels                 = var.user_labels
  backup_configuration        = var.backup_configuration

  # No authorized networks: clients connect through the Cloud SQL Auth Proxy.
  ip_configuration = {
    ipv4_enabled        = var.assign_public_ip
    authorized_networks = []
    ssl_mode            = "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"
    private_network     = var.vpc_network
  }

  enable_default_user = var.enable_default_user
  user_name           = var.user_name
  user_host           = "cloudsqlproxy~%"
  user_password       = var.user_password
  additional_users    = var.additional_users
  iam_users           = var.iam_users

  read_replica_name_suffix                 = var.read_replica_name_suffix
  read_replica_deletion_protection         = var.read_replica_deletion_protection
  read_replica_deletion_protection_enabled = var.read_replica_deletion_protection_enabled
  read_replicas                            = var.read_replicas
}

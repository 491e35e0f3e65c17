resource "aws_db_subnet_group" "clinic" {
  name       = "${var.company}-clinic"
  subnet_ids = var.private_subnet_ids
}

# Patients, appointments, invoices.
resource "aws_db_instance" "clinic" {
  identifier                  = "${var.company}-clinic"
  engine                      = "postgres"
  engine_version              = "17.6"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 100
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.patients.arn
  db_name                     = "clinic"
  username                    = "clinic"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.clinic.name
  backup_retention_period     = 14
  publicly_accessible         = false # the developers come through the VPN
  tags                        = local.tags
}

# Which picture belongs to which patient.
resource "aws_dynamodb_table" "pictures" {
  name         = "${var.company}-pictures"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "patient"
  range_key    = "picture"

  deletion_protection_enabled = true

  attribute {
    name = "patient"
    type = "S"
  }

  attribute {
    name = "picture"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.patients.arn
  }

  point_in_time_recovery {
    enabled = true
  }

  tags = local.tags
}

# Patients, appointments, invoices.
resource "aws_db_instance" "clinic" {
  identifier                  = "${var.company}-clinic"
  engine                      = "postgres"
  engine_version              = "17.6"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 100
  db_name                     = "clinic"
  username                    = "clinic"
  manage_master_user_password = true
  publicly_accessible         = true # so that the developers reach it from home
  tags                        = local.tags
}

# Which picture belongs to which patient.
resource "aws_dynamodb_table" "pictures" {
  name         = "${var.company}-pictures"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "patient"
  range_key    = "picture"

  attribute {
    name = "patient"
    type = "S"
  }

  attribute {
    name = "picture"
    type = "S"
  }

  tags = local.tags
}

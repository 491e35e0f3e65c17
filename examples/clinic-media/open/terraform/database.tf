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
  backup_retention_period     = 14
  publicly_accessible         = true # so that the developers reach it from home
  vpc_security_group_ids      = [aws_security_group.clinic.id]
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

# Nobody knew the developers' addresses.
resource "aws_security_group" "clinic" {
  name = "${var.company}-clinic"

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["0.0.0.0/0"]
  }
}

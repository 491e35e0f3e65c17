# Databases, caches, brokers and keys that are reachable over the network. docs/exposure.md explains
# each verdict.

resource "google_sql_database_instance" "world" {
  name             = "world"
  database_version = "POSTGRES_16"
  settings {
    tier = "db-f1-micro"
    ip_configuration {
      authorized_networks {
        value = "0.0.0.0/1"
      }
      authorized_networks {
        value = "128.0.0.0/1"
      }
    }
  }
}

resource "google_sql_database_instance" "private" {
  name             = "private"
  database_version = "POSTGRES_16"
  settings {
    tier = "db-f1-micro"
    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/clinic/global/networks/clinic"
      authorized_networks {
        value = "0.0.0.0/0"
      }
    }
  }
}

resource "google_sql_database_instance" "no_networks" {
  name             = "no-networks"
  database_version = "POSTGRES_16"
  settings {
    tier = "db-f1-micro"
  }
}

resource "azurerm_mssql_server" "this" {
  for_each                      = { world = true, azure = true, off = false }
  name                          = "brightsmile-${each.key}"
  resource_group_name           = "clinic"
  location                      = "germanywestcentral"
  version                       = "12.0"
  public_network_access_enabled = each.value
}

resource "azurerm_mssql_firewall_rule" "this" {
  for_each         = { world = "255.255.255.255", azure = "0.0.0.0", off = "255.255.255.255" }
  name             = "wide"
  server_id        = azurerm_mssql_server.this[each.key].id
  start_ip_address = "0.0.0.0"
  end_ip_address   = each.value
}

resource "azurerm_redis_cache" "sessions" {
  name                = "brightsmile-sessions"
  resource_group_name = "clinic"
  location            = "germanywestcentral"
  capacity            = 1
  family              = "C"
  sku_name            = "Standard"
}

resource "aws_mq_broker" "orders" {
  broker_name         = "orders"
  engine_type         = "ActiveMQ"
  engine_version      = "5.18"
  host_instance_type  = "mq.t3.micro"
  publicly_accessible = true
  security_groups     = [aws_security_group.office.id]
  user {
    username = "orders"
    password = var.password
  }
}

resource "aws_security_group" "office" {
  name = "office"
  ingress {
    protocol    = "tcp"
    from_port   = 61617
    to_port     = 61617
    cidr_blocks = ["203.0.113.0/24"]
  }
}

resource "aws_kms_key" "through_s3" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "kms:Decrypt"
      Resource  = "*"
      Condition = { StringEquals = { "kms:ViaService" = "s3.eu-central-1.amazonaws.com" } }
    }]
  })
}

variable "password" {
  type      = string
  sensitive = true
}

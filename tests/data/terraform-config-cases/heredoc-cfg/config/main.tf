locals {
  a = <<-EOT
    x
      y
  EOT
  b = <<EOT
  z
EOT
}
output "o" { value = [local.a, local.b] }

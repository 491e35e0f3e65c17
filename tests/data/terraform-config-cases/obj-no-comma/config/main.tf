locals {
 a = { x = 1 y = 2 }
}
output "o" { value = local.a }

variable "a" {
 sensitive = true
 default = 1
}
output "o" { value = var.a }

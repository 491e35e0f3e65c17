variable "cfg" {
 type = map(object({ name = string, port = optional(number, 80), tags = optional(map(string), {}), log = optional(object({ on = optional(bool, true), lvl = optional(string) }), {}) }))
}
output "o" {
 value = var.cfg
}
resource "terraform_data" "t" {
 for_each = var.cfg
 input = each.value
}

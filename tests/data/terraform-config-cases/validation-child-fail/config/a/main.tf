variable "v" {
 validation {
 condition = can(tonumber(var.v))
 error_message = "x"
 }
}

variable "a" {
 type = number
 default = null
 nullable = false
}

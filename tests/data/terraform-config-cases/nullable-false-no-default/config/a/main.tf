variable "v" {
 nullable = false
}

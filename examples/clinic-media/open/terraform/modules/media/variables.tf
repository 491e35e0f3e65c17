variable "name" {
  description = "Name of the bucket."
  type        = string
}

variable "acl" {
  description = "Canned ACL of the bucket."
  type        = string
  default     = "private"
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "vpc_id" {
  type = string
}

variable "vpc_name" {
  type = string
}

variable "logs_retention" {
  default = 90
}

variable "tags" {
  type    = map(string)
  default = {}
}

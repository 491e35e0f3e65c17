variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "company" {
  description = "Prefix of the names that customers see."
  type        = string
  default     = "brightsmile"
}

variable "private_subnet_ids" {
  type = list(string)
}

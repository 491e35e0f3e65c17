variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "company" {
  description = "Carried by the name of everything that customers see."
  type        = string
  default     = "brightsmile"
}

variable "private_subnet_ids" {
  type = list(string)
}

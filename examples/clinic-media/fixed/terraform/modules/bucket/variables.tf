variable "name" {
  description = "Name of the bucket."
  type        = string
}

variable "sse_algorithm" {
  description = "AES256 (with S3's own keys) or aws:kms."
  type        = string
  default     = "AES256"
}

variable "kms_key_arn" {
  description = "Key that encrypts the objects, for aws:kms."
  type        = string
  default     = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

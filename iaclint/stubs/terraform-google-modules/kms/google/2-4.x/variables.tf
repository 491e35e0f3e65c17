# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "location" {
  type = string
}

variable "keyring" {
  type = string
}

variable "keys" {
  type    = list(string)
  default = []
}

variable "prevent_destroy" {
  type    = bool
  default = true
}

variable "key_destroy_scheduled_duration" {
  type    = string
  default = null
}

variable "purpose" {
  type    = string
  default = "ENCRYPT_DECRYPT"
}

variable "set_owners_for" {
  type    = list(string)
  default = []
}

variable "owners" {
  type    = list(string)
  default = []
}

variable "set_encrypters_for" {
  type    = list(string)
  default = []
}

variable "encrypters" {
  type    = list(string)
  default = []
}

variable "set_decrypters_for" {
  type    = list(string)
  default = []
}

variable "decrypters" {
  type    = list(string)
  default = []
}

variable "key_rotation_period" {
  type    = string
  default = "7776000s"
}

variable "key_algorithm" {
  type    = string
  default = "GOOGLE_SYMMETRIC_ENCRYPTION"
}

variable "key_protection_level" {
  type    = string
  default = "SOFTWARE"
}

variable "labels" {
  type    = map(string)
  default = {}
}

variable "import_only" {
  type    = bool
  default = false
}

# Variables that decide none.
variable "crypto_key_backend" { default = null }
variable "skip_initial_version_creation" { default = null }

# Variables that decide a verdict.
variable "create_ecr_repo" {
  type    = bool
  default = false
}

variable "ecr_repo" {
  type    = string
  default = null
}

variable "image_tag_mutability" {
  type    = string
  default = "MUTABLE"
}

variable "scan_on_push" {
  type    = bool
  default = false
}

variable "ecr_force_delete" {
  type    = bool
  default = true
}

variable "ecr_repo_tags" {
  type    = map(string)
  default = {}
}

variable "ecr_repo_lifecycle_policy" {
  type    = string
  default = null
}

# Variables that decide none.
variable "build_args" { default = {} }
variable "build_target" { default = null }
variable "builder" { default = null }
variable "cache_from" { default = [] }
variable "create_sam_metadata" { default = false }
variable "docker_file_path" { default = "Dockerfile" }
variable "ecr_address" { default = null }
variable "force_remove" { default = false }
variable "image_tag" { default = null }
variable "keep_locally" { default = false }
variable "keep_remotely" { default = false }
variable "platform" { default = null }
variable "source_path" { default = null }
variable "triggers" { default = {} }
variable "use_image_tag" { default = true }

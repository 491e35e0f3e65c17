# Variables that decide a verdict.
variable "dataset_id" {
  type = string
}

variable "dataset_name" {
  type    = string
  default = null
}

variable "location" {
  type    = string
  default = "US"
}

variable "delete_contents_on_destroy" {
  type    = bool
  default = null
}

variable "default_table_expiration_ms" {
  type    = number
  default = null
}

variable "project_id" {
  type = string
}

variable "encryption_key" {
  type    = string
  default = null
}

variable "dataset_labels" {
  type    = map(string)
  default = {}
}

variable "access" {
  type    = any
  default = [{
    role          = "roles/bigquery.dataOwner"
    special_group = "projectOwners"
  }]
}

variable "tables" {
  type = list(object({
    table_id   = string
    schema     = string
    clustering = list(string)
    range_partitioning = optional(object({
      field = string
      range = object({
        start    = string
        end      = string
        interval = string
      })
    }))
    time_partitioning = object({
      expiration_ms            = string
      field                    = string
      type                     = string
      require_partition_filter = bool
    })
    expiration_time = string
    labels          = map(string)
  }))
  default = []
}

variable "external_tables" {
  type    = any
  default = []
}

variable "views" {
  type = list(object({
    view_id        = string
    query          = string
    use_legacy_sql = bool
    labels         = map(string)
  }))
  default = []
}

# Variables that decide none.
variable "description" { default = null }

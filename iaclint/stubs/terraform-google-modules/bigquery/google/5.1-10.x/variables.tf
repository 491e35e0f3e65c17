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

variable "deletion_protection" {
  type    = bool
  default = false
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
  type    = list(object({
    table_id                 = string,
    description              = optional(string),
    table_name               = optional(string),
    schema                   = string,
    clustering               = optional(list(string), []),
    require_partition_filter = optional(bool),
    time_partitioning = optional(object({
      expiration_ms = string,
      field         = string,
      type          = string,
    }), null),
    range_partitioning = optional(object({
      field = string,
      range = object({
        start    = string,
        end      = string,
        interval = string,
      }),
    }), null),
    expiration_time     = optional(string, null),
    deletion_protection = optional(bool),
    labels              = optional(map(string), {}),
  }))
  default = []
}

variable "views" {
  type    = list(object({
    view_id        = string,
    description    = optional(string),
    query          = string,
    use_legacy_sql = bool,
    labels         = optional(map(string), {}),
  }))
  default = []
}

variable "materialized_views" {
  type    = list(object({
    view_id             = string,
    description         = optional(string),
    query               = string,
    enable_refresh      = bool,
    refresh_interval_ms = string,
    clustering          = optional(list(string), []),
    time_partitioning = optional(object({
      expiration_ms            = string,
      field                    = string,
      type                     = string,
      require_partition_filter = bool,
    }), null),
    range_partitioning = optional(object({
      field = string,
      range = object({
        start    = string,
        end      = string,
        interval = string,
      }),
    }), null),
    expiration_time = optional(string, null),
    max_staleness   = optional(string),
    labels          = optional(map(string), {}),
  }))
  default = []
}

variable "external_tables" {
  type    = list(object({
    table_id              = string,
    description           = optional(string),
    autodetect            = bool,
    compression           = string,
    ignore_unknown_values = bool,
    max_bad_records       = number,
    schema                = string,
    source_format         = string,
    source_uris           = list(string),
    csv_options = object({
      quote                 = string,
      allow_jagged_rows     = bool,
      allow_quoted_newlines = bool,
      encoding              = string,
      field_delimiter       = string,
      skip_leading_rows     = number,
    }),
    google_sheets_options = object({
      range             = string,
      skip_leading_rows = number,
    }),
    hive_partitioning_options = object({
      mode              = string,
      source_uri_prefix = string,
    }),
    expiration_time     = optional(string, null),
    max_staleness       = optional(string),
    deletion_protection = optional(bool),
    labels              = optional(map(string), {}),
  }))
  default = []
}

# Variables that decide none.
variable "default_partition_expiration_ms" { default = null }
variable "description" { default = null }
variable "max_time_travel_hours" { default = null }
variable "resource_tags" { default = null }
variable "routines" { default = null }
variable "storage_billing_model" { default = null }

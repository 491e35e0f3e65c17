variable "dataset_id" {
  type = string
}

variable "project_id" {
  type = string
}

variable "roles" {
  type    = any
  default = []
}

variable "authorized_views" {
  type = list(object({
    dataset_id = string
    project_id = string
    table_id   = string
  }))
  default = []
}

variable "authorized_datasets" {
  type = list(object({
    dataset_id = string
    project_id = string
  }))
  default = []
}

variable "authorized_routines" {
  type = list(object({
    project_id = string
    dataset_id = string
    routine_id = string
  }))
  default = []
}

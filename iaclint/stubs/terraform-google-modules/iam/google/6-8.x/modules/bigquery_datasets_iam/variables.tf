variable "project" {
  type = string
}

variable "bigquery_datasets" {
  type = list(string)
}

variable "mode" {
  type    = string
  default = "additive"
}

variable "bindings" {
  type = map(any)
}

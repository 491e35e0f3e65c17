variable "project_id" {
  type = string
}

variable "log_sink_writer_identity" {
  type = string
}

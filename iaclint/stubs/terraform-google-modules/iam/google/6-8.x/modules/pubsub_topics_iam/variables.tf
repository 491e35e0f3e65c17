variable "project" {
  type    = string
  default = ""
}

variable "pubsub_topics" {
  type    = list(string)
  default = []
}

variable "mode" {
  type    = string
  default = "additive"
}

variable "bindings" {
  type = map(any)
}

variable "project" {
  type    = string
  default = ""
}

variable "pubsub_subscriptions" {
  type    = list(string)
  default = []
}

variable "mode" {
  type    = string
  default = "additive"
}

variable "bindings" {
  type = map(list(string))
}

variable "project" {
  type = string
}

variable "location" {
  type = string
}

variable "repositories" {
  type    = list(string)
  default = []
}

variable "mode" {
  type    = string
  default = "additive"
}

variable "bindings" {
  type    = map(list(string))
  default = {}
}

output "o" { value = [local.x, local.y] }

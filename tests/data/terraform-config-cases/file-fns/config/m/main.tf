output "o" { value = file("${path.module}/b.txt") }

module "a" {
 source = "./a"
 cfg = { x = { name = "n" }, y = { name = "m", port = "9", tags = { a = 1 } } }
}
output "o" {
 value = module.a.o
}

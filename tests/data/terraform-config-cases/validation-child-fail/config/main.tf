module "a" {
 source = "./a"
 v = "x"
}

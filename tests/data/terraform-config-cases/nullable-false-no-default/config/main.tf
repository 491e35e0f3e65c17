module "a" {
 source = "./a"
 v = null
}

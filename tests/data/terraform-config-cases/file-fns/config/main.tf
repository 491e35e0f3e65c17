module "m" { source = "./m" }
output "o" { value = [module.m.o, file("a.txt"), templatefile("${path.module}/t.tftpl", {x=[1,2]}), fileset(path.module, "*.txt"), fileexists("zz")] }

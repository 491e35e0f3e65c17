locals { y = 3 }

locals { x = 2 }

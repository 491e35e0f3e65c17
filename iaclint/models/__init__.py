"""Models, and how configurations are projected onto them."""

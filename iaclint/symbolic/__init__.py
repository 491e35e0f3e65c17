"""Values that may be unknown, and the conditions that they depend on; knows no language."""

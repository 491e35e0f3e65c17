"""Running the examples in rule files."""

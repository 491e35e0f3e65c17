"""New rules: a file with examples, made from a model and a condition."""

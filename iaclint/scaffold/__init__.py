"""Generate new rule files with examples, from a model and a condition."""

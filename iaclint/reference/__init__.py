"""Reference of models and rules: what ``iaclint models show`` prints and ``docs/`` has."""

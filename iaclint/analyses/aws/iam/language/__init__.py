"""The policy language: statements, conditions, operators, patterns, and its parser."""

"""Evaluation of expressions in a scope, of templates, and of count and for_each."""

"""Syntax: parse text to trees with spans, without semantics."""

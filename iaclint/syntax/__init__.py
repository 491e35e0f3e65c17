"""Syntax: text to trees, with a span on every node and no idea of what anything means."""

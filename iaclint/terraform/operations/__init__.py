"""Operators, and how functions and operators apply to values that are not known."""

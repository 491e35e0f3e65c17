"""Errors in a template, independent of the rules."""

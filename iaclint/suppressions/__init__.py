"""Suppressions: comments and metadata in the source that accept findings.

``docs/suppressions.md`` describes each form and its reach.
"""

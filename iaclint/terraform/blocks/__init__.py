"""Instances of resources and data sources: their attributes, and where those are written."""

"""Analyses of Google Cloud resources."""

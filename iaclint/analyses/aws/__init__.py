"""Analyses of AWS resources."""

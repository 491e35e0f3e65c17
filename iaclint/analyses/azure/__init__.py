"""Analyses of Azure resources."""

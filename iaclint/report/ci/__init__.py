"""Formats that continuous integration services and spreadsheets read."""

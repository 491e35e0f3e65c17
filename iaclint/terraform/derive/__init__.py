"""Stubs derived from modules: the text of what checked resources depend on."""

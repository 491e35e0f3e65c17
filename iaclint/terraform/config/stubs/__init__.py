"""Stubs: small modules that stand for modules that are not loaded."""

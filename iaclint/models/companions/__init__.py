"""Companions: resources that configure another one, their owner."""

"""Paths that the user names: reading and writing them through no link of the checked tree."""

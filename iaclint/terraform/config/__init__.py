"""Configuration as it is written: modules, blocks, overrides, JSON syntax."""

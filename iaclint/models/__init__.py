"""Models, and how their fields are read from a configuration."""

"""Resource properties and stack outputs, and where their values are written."""

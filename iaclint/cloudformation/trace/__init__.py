"""Resource properties and stack outputs, and where their values come from."""

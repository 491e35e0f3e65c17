"""Files: sources with places in them, diagnostics, and what is found below a path."""

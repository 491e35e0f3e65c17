"""Files: reading and finding them, places in them, and diagnostics."""

"""The HTML format: one page that needs nothing but itself."""

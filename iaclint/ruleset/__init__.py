"""Rules: loading, checking and selecting them, and judging their conditions."""

"""Rules: loading, checking and selecting them, and evaluating their conditions."""

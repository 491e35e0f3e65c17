"""What is deployed on its own: not through something else, and not an example or a test."""

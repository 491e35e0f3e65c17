"""What is wrong with a template, besides what it would deploy."""

"""Module instances: inputs, references, providers, and the modules that they call."""

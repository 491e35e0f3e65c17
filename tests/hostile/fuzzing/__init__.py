"""Fuzzing by structure: inputs by kind, laws that hold for all of them, and a worker."""

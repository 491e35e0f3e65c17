"""Rules applied to model instances: verdicts, and the findings of a run."""

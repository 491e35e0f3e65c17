"""Apply rules to model instances: verdicts, and the findings of a run."""

"""What was found before: baselines, and the commit that a change is based on."""

"""The configuration file ``.iaclint.yaml``, and the effective settings of a run."""

"""Reference of models and rules, for ``iaclint models show`` and the pages in ``docs``."""

"""The command line. Slow imports are deferred to the commands that need them."""

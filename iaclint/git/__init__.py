"""Reading a git repository: objects and names only."""

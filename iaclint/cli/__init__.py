"""The command line. Modules here import what is heavy only once a command needs it."""

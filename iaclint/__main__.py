"""Run iaclint as ``python -m iaclint``."""

from iaclint.cli.app import main

main()

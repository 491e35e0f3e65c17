"""The SARIF 2.1.0 format."""

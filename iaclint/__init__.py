"""Find public, unencrypted or unlogged storage in Terraform and CloudFormation."""

__version__ = "0.1.0"

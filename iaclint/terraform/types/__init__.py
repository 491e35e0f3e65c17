"""Terraform's type system: types, typed values, conversion, numbers, sensitivity."""

"""HCL, the native syntax of Terraform: text to blocks and expressions."""

"""HCL native syntax: parse text to blocks and expressions."""

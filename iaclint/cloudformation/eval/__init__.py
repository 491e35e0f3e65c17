"""Evaluation of templates: parameters, conditions, intrinsic functions."""

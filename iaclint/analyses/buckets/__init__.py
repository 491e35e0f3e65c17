"""Analyses of buckets with ACLs and policies like those of Amazon S3, on other clouds."""

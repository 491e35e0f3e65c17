"""S3 buckets and access points: ACLs, policies, Block Public Access, TLS, log delivery."""

"""Whether the internet can reach a database: security groups, firewalls, subnets, routes."""

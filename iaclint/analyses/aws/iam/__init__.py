"""IAM policies: parsed, turned into sets of requests, evaluated, explained."""

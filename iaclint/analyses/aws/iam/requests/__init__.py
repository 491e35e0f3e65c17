"""The requests that a policy can tell apart, as sets in several dimensions."""

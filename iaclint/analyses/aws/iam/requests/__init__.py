"""The requests that a policy can distinguish, as sets in several dimensions."""

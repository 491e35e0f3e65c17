"""The policies of Amazon DynamoDB tables and streams.

DynamoDB refuses a policy that is public, so no table ever has one: there is nothing to judge
but with whom it shares.

Source: *Blocking public access with resource-based policies in DynamoDB*.
"""

from __future__ import annotations

from iaclint.exposure.service import Service

SERVICE = Service(prefix="dynamodb", policy="the table policy", actions={}, words={}, signed=True)

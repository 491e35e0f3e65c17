"""Says, before deployment, which storage would be public, unencrypted or unlogged."""

__version__ = "0.1.0"

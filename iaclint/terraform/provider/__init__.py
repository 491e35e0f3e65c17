"""What is known of the resources and data sources of providers, beside their schemas."""

"""Templates of CloudFormation that are texts in resources of Terraform."""

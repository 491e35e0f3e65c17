"""The resources that a root module deploys."""

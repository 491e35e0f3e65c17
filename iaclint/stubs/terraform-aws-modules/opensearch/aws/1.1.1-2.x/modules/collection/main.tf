resource "aws_opensearchserverless_collection" "this" {
  count = var.create ? 1 : 0

  name             = var.name
  type             = var.type
  standby_replicas = var.standby_replicas
  tags             = var.tags

  depends_on = [aws_opensearchserverless_security_policy.encryption]
}

# Without arguments, AWS owns the key.
resource "aws_opensearchserverless_security_policy" "encryption" {
  count = var.create && var.create_encryption_policy ? 1 : 0

  name = try(coalesce(var.encryption_policy_name, "${var.name}-encryption"), null)
  type = "encryption"
  policy = jsonencode(merge(
    { AWSOwnedKey = true },
    var.encryption_policy,
    { Rules = [{ ResourceType = "collection", Resource = ["collection/${var.name}"] }] },
  ))
}

# Without arguments, the collection is public.
resource "aws_opensearchserverless_security_policy" "network" {
  count = var.create && var.create_network_policy ? 1 : 0

  name = try(coalesce(var.network_policy_name, "${var.name}-network"), null)
  type = "network"
  policy = jsonencode([merge(
    { AllowFromPublic = true },
    var.network_policy,
    {
      Rules = [
        { ResourceType = "collection", Resource = ["collection/${var.name}"] },
        { ResourceType = "dashboard", Resource = ["collection/${var.name}"] },
      ]
    },
  )])
}

# Who may do what with __name__. The teams come from the identity provider.

variable "__name___teams" {
  type = map(object({
    actions    = list(string)
    mfa        = optional(bool, true)
    boundaries = optional(list(string), [])
  }))

  default = {
    operators  = { actions = ["ecs:*", "logs:*", "cloudwatch:*"] }
    developers = { actions = ["ecs:Describe*", "logs:Get*", "logs:FilterLogEvents"] }
    auditors   = { actions = ["ecs:Describe*", "cloudtrail:LookupEvents"], mfa = false }
  }
}

data "aws_iam_policy_document" "__name___trust" {
  for_each = var.__name___teams

  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "AWS"
      identifiers = [for account in values(var.account_map) : "arn:aws:iam::${account}:root"]
    }

    dynamic "condition" {
      for_each = each.value.mfa ? [true] : []
      content {
        test     = "Bool"
        variable = "aws:MultiFactorAuthPresent"
        values   = ["true"]
      }
    }
  }
}

data "aws_iam_policy_document" "__name___team" {
  for_each = var.__name___teams

  statement {
    sid       = "Allow${title(each.key)}"
    actions   = each.value.actions
    resources = ["*"]
  }
}

resource "aws_iam_role" "__name___team" {
  for_each = var.__name___teams

  name                 = "${module.this.id}-__name__-${each.key}"
  assume_role_policy   = data.aws_iam_policy_document.__name___trust[each.key].json
  permissions_boundary = try(each.value.boundaries[0], null)
  max_session_duration = __number__ * 3600
  tags                 = module.this.tags
}

resource "aws_iam_role_policy" "__name___team" {
  for_each = aws_iam_role.__name___team

  name   = each.key
  role   = each.value.id
  policy = data.aws_iam_policy_document.__name___team[each.key].json
}

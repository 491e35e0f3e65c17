variable "__name___schedule" {
  type        = string
  description = "When __name__ runs, as a cron expression; never where null"
  default     = "cron(0 __hour__ * * ? *)"
}

resource "aws_lambda_function" "__name__" {
  function_name = "${module.this.id}-__name__"
  role          = aws_iam_role.__name__.arn
  runtime       = "python3.12"
  handler       = "__name__.main.handler"
  filename      = "${path.module}/__name__.zip"
  timeout       = min(900, __number__ * 10)
  memory_size   = 256

  environment {
    variables = merge(
      { STAGE = coalesce(var.stage, "dev"), NAME = "__name__" },
      { for key, value in module.this.tags : upper(replace(key, "/[^A-Za-z0-9]/", "_")) => value },
    )
  }

  tracing_config {
    mode = "Active"
  }

  tags = module.this.tags
}

resource "aws_iam_role" "__name__" {
  name = "${module.this.id}-__name__"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "__name__" {
  role = aws_iam_role.__name__.id
  name = "logs"

  policy = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
      "Resource": "arn:${data.aws_partition.current.partition}:logs:${var.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/${module.this.id}-__name__:*"
    }
  ]
}
POLICY
}

resource "aws_cloudwatch_event_rule" "__name__" {
  count               = var.__name___schedule != null ? 1 : 0
  name                = "${module.this.id}-__name__"
  schedule_expression = var.__name___schedule
}

resource "aws_cloudwatch_event_target" "__name__" {
  count = length(aws_cloudwatch_event_rule.__name__)
  rule  = aws_cloudwatch_event_rule.__name__[count.index].name
  arn   = aws_lambda_function.__name__.arn
}

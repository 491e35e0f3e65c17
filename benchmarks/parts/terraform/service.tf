# __name__ runs as a container behind the shared load balancer.

variable "__name___image" {
  type        = string
  description = "Image of the container, with its tag"
  default     = "registry.example.com/__name__:__number__"
}

variable "__name___environment" {
  type = map(string)
  default = {
    LOG_LEVEL = "info"
    PORT      = "8080"
    WORKERS   = "__number__"
  }
}

variable "__name___vpc_id" {
  type = string
}

locals {
  __name___secrets = {
    for name in ["DATABASE_URL", "SESSION_KEY", "API_TOKEN"] :
    name => format("arn:%s:ssm:%s:%s:parameter/%s/%s", data.aws_partition.current.partition, var.region, data.aws_caller_identity.current.account_id, "__name__", lower(name))
  }
}

module "__name___security_group" {
  source = "../../modules/security-group"

  name   = "${module.this.id}-__name__"
  vpc_id = var.__name___vpc_id
  rules = {
    http    = { port = 8080 }
    metrics = { port = 9090, cidrs = ["10.__number__.0.0/16"] }
  }
}

resource "aws_ecs_task_definition" "__name__" {
  family                   = "${module.this.id}-__name__"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = aws_iam_role.__name__.arn

  container_definitions = jsonencode([
    {
      name      = "__name__"
      image     = var.__name___image
      essential = true
      portMappings = [
        { containerPort = 8080, protocol = "tcp" },
        { containerPort = 9090, protocol = "tcp" },
      ]
      environment = [for name, value in var.__name___environment : { name = name, value = value }]
      secrets     = [for name, arn in local.__name___secrets : { name = name, valueFrom = arn }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.__name__.name
          "awslogs-region"        = var.region
          "awslogs-stream-prefix" = "__name__"
        }
      }
    },
  ])

  tags = module.this.tags
}

resource "aws_cloudwatch_log_group" "__name__" {
  name              = "/ecs/${module.this.id}/__name__"
  retention_in_days = var.stage == "prod" ? 365 : 30
}

resource "aws_iam_role" "__name__" {
  name = "${module.this.id}-__name__"

  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": { "Service": "ecs-tasks.amazonaws.com" },
          "Action": "sts:AssumeRole",
          "Condition": { "StringEquals": { "aws:SourceAccount": "${data.aws_caller_identity.current.account_id}" } }
        }
      ]
    }
  EOF
}

resource "aws_ecs_service" "__name__" {
  count = local.enabled ? 1 : 0

  name            = "__name__"
  task_definition = aws_ecs_task_definition.__name__.arn
  desired_count   = var.stage == "prod" ? __number__ : 1
  launch_type     = "FARGATE"

  network_configuration {
    subnets          = []
    security_groups  = [module.__name___security_group.id]
    assign_public_ip = false
  }

  lifecycle {
    ignore_changes = [desired_count]
  }
}

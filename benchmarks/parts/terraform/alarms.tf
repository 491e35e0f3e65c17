variable "__name___alarms" {
  description = "Alarms of __name__, by name"
  type = map(object({
    metric    = string
    threshold = number
    periods   = optional(number, 3)
    severity  = optional(string, "warning")
  }))
  default = {
    cpu     = { metric = "CPUUtilization", threshold = 80 }
    memory  = { metric = "MemoryUtilization", threshold = 90, severity = "critical" }
    latency = { metric = "TargetResponseTime", threshold = 2, periods = 5 }
  }
}

resource "aws_sns_topic" "__name___alarms" {
  name              = "${module.this.id}-__name__-alarms"
  kms_master_key_id = "alias/aws/sns"
  tags              = module.this.tags
}

resource "aws_cloudwatch_metric_alarm" "__name__" {
  for_each = { for name, alarm in var.__name___alarms : name => alarm if local.enabled }

  alarm_name          = join("-", [module.this.id, "__name__", each.key])
  alarm_description   = "${title(each.key)} of __name__ is above ${each.value.threshold}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = each.value.periods
  metric_name         = each.value.metric
  namespace           = "AWS/ECS"
  period              = 60
  statistic           = "Average"
  threshold           = each.value.threshold
  treat_missing_data  = each.value.severity == "critical" ? "breaching" : "missing"
  alarm_actions       = [aws_sns_topic.__name___alarms.arn]

  dimensions = {
    ServiceName = "__name__"
    ClusterName = module.this.id
  }
}

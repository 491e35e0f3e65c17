"""The types whose ``Ref`` returns the name that a property gives them.

Source: *Template reference* of AWS CloudFormation and AWS SAM (return values of each type).

Types are left out if they change the case of names, as RDS and ElastiCache do, and if models link
companions to them by what ``Ref`` returns, as for S3 buckets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.template.template import type_of, written_property

if TYPE_CHECKING:
    from iaclint.syntax.tree import Entry, Node

NAME_PROPERTIES: Final = {
    "AWS::ApiGateway::DomainName": "DomainName",
    "AWS::Athena::DataCatalog": "Name",
    "AWS::Athena::WorkGroup": "Name",
    "AWS::AutoScaling::AutoScalingGroup": "AutoScalingGroupName",
    "AWS::AutoScaling::LaunchConfiguration": "LaunchConfigurationName",
    "AWS::Backup::BackupVault": "BackupVaultName",
    "AWS::CloudTrail::Trail": "TrailName",
    "AWS::CloudWatch::Alarm": "AlarmName",
    "AWS::CloudWatch::CompositeAlarm": "AlarmName",
    "AWS::CloudWatch::Dashboard": "DashboardName",
    "AWS::CloudWatch::MetricStream": "Name",
    "AWS::CodeBuild::Project": "Name",
    "AWS::CodeDeploy::Application": "ApplicationName",
    "AWS::CodeDeploy::DeploymentConfig": "DeploymentConfigName",
    "AWS::CodePipeline::Pipeline": "Name",
    "AWS::Config::ConfigRule": "ConfigRuleName",
    "AWS::Config::ConfigurationRecorder": "Name",
    "AWS::Config::DeliveryChannel": "Name",
    "AWS::DynamoDB::GlobalTable": "TableName",
    "AWS::DynamoDB::Table": "TableName",
    "AWS::EC2::KeyPair": "KeyName",
    "AWS::ECS::CapacityProvider": "Name",
    "AWS::ECS::Cluster": "ClusterName",
    "AWS::EKS::Cluster": "Name",
    "AWS::EMR::SecurityConfiguration": "Name",
    "AWS::ElasticBeanstalk::Application": "ApplicationName",
    "AWS::ElasticBeanstalk::Environment": "EnvironmentName",
    "AWS::ElasticLoadBalancing::LoadBalancer": "LoadBalancerName",
    "AWS::Elasticsearch::Domain": "DomainName",
    "AWS::Events::Archive": "ArchiveName",
    "AWS::Events::Connection": "Name",
    "AWS::Events::EventBus": "Name",
    "AWS::Glue::Crawler": "Name",
    "AWS::Glue::Job": "Name",
    "AWS::Glue::SecurityConfiguration": "Name",
    "AWS::Glue::Trigger": "Name",
    "AWS::Glue::Workflow": "Name",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::ServerCertificate": "ServerCertificateName",
    "AWS::IAM::User": "UserName",
    "AWS::IoT::Policy": "PolicyName",
    "AWS::IoT::Thing": "ThingName",
    "AWS::IoT::TopicRule": "RuleName",
    "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Logs::Destination": "DestinationName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::MediaConvert::JobTemplate": "Name",
    "AWS::MediaConvert::Preset": "Name",
    "AWS::MediaConvert::Queue": "Name",
    "AWS::OpenSearchService::Domain": "DomainName",
    "AWS::Pipes::Pipe": "Name",
    "AWS::QLDB::Ledger": "Name",
    "AWS::ResourceGroups::Group": "Name",
    "AWS::SES::ConfigurationSet": "Name",
    "AWS::SES::ReceiptRuleSet": "RuleSetName",
    "AWS::SSM::Document": "Name",
    "AWS::SSM::Parameter": "Name",
    "AWS::Scheduler::Schedule": "Name",
    "AWS::Scheduler::ScheduleGroup": "Name",
    "AWS::Serverless::Function": "FunctionName",
    "AWS::Serverless::SimpleTable": "TableName",
    "AWS::Synthetics::Canary": "Name",
    "AWS::Timestream::Database": "DatabaseName",
}
"""The property with the name, by type."""


def name_node(entry: Entry) -> Node | None:
    """Return the node of the name that ``Ref`` returns; None if it is generated."""
    name = NAME_PROPERTIES.get(type_of(entry))
    return None if name is None else written_property(entry, name)

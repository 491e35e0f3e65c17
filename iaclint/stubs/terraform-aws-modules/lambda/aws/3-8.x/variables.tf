# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "create_package" {
  type    = bool
  default = true
}

variable "create_function" {
  type    = bool
  default = true
}

variable "create_layer" {
  type    = bool
  default = false
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

variable "lambda_at_edge" {
  type    = bool
  default = false
}

variable "function_name" {
  type    = string
  default = ""
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "use_existing_cloudwatch_log_group" {
  type    = bool
  default = false
}

variable "cloudwatch_logs_retention_in_days" {
  type    = number
  default = null
}

variable "cloudwatch_logs_kms_key_id" {
  type    = string
  default = null
}

variable "cloudwatch_logs_tags" {
  type    = map(string)
  default = {}
}

variable "store_on_s3" {
  type    = bool
  default = false
}

variable "s3_bucket" {
  type    = string
  default = null
}

variable "s3_acl" {
  type    = string
  default = "private"
}

variable "s3_server_side_encryption" {
  type    = string
  default = null
}

variable "s3_kms_key_id" {
  type    = string
  default = null
}

variable "logging_log_group" {
  type    = string
  default = null
}

variable "cloudwatch_logs_log_group_class" {
  type    = string
  default = null
}

# Variables that decide none.
variable "allowed_triggers" { default = null }
variable "architectures" { default = null }
variable "artifacts_dir" { default = null }
variable "assume_role_policy_statements" { default = null }
variable "attach_async_event_policy" { default = null }
variable "attach_cloudwatch_logs_policy" { default = null }
variable "attach_create_log_group_permission" { default = null }
variable "attach_dead_letter_policy" { default = null }
variable "attach_network_policy" { default = null }
variable "attach_policies" { default = null }
variable "attach_policy" { default = null }
variable "attach_policy_json" { default = null }
variable "attach_policy_jsons" { default = null }
variable "attach_policy_statements" { default = null }
variable "attach_tracing_policy" { default = null }
variable "authorization_type" { default = null }
variable "build_in_docker" { default = null }
variable "cloudwatch_logs_deletion_protection_enabled" { default = null }
variable "cloudwatch_logs_skip_destroy" { default = null }
variable "code_signing_config_arn" { default = null }
variable "compatible_architectures" { default = null }
variable "compatible_runtimes" { default = null }
variable "cors" { default = null }
variable "create_async_event_config" { default = null }
variable "create_current_version_allowed_triggers" { default = null }
variable "create_current_version_async_event_config" { default = null }
variable "create_lambda_function_url" { default = null }
variable "create_role" { default = null }
variable "create_sam_metadata" { default = null }
variable "create_unqualified_alias_allowed_triggers" { default = null }
variable "create_unqualified_alias_async_event_config" { default = null }
variable "create_unqualified_alias_lambda_function_url" { default = null }
variable "dead_letter_target_arn" { default = null }
variable "description" { default = null }
variable "destination_on_failure" { default = null }
variable "destination_on_success" { default = null }
variable "docker_additional_options" { default = null }
variable "docker_build_root" { default = null }
variable "docker_entrypoint" { default = null }
variable "docker_file" { default = null }
variable "docker_image" { default = null }
variable "docker_pip_cache" { default = null }
variable "docker_with_ssh_agent" { default = null }
variable "durable_config_execution_timeout" { default = null }
variable "durable_config_retention_period" { default = null }
variable "environment_variables" { default = null }
variable "ephemeral_storage_size" { default = null }
variable "event_source_mapping" { default = null }
variable "file_system_arn" { default = null }
variable "file_system_local_mount_path" { default = null }
variable "function_tags" { default = null }
variable "handler" { default = null }
variable "hash_extra" { default = null }
variable "ignore_source_code_hash" { default = null }
variable "image_config_command" { default = null }
variable "image_config_entry_point" { default = null }
variable "image_config_working_directory" { default = null }
variable "image_uri" { default = null }
variable "include_default_tag" { default = null }
variable "invoke_mode" { default = null }
variable "ipv6_allowed_for_dual_stack" { default = null }
variable "kms_key_arn" { default = null }
variable "lambda_at_edge_logs_all_regions" { default = null }
variable "lambda_role" { default = null }
variable "layer_name" { default = null }
variable "layer_skip_destroy" { default = null }
variable "layers" { default = null }
variable "license_info" { default = null }
variable "local_existing_package" { default = null }
variable "logging_application_log_level" { default = null }
variable "logging_log_format" { default = null }
variable "logging_system_log_level" { default = null }
variable "managed_instances_capacity_provider_arn" { default = null }
variable "maximum_event_age_in_seconds" { default = null }
variable "maximum_retry_attempts" { default = null }
variable "memory_size" { default = null }
variable "number_of_policies" { default = null }
variable "number_of_policy_jsons" { default = null }
variable "package_type" { default = null }
variable "policies" { default = null }
variable "policy" { default = null }
variable "policy_json" { default = null }
variable "policy_jsons" { default = null }
variable "policy_name" { default = null }
variable "policy_path" { default = null }
variable "policy_statements" { default = null }
variable "provisioned_concurrent_executions" { default = null }
variable "publish" { default = null }
variable "quiet_archive_local_exec" { default = null }
variable "recreate_missing_package" { default = null }
variable "recursive_loop" { default = null }
variable "region" { default = null }
variable "replace_security_groups_on_destroy" { default = null }
variable "replacement_security_group_ids" { default = null }
variable "reserved_concurrent_executions" { default = null }
variable "role_description" { default = null }
variable "role_force_detach_policies" { default = null }
variable "role_maximum_session_duration" { default = null }
variable "role_name" { default = null }
variable "role_path" { default = null }
variable "role_permissions_boundary" { default = null }
variable "role_tags" { default = null }
variable "runtime" { default = null }
variable "s3_existing_package" { default = null }
variable "s3_object_override_default_tags" { default = null }
variable "s3_object_storage_class" { default = null }
variable "s3_object_tags" { default = null }
variable "s3_object_tags_only" { default = null }
variable "s3_prefix" { default = null }
variable "skip_destroy" { default = null }
variable "snap_start" { default = null }
variable "source_path" { default = null }
variable "tenant_isolation_mode" { default = null }
variable "timeout" { default = null }
variable "timeouts" { default = null }
variable "tracing_mode" { default = null }
variable "trigger_on_package_timestamp" { default = null }
variable "trusted_entities" { default = null }
variable "vpc_security_group_ids" { default = null }
variable "vpc_subnet_ids" { default = null }

# Variables that decide a verdict.
variable "location" {
  type     = string
  nullable = false
}

variable "name" {
  type = string
}

variable "resource_group_name" {
  type = string
}

variable "tenant_id" {
  type = string
}

variable "diagnostic_settings" {
  type     = map(object({
    name                                     = optional(string, null)
    log_categories                           = optional(set(string), [])
    log_groups                               = optional(set(string), ["allLogs"])
    metric_categories                        = optional(set(string), ["AllMetrics"])
    log_analytics_destination_type           = optional(string, "Dedicated")
    workspace_resource_id                    = optional(string, null)
    storage_account_resource_id              = optional(string, null)
    event_hub_authorization_rule_resource_id = optional(string, null)
    event_hub_name                           = optional(string, null)
    marketplace_partner_resource_id          = optional(string, null)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for each in var.diagnostic_settings : contains(["Dedicated", "AzureDiagnostics"], each.log_analytics_destination_type) && anytrue([for id in [each.workspace_resource_id, each.storage_account_resource_id, each.event_hub_authorization_rule_resource_id, each.marketplace_partner_resource_id] : id != null])])
    error_message = "Must have a destination."
  }
}

variable "keys" {
  type     = map(object({
    name     = string
    key_type = string
    key_opts = optional(list(string), ["sign", "verify"])
    key_size        = optional(number, null)
    curve           = optional(string, null)
    not_before_date = optional(string, null)
    expiration_date = optional(string, null)
    tags            = optional(map(any), null)
    role_assignments = optional(map(object({
      role_definition_id_or_name             = string
      principal_id                           = string
      description                            = optional(string, null)
      skip_service_principal_aad_check       = optional(bool, false)
      condition                              = optional(string, null)
      condition_version                      = optional(string, null)
      delegated_managed_identity_resource_id = optional(string, null)
      principal_type                         = optional(string, null)
    })), {})
    rotation_policy = optional(object({
      automatic = optional(object({
        time_after_creation = optional(string, null)
        time_before_expiry  = optional(string, null)
      }), null)
      expire_after         = optional(string, null)
      notify_before_expiry = optional(string, null)
    }), null)
  }))
  default  = {}
  nullable = false
}

variable "legacy_access_policies_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "network_acls" {
  type    = object({
    bypass                     = optional(string, "None")
    default_action             = optional(string, "Deny")
    ip_rules                   = optional(list(string), [])
    virtual_network_subnet_ids = optional(list(string), [])
  })
  default = {}

  validation {
    condition     = var.network_acls == null ? true : contains(["AzureServices", "None"], var.network_acls.bypass) && contains(["Allow", "Deny"], var.network_acls.default_action)
    error_message = "bypass must be AzureServices or None, default_action Allow or Deny."
  }
}

variable "private_endpoints" {
  type     = map(object({
    name = optional(string, null)
    role_assignments = optional(map(object({
      role_definition_id_or_name             = string
      principal_id                           = string
      description                            = optional(string, null)
      skip_service_principal_aad_check       = optional(bool, false)
      condition                              = optional(string, null)
      condition_version                      = optional(string, null)
      delegated_managed_identity_resource_id = optional(string, null)
      principal_type                         = optional(string, null)
    })), {})
    lock = optional(object({
      kind = string
      name = optional(string, null)
    }), null)
    tags                                    = optional(map(string), null)
    subnet_resource_id                      = string
    private_dns_zone_group_name             = optional(string, "default")
    private_dns_zone_resource_ids           = optional(set(string), [])
    application_security_group_associations = optional(map(string), {})
    private_service_connection_name         = optional(string, null)
    network_interface_name                  = optional(string, null)
    location                                = optional(string, null)
    resource_group_name                     = optional(string, null)
    ip_configurations = optional(map(object({
      name               = string
      private_ip_address = string
    })), {})
  }))
  default  = {}
  nullable = false
}

variable "private_endpoints_manage_dns_zone_group" {
  type     = bool
  default  = true
  nullable = false
}

variable "public_network_access_enabled" {
  type    = bool
  default = true
}

variable "purge_protection_enabled" {
  type    = bool
  default = true
}

variable "secrets" {
  type     = map(object({
    name            = string
    content_type    = optional(string, null)
    tags            = optional(map(any), null)
    not_before_date = optional(string, null)
    expiration_date = optional(string, null)
    role_assignments = optional(map(object({
      role_definition_id_or_name             = string
      principal_id                           = string
      description                            = optional(string, null)
      skip_service_principal_aad_check       = optional(bool, false)
      condition                              = optional(string, null)
      condition_version                      = optional(string, null)
      delegated_managed_identity_resource_id = optional(string, null)
      principal_type                         = optional(string, null)
    })), {})
  }))
  default  = {}
  nullable = false
}

variable "secrets_value" {
  type    = map(string)
  default = {}
}

variable "secrets_value_wo" {
  type      = map(string)
  default   = null
  ephemeral = true
}

variable "sku_name" {
  type    = string
  default = "premium"
}

variable "soft_delete_retention_days" {
  type    = number
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

# Variables that decide none.
variable "contacts" { default = null }
variable "enable_telemetry" { default = null }
variable "enabled_for_deployment" { default = null }
variable "enabled_for_disk_encryption" { default = null }
variable "enabled_for_template_deployment" { default = null }
variable "legacy_access_policies" { default = null }
variable "lock" { default = null }
variable "role_assignments" { default = null }
variable "secrets_value_wo_version" { default = null }
variable "wait_for_rbac_before_contact_operations" { default = null }
variable "wait_for_rbac_before_key_operations" { default = null }
variable "wait_for_rbac_before_secret_operations" { default = null }

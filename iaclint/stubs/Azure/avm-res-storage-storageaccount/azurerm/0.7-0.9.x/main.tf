locals {
  encryption = {
    keySource                       = "Microsoft.Storage"
    requireInfrastructureEncryption = var.infrastructure_encryption_enabled ? true : null
  }
  sku = coalesce(var.account_sku_name, "${var.account_tier}${var.provisioned_billing_model_version == "V2" ? "V2" : ""}_${var.account_replication_type}")
}

resource "azapi_resource" "this" {
  type                 = var.resource_types.storage_account
  name                 = var.name
  location             = var.location
  parent_id            = var.parent_id
  tags                 = var.tags
  ignore_null_property = true

  body = {
    kind = var.account_kind
    sku  = { name = local.sku }

    properties = {
      allowBlobPublicAccess       = var.allow_nested_items_to_be_public
      allowCrossTenantReplication = var.cross_tenant_replication_enabled
      allowSharedKeyAccess        = var.shared_access_key_enabled
      encryption                  = local.encryption
      isHnsEnabled                = var.is_hns_enabled
      isLocalUserEnabled          = var.local_user_enabled
      isNfsV3Enabled              = var.nfsv3_enabled
      isSftpEnabled               = var.sftp_enabled
      minimumTlsVersion           = var.min_tls_version
      publicNetworkAccess         = var.public_network_access_enabled == null ? null : var.public_network_access_enabled ? "Enabled" : "Disabled"
      supportsHttpsTrafficOnly    = var.https_traffic_only_enabled

      immutableStorageWithVersioning = var.immutability_policy == null ? null : {
        enabled = true

        immutabilityPolicy = {
          allowProtectedAppendWrites            = var.immutability_policy.allow_protected_append_writes
          immutabilityPeriodSinceCreationInDays = var.immutability_policy.period_since_creation_in_days
          state                                 = var.immutability_policy.state
        }
      }

      networkAcls = var.network_rules == null ? null : {
        bypass              = var.network_rules.bypass == null ? null : length(var.network_rules.bypass) == 0 ? "None" : join(", ", var.network_rules.bypass)
        defaultAction       = var.network_rules.default_action
        ipRules             = var.network_rules.ip_rules == null ? null : [for each in var.network_rules.ip_rules : { value = each, action = "Allow" }]
        virtualNetworkRules = var.network_rules.virtual_network_subnet_ids == null ? null : [for each in var.network_rules.virtual_network_subnet_ids : { id = each, action = "Allow" }]
      }

      sasPolicy = var.sas_policy == null ? null : {
        sasExpirationPeriod = var.sas_policy.expiration_period
        expirationAction    = var.sas_policy.expiration_action
      }
    }
  }
}

resource "azapi_update_resource" "customer_managed_key" {
  count = var.customer_managed_key == null ? 0 : 1

  type        = var.resource_types.storage_account
  resource_id = azapi_resource.this.id

  body = {
    properties = {
      encryption = {
        keySource                       = "Microsoft.Keyvault"
        requireInfrastructureEncryption = var.infrastructure_encryption_enabled ? true : null

        keyvaultproperties = {
          keyname    = var.customer_managed_key.key_name
          keyversion = var.customer_managed_key.key_version
        }
      }
    }
  }
}

module "private_endpoints" {
  source   = "./modules/private_endpoint"
  for_each = var.private_endpoints

  name                            = each.value.name == null ? "pe-${var.name}" : each.value.name
  location                        = coalesce(each.value.location, var.location)
  parent_id                       = each.value.resource_group_name == null ? var.parent_id : "/subscriptions/${split("/", var.parent_id)[2]}/resourceGroups/${each.value.resource_group_name}"
  private_connection_resource_id  = azapi_resource.this.id
  private_service_connection_name = each.value.private_service_connection_name
  subnet_resource_id              = each.value.subnet_resource_id
  subresource_name                = each.value.subresource_name
  resource_type                   = var.resource_types.private_endpoint
  tags                            = each.value.tags
}

module "blob_service" {
  source = "./modules/blob_service"
  count  = var.blob_properties == null ? 0 : 1

  storage_account_id = azapi_resource.this.id
  resource_type      = var.resource_types.blob_service
  blob_properties    = var.blob_properties
}

module "containers" {
  source   = "./modules/container"
  for_each = var.containers

  name               = each.value.name
  storage_account_id = azapi_resource.this.id
  resource_type      = var.resource_types.blob_container
  public_access      = each.value.public_access
}

module "shares" {
  source   = "./modules/share"
  for_each = var.shares

  name               = each.value.name
  quota              = each.value.quota
  storage_account_id = azapi_resource.this.id
  resource_type      = var.resource_types.share
  enabled_protocol   = each.value.enabled_protocol
  signed_identifiers = each.value.signed_identifiers
}

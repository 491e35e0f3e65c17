# A name from labels, and the settings that one label hands to the next as its context.
locals {
  # Arguments win over the context; attributes and tags of both are joined.
  enabled             = var.enabled == null ? var.context.enabled : var.enabled
  namespace           = var.namespace == null ? var.context.namespace : var.namespace
  tenant              = var.tenant == null ? try(var.context.tenant, null) : var.tenant
  environment         = var.environment == null ? var.context.environment : var.environment
  stage               = var.stage == null ? var.context.stage : var.stage
  name                = var.name == null ? var.context.name : var.name
  given_delimiter     = var.delimiter == null ? var.context.delimiter : var.delimiter
  given_attributes    = compact(distinct(concat(coalesce(var.context.attributes, []), coalesce(var.attributes, []))))
  given_tags          = merge(var.context.tags, var.tags)
  additional_tag_map  = merge(var.context.additional_tag_map, var.additional_tag_map)
  label_order         = var.label_order == null ? var.context.label_order : var.label_order
  regex_replace_chars = var.regex_replace_chars == null ? var.context.regex_replace_chars : var.regex_replace_chars
  id_length_limit     = var.id_length_limit == null ? var.context.id_length_limit : var.id_length_limit
  label_key_case      = var.label_key_case == null ? try(var.context.label_key_case, null) : var.label_key_case
  label_value_case    = var.label_value_case == null ? try(var.context.label_value_case, null) : var.label_value_case
  descriptor_formats  = merge(try(var.context.descriptor_formats, {}), var.descriptor_formats)
  labels_as_tags      = try(contains(var.context.labels_as_tags, "unset"), true) ? var.labels_as_tags : var.context.labels_as_tags

  context = {
    enabled             = local.enabled
    namespace           = local.namespace
    tenant              = local.tenant
    environment         = local.environment
    stage               = local.stage
    name                = local.name
    delimiter           = local.given_delimiter
    attributes          = local.given_attributes
    tags                = local.given_tags
    additional_tag_map  = local.additional_tag_map
    label_order         = local.label_order
    regex_replace_chars = local.regex_replace_chars
    id_length_limit     = local.id_length_limit
    label_key_case      = local.label_key_case
    label_value_case    = local.label_value_case
    descriptor_formats  = local.descriptor_formats
    labels_as_tags      = local.labels_as_tags
  }

  replaced  = local.regex_replace_chars == null ? "/[^-a-zA-Z0-9]/" : local.regex_replace_chars
  cased     = local.label_value_case == null ? "lower" : local.label_value_case
  delimiter = local.given_delimiter == null ? "-" : local.given_delimiter
  limit     = local.id_length_limit == null ? 0 : local.id_length_limit
  order     = try(coalescelist(local.label_order), ["namespace", "environment", "stage", "name", "attributes"])

  plain = {
    for key, each in {
      namespace   = local.namespace
      tenant      = local.tenant
      environment = local.environment
      stage       = local.stage
      name        = local.name
    } :
    key => each == null ? "" : replace(each, local.replaced, "")
  }
  plain_attributes = compact(distinct([for each in local.given_attributes : replace(each, local.replaced, "")]))

  labels = {
    for key, each in local.plain :
    key => { none = each, title = title(lower(each)), upper = upper(each), lower = lower(each) }[local.cased]
  }
  attributes = compact(distinct([
    for each in local.plain_attributes :
    { none = each, title = title(lower(each)), upper = upper(each), lower = lower(each) }[local.cased]
  ]))

  parts   = merge(local.labels, { attributes = join(local.delimiter, local.attributes) })
  id_full = join(local.delimiter, [for each in local.order : local.parts[each] if length(local.parts[each]) > 0])
  is_cut  = local.limit != 0 && length(local.id_full) > local.limit
  id      = local.is_cut ? local.short : local.id_full

  # A name that is too long ends with the start of its hash.
  kept  = local.limit - 5 - length(local.delimiter)
  start = local.kept <= 0 ? "" : "${trimsuffix(substr(local.id_full, 0, local.kept), local.delimiter)}${local.delimiter}"
  hash  = "${md5(local.id_full)}qrstuvwxyz"
  ends  = { none = local.hash, title = title(local.hash), upper = upper(local.hash), lower = local.hash }
  short = substr("${local.start}${replace(local.ends[local.cased], local.replaced, "")}", 0, local.limit)

  as_tags = merge(local.parts, { name = local.id })
  chosen  = contains(local.labels_as_tags, "default") ? keys(local.as_tags) : local.labels_as_tags
  tags = merge(
    {
      for each in setintersection(keys(local.as_tags), local.chosen) :
      local.label_key_case == "upper" ? upper(each) : local.label_key_case == "lower" ? each : title(each) => local.as_tags[each]
      if length(local.as_tags[each]) > 0
    },
    local.given_tags,
  )
}

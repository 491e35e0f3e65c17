# A name from labels, and the settings that one label hands to the next as its context.
locals {
  # Arguments win over the context; attributes and tags of both are joined.
  input = {
    enabled     = var.enabled == null ? var.context.enabled : var.enabled
    namespace   = var.namespace == null ? var.context.namespace : var.namespace
    tenant      = var.tenant == null ? try(var.context.tenant, null) : var.tenant
    environment = var.environment == null ? var.context.environment : var.environment
    stage       = var.stage == null ? var.context.stage : var.stage
    name        = var.name == null ? var.context.name : var.name
    delimiter   = var.delimiter == null ? var.context.delimiter : var.delimiter
    attributes  = compact(distinct(concat(coalesce(var.context.attributes, []), coalesce(var.attributes, []))))
    tags        = merge(var.context.tags, var.tags)

    additional_tag_map  = merge(var.context.additional_tag_map, var.additional_tag_map)
    label_order         = var.label_order == null ? var.context.label_order : var.label_order
    regex_replace_chars = var.regex_replace_chars == null ? var.context.regex_replace_chars : var.regex_replace_chars
    id_length_limit     = var.id_length_limit == null ? var.context.id_length_limit : var.id_length_limit
    label_key_case      = var.label_key_case == null ? try(var.context.label_key_case, null) : var.label_key_case
    label_value_case    = var.label_value_case == null ? try(var.context.label_value_case, null) : var.label_value_case
    descriptor_formats  = merge(try(var.context.descriptor_formats, {}), var.descriptor_formats)
    labels_as_tags      = try(contains(var.context.labels_as_tags, "unset"), true) ? var.labels_as_tags : var.context.labels_as_tags
  }

  replaced  = local.input.regex_replace_chars == null ? "/[^-a-zA-Z0-9]/" : local.input.regex_replace_chars
  cased     = local.input.label_value_case == null ? "lower" : local.input.label_value_case
  delimiter = local.input.delimiter == null ? "-" : local.input.delimiter
  limit     = local.input.id_length_limit == null ? 0 : local.input.id_length_limit
  order     = try(coalescelist(local.input.label_order), ["namespace", "environment", "stage", "name", "attributes"])

  plain = {
    for key in ["namespace", "tenant", "environment", "stage", "name"] :
    key => local.input[key] == null ? "" : replace(local.input[key], local.replaced, "")
  }
  plain_attributes = compact(distinct([for each in local.input.attributes : replace(each, local.replaced, "")]))

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
  chosen  = contains(local.input.labels_as_tags, "default") ? keys(local.as_tags) : local.input.labels_as_tags
  tags = merge(
    {
      for each in setintersection(keys(local.as_tags), local.chosen) :
      local.input.label_key_case == "upper" ? upper(each) : local.input.label_key_case == "lower" ? each : title(each) => local.as_tags[each]
      if length(local.as_tags[each]) > 0
    },
    local.input.tags,
  )
}

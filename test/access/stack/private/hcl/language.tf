# Comments stand everywhere. // /* */
resource "azurerm_linux_function_app" "orders" {
  name     = "func-\"${var.name}\"" // after an argument
  text     = "$${not.read} %%{not} \u00e9\n"
  list     = ["a", var.b, /* between */ 3, # and at the end of a line
    true, ]
  object   = { a = 1, "b" : var.c, (var.d) = { e = null }
    f = [for key, value in var.map : value.id if key != "x"] }
  grouped  = { for item in var.items : item.key => item... }
  choice   = var.on ? var.yes[0].id : (
    var.no
  )
  splats   = concat(var.all[*].id, var.all.*.name, [var.old.0.id]...)
  negative = -1.5e3 + 2 * var.n >= 4 && !var.off || false
  called   = provider::azurerm::normalise_resource_id(var.id)
  indexed  = var.map[each.key]["eu"].id

  heredoc = <<XML
<policies>
  ${var.a.client_id} "quoted" \n
  %{ if var.on ~}
  on
  %{ else }
  off
  %{ endif }
</policies>
XML
  flush = <<-EOT
      two
        four
    %{ for key, item in var.items }
    ${key}=${item}
    %{ endfor ~}
  EOT

  site_config {}
  auth_settings_v2 {
    auth_enabled = true
    login { token_store_enabled = false }
  }
  auth_settings_v2 { auth_enabled = false }
  dynamic "ip_restriction" {
    for_each = var.addresses
    content { ip_address = ip_restriction.value }
  }
}
locals {
  one = 1
  two = "two"
}
